import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { checkExpressionTypes } from '.';

const types: Record<string, JsonSchema> = {
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      text: { type: 'string' },
      n: { type: 'integer' },
      either: { type: ['string', 'null'] },
      any: {},
      rows: { type: 'array', items: { type: 'object', additionalProperties: false, properties: { v: { type: 'number' } } } },
      open: { type: 'object', properties: { a: { type: 'string' } } },
    },
  },
  nodes: {
    type: 'object',
    properties: { a: { type: 'object', properties: { output: { type: 'object', properties: { text: { type: 'string' } } } } } },
  },
};

describe('reports what is certainly wrong', () => {
  it.each<[string, string, string]>([
    ['input.text - 1', 'expression_type', '- cannot be applied to text and a number'],
    ['input.text + input.n', 'expression_type', 'string(…)'],
    ['nodes.a.output.text > 3', 'expression_type', '> cannot be applied'],
    ['input.n && true', 'expression_type', '&& needs true or false'],
    ["input.n ? 'a' : 'b'", 'expression_type', '? : needs'],
    ["input.n.contains('x')", 'expression_type', 'contains() needs text'],
    ['input.rows.map(r, r.v + input.text)', 'expression_type', '+ cannot be applied'],
    ['input.rows.filter(r, r.v)', 'expression_type', 'filter() needs true or false'],
    ["input.rows['x']", 'expression_type', 'is a list'],
    ['input.text.length', 'expression_type', 'is text, so it has no length'],
    ["'a' in input.text", 'expression_type', 'in cannot be applied'],
    ['input.txt', 'unknown_property', 'input has no txt'],
    ['input.rows[0].w', 'unknown_property', 'input.rows[0] has no w'],
    ['input.rows.exists(r, r.w == 1)', 'unknown_property', 'r has no w'],
  ])('%s', (source, code, words) => {
    const [problem, ...others] = checkExpressionTypes(source, types);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe('lets pass what may be right', () => {
  it.each([
    'input.any - 1',
    'input.either + 1',
    'input.open.b - 1',
    'input.open.a + input.open.a',
    'nodes.b.output.x - 1',
    'input.n + 1.5',
    'input.?txt.orValue(1)',
    'has(input.txt)',
    "input.text == 3 || input.n != 'a'",
    'input.rows.map(r, r.v).sum() / size(input.rows)',
    "timestamp('2024-01-01') + duration('1h') > timestamp('2023-01-01')",
    'input.text == null',
    'input.n +',
    'json(input.text).a - 1',
    'unknown.x - 1',
  ])('%s', (source) => {
    expect(checkExpressionTypes(source, types)).toEqual([]);
  });

  it('answers with a list for any text', () => {
    fc.assert(fc.property(fc.string(), (source) => Array.isArray(checkExpressionTypes(source, types))));
  });
});
