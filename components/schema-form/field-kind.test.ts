import { describe, expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import { type FieldKind, fieldKind } from './field-kind';

describe('fieldKind', () => {
  it.each<[string, Parameters<typeof fieldKind>, FieldKind]>([
    ['follows the widget a schema asks for', [{ type: 'string', 'x-widget': 'textarea' }, 'hi'], 'textarea'],
    ['shows code as code', [{ type: 'string', 'x-widget': 'code' }, undefined], 'code'],
    ['writes a bare condition as an expression', [{ type: 'string', 'x-expression': true }, 'a == 1'], 'expression'],
    ['offers the values of an enum', [{ type: 'string', enum: ['a', 'b'] }, 'a'], 'select'],
    ['takes a number', [{ type: 'integer' }, 3], 'number'],
    ['takes a number that is written as a template', [{ type: 'number', 'x-template': true }, '{{ input.n }}'], 'text'],
    ['switches a boolean', [{ type: 'boolean' }, undefined], 'switch'],
    ['writes an object prompt as JSON', [{ type: ['string', 'object'], 'x-widget': 'textarea' }, { a: 1 }], 'json'],
    ['writes a list given where a text was expected as JSON', [{ type: 'array', 'x-widget': 'text' }, [1]], 'json'],
    ['writes anything of unknown type as JSON', [{}, undefined], 'json'],
    ['shows headers that are no object as JSON', [{ type: 'object', 'x-widget': 'key_values' }, [1]], 'json'],
  ])('%s', (_sentence, [schema, value], kind) => {
    expect(fieldKind(schema, value)).toBe(kind);
  });

  it('has a widget for every parameter of the catalog as a fresh node has it', () => {
    for (const { parameters, defaults } of catalog.list()) {
      for (const [name, schema] of Object.entries(parameters.properties ?? {})) {
        const kind = fieldKind(schema, defaults?.[name]);
        if (schema['x-widget']) expect([name, kind]).toEqual([name, schema['x-widget']]);
      }
    }
  });
});
