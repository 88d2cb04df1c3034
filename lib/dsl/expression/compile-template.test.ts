import { describe, expect, it } from 'vitest';
import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import type { FlowNode } from '@/lib/dsl/document';
import type { Json } from '@/lib/std/json';
import { compileParameters, compileTemplate, compileValue } from '.';
import { aScope } from './testing/a-scope';

const scope = aScope({ input: { n: 3, name: 'Ada', opt: null, list: [1, 2], hostile: '{{ input.n }}' } });

describe('renders a template', () => {
  it.each<[string, Json]>([
    ['plain', 'plain'],
    ['', ''],
    ['Hi {{ input.name }}, {{input.n}}!', 'Hi Ada, 3!'],
    ['{{ input.list }}', [1, 2]],
    ['{{ input.opt }}', null],
    [' {{ input.list }}', ' [1,2]'],
    ['[{{ input.opt }}]', '[]'],
    ['{{ input.n }}{{ input.n }}', '33'],
    ['{{ \'}}\' + "{{" }}', '}}{{'],
    ["{{ {'a': {'b': 1}} }}", { a: { b: 1 } }],
    ["{{ {'a': {'b': 1}}}}", { a: { b: 1 } }],
    ["{{ '''it's }}''' }}", "it's }}"],
    ["{{ 'it\\'s }}' }}", "it's }}"],
    ['\\{{ input.n }} {{ input.n }}', '{{ input.n }} 3'],
    ['a \\ b }} {', 'a \\ b }} {'],
    ['{{ input.hostile }}', '{{ input.n }}'],
    ['> {{ input.hostile }}', '> {{ input.n }}'],
  ])('%s', (text, value) => {
    const template = compileTemplate(text);
    expect(template.ok && template.value.render(scope)).toEqual({ ok: true, value });
  });

  it('places references and problems in the whole text', () => {
    const text = 'Hi {{ input.name }} and {{ nodes.a.output }}';
    const template = compileTemplate(text);
    expect(template.ok && template.value.references.map(({ start, end }) => text.slice(start, end))).toEqual([
      'input.name',
      'nodes.a.output',
    ]);
    expect(compileTemplate('Hi {{ inptu.x }}')).toMatchObject({ ok: false, error: { code: 'unknown_reference', start: 6, end: 11 } });
    const missing = compileTemplate('Hi {{ input.zzz }}');
    expect(missing.ok && missing.value.render(scope)).toMatchObject({ ok: false, error: { code: 'missing_value', start: 6, end: 15 } });
  });

  it('refuses braces that are not closed or hold nothing', () => {
    for (const text of ['{{ input.n', "{{ 'a }}", '{{ {"a": 1 }}', '{{ }}', '{{}}']) {
      expect(compileTemplate(text), text).toMatchObject({ ok: false, error: { code: 'expression_syntax' } });
    }
  });
});

describe('renders a structure', () => {
  it('fills every text and keeps the rest', () => {
    const value = compileValue({ a: ['{{ input.n }}', 'x{{ input.n }}', 1, null], b: { c: '{{ input.list }}' }, '{{ k }}': true });
    const expected = { a: [3, 'x3', 1, null], b: { c: [1, 2] }, '{{ k }}': true };
    expect(value.ok && value.value.render(scope)).toEqual({ ok: true, value: expected });
  });

  it('says where in the structure a problem stands', () => {
    expect(compileValue({ a: [{ b: '{{ 1 + }}' }] })).toMatchObject({
      ok: false,
      error: { code: 'expression_syntax', path: ['a', 0, 'b'] },
    });
    const value = compileValue({ a: ['{{ input.zzz }}'] });
    expect(value.ok && value.value.references).toMatchObject([{ root: 'input', path: ['zzz'], at: ['a', 0] }]);
    expect(value.ok && value.value.render(scope)).toMatchObject({ ok: false, error: { code: 'missing_value', path: ['a', 0] } });
  });
});

describe('resolves the parameters of a node', () => {
  const description: NodeTypeDescription = {
    type: 'sample',
    version: 1,
    control: 'task',
    category: 'shape',
    tint: 'data',
    icon: 'box',
    title: 'Sample',
    description: 'A sample.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string' },
        either: { type: ['string', 'array'] },
        cases: { type: 'array', items: { type: 'object', properties: { when: { type: 'string', 'x-expression': true } } } },
        headers: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    output: {},
    ports: { fixed: ['out'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
  };
  const node: FlowNode = {
    id: 'a',
    type: 'sample',
    label: '{{ not.read }}',
    text: '{{ input.list }}',
    either: '{{ input.list }}',
    cases: [{ when: 'nodes.b.output == 1', port: '{{ input.name }}' }],
    headers: { n: '{{ input.n }}', none: '{{ input.opt }}' },
    body: { nodes: [], edges: [] },
  };

  it('writes text where only text fits, and leaves bare expressions to the executor', () => {
    const parameters = compileParameters(node, description);
    const expected = {
      text: '[1,2]',
      either: [1, 2],
      cases: [{ when: 'nodes.b.output == 1', port: 'Ada' }],
      headers: { n: '3', none: '' },
    };
    expect(parameters.ok && parameters.value.resolve(scope)).toEqual({ ok: true, value: expected });
    expect(parameters.ok && parameters.value.references).toContainEqual(expect.objectContaining({ root: 'nodes', path: ['b', 'output'] }));
  });

  it('leaves out what is asked to be left out, and resolves one alone', () => {
    const parameters = compileParameters({ id: 'a', type: 'sample', text: 'x', either: '{{ item }}' }, description);
    expect(parameters.ok && parameters.value.resolve(scope)).toMatchObject({ ok: false, error: { parameter: 'either', path: ['either'] } });
    expect(parameters.ok && parameters.value.resolve(scope, ['either'])).toEqual({ ok: true, value: { text: 'x' } });
    expect(parameters.ok && parameters.value.resolveOne('either', { ...scope, item: 7 })).toEqual({ ok: true, value: 7 });
  });

  it('lists every problem', () => {
    const broken = compileParameters({ id: 'a', type: 'sample', text: '{{ 1 + }}', cases: [{ when: 'inptu' }] }, description);
    expect(broken).toMatchObject({ ok: false, error: [{ parameter: 'text' }, { parameter: 'cases', path: ['cases', 0, 'when'] }] });
  });
});
