import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/std/json';
import { compileExpression, compileTemplate, EXPRESSION_FUNCTIONS, EXPRESSION_LIMITS } from '.';
import { aScope } from './testing/a-scope';

function evaluate(source: string, input: Json = {}) {
  const compiled = compileExpression(source);
  return compiled.ok ? compiled.value.evaluate(aScope({ input })) : compiled;
}

/** Fails unless the value is plain JSON through and through. */
function expectJson(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  else if (Array.isArray(value)) for (const member of value) expectJson(member);
  else if (typeof value === 'object' && value !== null) {
    expect(Object.getOwnPropertySymbols(value)).toEqual([]);
    for (const member of Object.values(value)) expectJson(member);
  } else expect(['string', 'boolean', 'object']).toContain(typeof value);
}

const leaf = fc.constantFrom(
  '1',
  '2.5',
  '0',
  "'a'",
  'null',
  'true',
  'input',
  'input.x',
  'input.list',
  '[]',
  '{}',
  '9007199254740993',
  'x',
  '1e308',
);
const functionName = fc.constantFrom(...EXPRESSION_FUNCTIONS.map(({ name }) => name), 'orValue', 'value', 'or', 'constructor', 'toString');

const { source: anySource } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'source' },
    leaf,
    fc
      .tuple(tie('source'), fc.constantFrom('+', '-', '*', '/', '%', '==', '<', 'in', '&&', '||'), tie('source'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(tie('source'), fc.constantFrom('.x', '.?x', '[0]', '["x"]', '.constructor', '.__proto__'))
      .map(([a, access]) => `${a}${access}`),
    fc.tuple(functionName, fc.array(tie('source'), { maxLength: 3 })).map(([name, args]) => `${name}(${args.join(', ')})`),
    fc
      .tuple(tie('source'), fc.constantFrom('map', 'filter', 'all', 'exists'), tie('source'))
      .map(([a, name, body]) => `${a}.${name}(x, ${body})`),
    fc.tuple(tie('source'), tie('source')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('source'), tie('source')).map(([a, b]) => `{${a}: ${b}}`),
  ),
}));

it('answers with JSON or a problem, and never throws, for any expression', () => {
  fc.assert(
    fc.property(anySource, fc.jsonValue(), (source, x) => {
      // `jsonValue` makes JSON; its type says unknown.
      const result = evaluate(source, { x: x as Json, list: [1, 'a', null] });
      if (result.ok) expectJson(result.value);
      else expect(result.error.message).not.toBe('');
    }),
    { numRuns: 500 },
  );
});

it('answers with a problem or a value for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(typeof evaluate(text).ok).toBe('boolean');
      expect(typeof compileTemplate(text).ok).toBe('boolean');
    }),
  );
});

it('agrees with JavaScript about numbers', () => {
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e150, max: 1e150 }));
  const operations: Record<string, (a: number, b: number) => number | boolean> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '<': (a, b) => a < b,
    '>=': (a, b) => a >= b,
    '==': (a, b) => a === b,
  };
  fc.assert(
    fc.property(number, number, fc.constantFrom(...Object.keys(operations)), (a, b, operation) => {
      const expected = operations[operation]?.(a, b);
      const result = evaluate(`input.a ${operation} input.b`, { a, b });
      if (typeof expected === 'number' && !Number.isFinite(expected)) expect(result.ok).toBe(false);
      else expect(result).toEqual({ ok: true, value: expected === 0 ? 0 : expected });
    }),
  );
});

it('reads own properties only', () => {
  const inherited = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length'];
  for (const name of inherited) {
    for (const root of ['input', 'input.text', 'input.list', "'x'", '[1]', '1', '{}']) {
      for (const source of [`${root}.${name}`, `${root}['${name}']`]) {
        const result = evaluate(source, { text: 'a', list: [] });
        expect(result, source).toMatchObject({ ok: false });
      }
    }
    expect(evaluate(`has(input.${name}) || '${name}' in input`)).toEqual({ ok: true, value: false });
  }
});

it('keeps a key called __proto__ as data', () => {
  const result = evaluate("{'__proto__': {'polluted': true}}");
  expect(result.ok && Object.keys(result.value as object)).toEqual(['__proto__']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it('gives back any JSON it is handed, in a bare expression and through its text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      // -0 is no JSON number: it is written as 0.
      const input = JSON.parse(JSON.stringify(value)) as Json;
      expect(evaluate('input', input)).toEqual({ ok: true, value: input });
      expect(evaluate('json(toJson(input)) == input', input)).toEqual({ ok: true, value: true });
    }),
  );
});

describe('is bounded', () => {
  const limited = { ok: false, error: { code: 'expression_limit' } };
  const list = Array.from({ length: 2000 }, (_, index) => index);
  const doubled = (depth: number): string => (depth === 0 ? 'x' : `cel.bind(x, x + x, ${doubled(depth - 1)})`);
  const nested = (depth: number): string => (depth === 0 ? 'x' : `cel.bind(x, [x, x], ${nested(depth - 1)})`);

  it.each<[string, string, Json]>([
    ['long source', `'${'a'.repeat(EXPRESSION_LIMITS.sourceLength)}'`, {}],
    ['many parts', Array(600).fill('1').join('+'), {}],
    ['deep source', `${'('.repeat(500)}1${')'.repeat(500)}`, {}],
    ['three nested comprehensions', '[1].map(a, [1].map(b, [1].map(c, c)))', {}],
    ['a product of two lists', 'input.map(a, input.map(b, a * b))', list],
    ['comparing a list with itself member by member', 'input.filter(a, input.exists(b, a + b < 0))', list],
    ['a text that doubles', `cel.bind(x, '${'a'.repeat(100)}', ${doubled(40)})`, {}],
    ['a list that doubles', `cel.bind(x, [1], ${doubled(40)})`, {}],
    ['a tree that shares its branches', `cel.bind(x, [1], ${nested(40)})`, {}],
    ['comparing such trees', `cel.bind(x, [1], ${nested(35)}) == cel.bind(x, [1], ${nested(35)})`, {}],
    ['a large result', 'input + input', 'a'.repeat(600_000)],
    ['a replacement that grows', "input.replace('a', input)", 'a'.repeat(5000)],
    ['a long range', 'range(100000000)', {}],
    ['a long pattern', 'input.matches(input)', 'a'.repeat(2000)],
    ['searches that each read to the end', "input.extractAll('a*b|a')", 'a'.repeat(200_000)],
    ['deep data', 'input', JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as Json],
  ])('%s', (_, source, input) => {
    expect(evaluate(source, input)).toMatchObject(limited);
  });

  it('matches hostile patterns in linear time', () => {
    expect(evaluate("input.matches('^(a+)+$')", `${'a'.repeat(5000)}!`)).toEqual({ ok: true, value: false });
  });
});

it('renders a template as its text with the values in place', () => {
  const plain = fc.string().map((text) => text.replaceAll(/[{}\\]/g, ''));
  fc.assert(
    fc.property(plain, plain, fc.oneof(fc.string(), fc.integer(), fc.boolean()), (before, after, value) => {
      const template = compileTemplate(`${before}{{ input }}${after}`);
      const rendered = template.ok && template.value.render(aScope({ input: value }));
      const expected = before === '' && after === '' ? value : `${before}${String(value)}${after}`;
      expect(rendered).toEqual({ ok: true, value: expected });
    }),
  );
});
