import { type Schema, Validator } from '@cfworker/json-schema';
import { expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import { publishedJsonSchema } from './published-schema';
import { aFlow } from './testing/a-flow';

const validator = new Validator(publishedJsonSchema(catalog) as Schema, '2020-12', false);

const holds = (document: unknown) => validator.validate(document).valid;

it('takes a document as it may be written, defaults left out', () => {
  expect(holds({ dsl: 1, name: 'Small', nodes: [{ id: 'a', type: 'template', template: 'x' }] })).toBe(true);
});

it('takes bodies, templates in place of typed values, and both forms of layout', () => {
  const flow = aFlow()
    .node('each', 'map', { items: '{{ input.list }}' })
    .body('each', (body) =>
      body.node('b').node('c', 'llm_completion', { provider: 'demo', prompt: 'x', temperature: '{{ item.t }}' }).edge('b', 'c'),
    )
    .trigger({ id: 'hook', type: 'webhook', path: 'x', input: { text: '{{ 1 }}' } })
    .build();
  expect(validator.validate(flow).errors).toEqual([]);
  expect(holds({ ...flow, layout: { each: { x: 0, y: 0 } } })).toBe(true);
});

it.each([
  ['an unknown type', { id: 'a', type: 'nope' }],
  ['an unknown parameter', { id: 'a', type: 'template', template: 'x', tempalte: 'y' }],
  ['a missing parameter', { id: 'a', type: 'template' }],
  ['a bad id', { id: 'A', type: 'template', template: 'x' }],
  ['a map without a body', { id: 'a', type: 'map', items: '{{ input.x }}' }],
  ['a common field of the wrong type', { id: 'a', type: 'template', template: 'x', join: 'some' }],
])('refuses %s', (_, node) => {
  expect(holds({ dsl: 1, name: 'x', nodes: [node] })).toBe(false);
});
