import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/std/json';
import { compileExpression, EXPRESSION_FUNCTIONS, type ExpressionProblem, referencedNodes } from '.';
import { aScope } from './testing/a-scope';

const scope = aScope({
  input: {
    n: 3,
    half: 0.5,
    text: 'Größe 😀 ok',
    opt: null,
    list: [3, 1, 2],
    rows: [
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
      { k: 'a', v: 3 },
    ],
    deep: { a: { b: 1 } },
  },
  nodes: { classify: { output: { text: 'refund' }, error: null }, skipped: { output: null, error: null } },
});

function evaluate(source: string): Json {
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.error.message}`);
  const result = compiled.value.evaluate(scope);
  if (!result.ok) throw new Error(`${source}: ${result.error.message}`);
  return result.value;
}

function problemOf(source: string): ExpressionProblem {
  const compiled = compileExpression(source);
  if (!compiled.ok) return compiled.error;
  const result = compiled.value.evaluate(scope);
  if (result.ok) throw new Error(`${source} gave a value`);
  return result.error;
}

describe('gives the value of an expression', () => {
  it.each<[string, Json]>([
    ['input.n + 1', 4],
    ['input.n + input.half', 3.5],
    ['1 / 2', 0.5],
    ['-7 % 3', -1],
    ['-0.0', 0],
    ['0xff', 255],
    ['input.list[input.n - 2]', 1],
    ["input['n']", 3],
    ['input.n == 3.0', true],
    ["1 == '1'", false],
    ["'a' < 'b' && 2 <= 2.0", true],
    ["nodes.classify.output.text == 'refund'", true],
    ['nodes.skipped.output', null],
    ['has(input.opt) || has(input.zzz.y) || has(nodes.nobody.output) || has(item.x)', false],
    ['has(input.deep.a.b)', true],
    ['input.?deep.?a.?b.orValue(5)', 1],
    ['input.?deep.?zzz.?b.orValue(5)', 5],
    ["input.opt.orValue('there')", 'there'],
    ['input.?zzz', null],
    ['input.zzz || true', true],
    ['!(input.zzz && false)', true],
    ["input.n > 2 ? 'big' : 'small'", 'big'],
    ['input.list.map(x, x * 2)', [6, 2, 4]],
    ['input.list.map(x, x > 1, x)', [3, 2]],
    ['input.list.filter(x, x > 1).map(y, y + 0.5)', [3.5, 2.5]],
    ['input.list.exists(x, x == 2) && input.list.all(x, x > 0) && input.list.exists_one(x, x == 1)', true],
    ['input.deep.map(name, name)', ['a']],
    ["input.rows.filter(r, r.k == 'a').map(r, r.v).sum()", 4],
    ["input.rows.groupCount('k')", { a: 2, b: 1 }],
    ["input.rows.sort('v').reverse()[0].v", 3],
    ["[1, 1, [2], [2], 'a'].distinct()", [1, [2], 'a']],
    ['[[1], [2, 3], 4].flatten()', [1, 2, 3, 4]],
    ['[1, 2, 3].slice(-2)', [2, 3]],
    ['range(3) + range(5, 7)', [0, 1, 2, 5, 6]],
    ['[min([3, 1]), max(1, 5), avg([1, 2]), abs(-2), round(1.005, 2), floor(-0.5), ceil(0.2)]', [1, 5, 1.5, 2, 1.01, -1, 1]],
    ['input.text.size()', 10],
    ["input.text.indexOf('ok')", 8],
    ['input.text.substring(6, 7)', '😀'],
    ["'a.b.c'.split('.')", ['a', 'b', 'c']],
    ["'a,b,c'.split(',', 2)", ['a', 'b,c']],
    ["'aaa'.replace('a', 'b', 2)", 'bba'],
    ["'ab'.replace('', '-')", '-a-b-'],
    ["[1, 'x', null].join('-')", '1-x-'],
    ["' X '.trim().lowerAscii()", 'x'],
    ["lines('a\\r\\nb\\n')", ['a', 'b']],
    ["'%s is %d and %.2f%%'.format(['x', 2.7, 3.14159])", 'x is 2 and 3.14%'],
    ["'order 42'.matches('[0-9]+$')", true],
    ["'a1b2'.extractAll('[0-9]')", ['1', '2']],
    ["'a1b2'.extract('b([0-9])')", '2'],
    ["'a1b2'.replaceMatches('([a-z])', '<$1>')", '<a>1<b>2'],
    ["'a1b22c'.splitMatches('[0-9]+')", ['a', 'b', 'c']],
    ['json(\'{"a":[1]}\').a[0]', 1],
    ["toJson({'a': 1, 'b': [null]})", '{"a":1,"b":[null]}'],
    [
      'csv(\'a,b\\n1,"x, ""y"""\\n\\n2\')',
      [
        { a: '1', b: 'x, "y"' },
        { a: '2', b: '' },
      ],
    ],
    ["int('42') + double('1.5') + int(2.9)", 45.5],
    ["[string(1.5), string(null), string({'a': 1}), string(true)]", ['1.5', '', '{"a":1}', 'true']],
    ["type(1) == int && type(1.5) == double && type(null) == 'null_type'", true],
    ["timestamp('2024-02-29T10:00:00+02:00')", '2024-02-29T08:00:00Z'],
    ["timestamp('2024-03-01') - timestamp('2024-02-28') == duration('48h')", true],
    ["timestamp('2024-02-29').getDayOfWeek()", 4],
    ['cel.bind(x, input.n, x * x)', 9],
    ["{'a': 1}.merge({'b': 2}).keys()", ['a', 'b']],
    ["'n' in input && 3 in input.list", true],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });
});

describe('says what is wrong with an expression', () => {
  it.each<[string, ExpressionProblem['code'], string]>([
    ['input.n ==', 'expression_syntax', 'Unexpected token'],
    ['', 'expression_syntax', 'empty'],
    ["b'abc'", 'expression_type', 'Bytes'],
    ['inptu.n', 'unknown_reference', 'There is no inptu'],
    ['contain(1, 2)', 'unknown_reference', 'Did you mean contains()?'],
    ['nodes', 'unknown_reference', 'Name one node'],
    ['nodes[input.n].output', 'unknown_reference', 'Name the node'],
    ['secrets.key', 'unknown_reference', 'There is no secrets'],
    ['size()', 'expression_type', 'size(value)'],
    ['input.lst', 'missing_value', 'input has no lst. It has n, half, text, opt, list, rows, deep.'],
    ['input.opt.x', 'missing_value', 'input.opt is null, so it has no x.'],
    ['input.n.x', 'missing_value', 'input.n is a number'],
    ['nodes.nobody.output', 'missing_value', 'Node nobody has no result'],
    ['input.list[7]', 'missing_value', 'has 3 members'],
    ['item.x', 'missing_value', 'item exists only inside a map'],
    ["'a' + 1", 'expression_type', 'string(…)'],
    ["'a' - 1", 'expression_type', '- cannot be applied to text and a number'],
    ['1 / 0', 'expression_type', 'Division by zero'],
    ['1e308 * 10', 'expression_type', 'The result of * is too large'],
    ['[1e308, 1e308].sum()', 'expression_type', 'sum()'],
    ['1.5 % 2', 'expression_type', '% needs whole numbers'],
    ['input.text ? 1 : 2', 'expression_type', 'needs true or false and got text'],
    ["'a' in 'abc'", 'expression_type', 'contains'],
    ["'x'.contains(1)", 'expression_type', 'contains() needs text as argument 2 and got a number'],
    ["[1, 'a'].sort()", 'expression_type', 'cannot compare'],
    ["json('{')", 'expression_type', 'not JSON'],
    ["'a'.matches('(')", 'expression_type', 'no regular expression'],
  ])('%s', (source, code, words) => {
    const problem = problemOf(source);
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(words);
  });

  it('places a problem in the source', () => {
    expect(problemOf('1 + inptu.n')).toMatchObject({ start: 4, end: 9 });
    expect(problemOf('1 + input.lst')).toMatchObject({ start: 4, end: 13 });
  });

  it('names at most ten of what is there', () => {
    const names = Array.from({ length: 30 }, (_, index) => [`name${index}`, 1] as const);
    const compiled = compileExpression('input.zzz');
    const result = compiled.ok && compiled.value.evaluate(aScope({ input: Object.fromEntries(names) }));
    expect(result).toMatchObject({ ok: false, error: { code: 'missing_value', params: { available: { length: 10 } } } });
  });
});

describe('lists what an expression reads', () => {
  it('names roots and written paths with their places', () => {
    const compiled = compileExpression('nodes.a.output.list[input.n].x + nodes["b"].?output.orValue(1) + input.list.map(item, item.x)[0]');
    expect(compiled.ok && compiled.value.references).toEqual([
      { root: 'nodes', path: ['a', 'output', 'list'], start: 0, end: 19 },
      { root: 'input', path: ['n'], start: 20, end: 27 },
      { root: 'nodes', path: ['b', 'output'], start: 33, end: 51 },
      { root: 'input', path: ['list'], start: 65, end: 75 },
    ]);
    expect(compiled.ok && referencedNodes(compiled.value.references)).toEqual(['a', 'b']);
  });
});

it('asks for a node only when the side that reads it is evaluated', () => {
  const asked: string[] = [];
  const compiled = compileExpression('input.n == 3 ? nodes.a.output : nodes.b.output');
  const nodes = (id: string) => {
    asked.push(id);
    return { output: 1, error: null };
  };
  expect(compiled.ok && compiled.value.evaluate({ ...scope, nodes })).toEqual({ ok: true, value: 1 });
  expect(asked).toEqual(['a']);
});

it('documents every function once', () => {
  const names = EXPRESSION_FUNCTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, signature, doc } of EXPRESSION_FUNCTIONS) {
    expect(signature).toContain(name);
    expect(doc.endsWith('.')).toBe(true);
  }
});
