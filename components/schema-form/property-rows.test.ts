import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { fromRows, newRow, toRows, withKind } from './property-rows';

const property = fc.oneof<fc.Arbitrary<JsonSchema>[]>(
  fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object'), description: fc.constantFrom('a', 'b') }),
  fc.record({ type: fc.constant('string'), 'x-widget': fc.constant('textarea' as const), title: fc.string() }),
  fc.record({ type: fc.constant('string'), enum: fc.array(fc.string()) }),
  fc.record({ type: fc.constant(['string', 'null']), maxLength: fc.nat() }),
  fc.record({ anyOf: fc.constant([{ type: 'string' }, { type: 'number' }]) }),
  fc.constant<JsonSchema>({}),
  fc.record({ type: fc.constant('array'), items: fc.constant({ type: 'string' }), minItems: fc.nat() }),
);

const schemas = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'text'), property)
  .chain((properties) =>
    fc
      .subarray(Object.keys(properties))
      .map((required): JsonSchema => ({ type: 'object', properties, required, additionalProperties: false })),
  );

describe('the rows of an object schema', () => {
  it('make the same schema again when nothing is edited', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        expect(fromRows(schema, toRows(schema))).toEqual(schema);
      }),
    );
  });

  it('drop what belonged to the kind a row had before', () => {
    const [row] = toRows({ properties: { tags: { type: 'array', title: 'Tags', items: { type: 'string' }, minItems: 1 } } });
    expect(row && fromRows({}, [withKind(row, 'boolean')]).properties).toEqual({ tags: { type: 'boolean', title: 'Tags' } });
  });

  it('get a name that is free', () => {
    const rows = toRows({ properties: { field_2: {}, other: {} } });
    expect(newRow(rows).name).toBe('field_3');
    expect(newRow([...rows, newRow(rows)]).name).toBe('field_4');
  });
});
