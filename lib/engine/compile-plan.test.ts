import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import type { Json } from '@/lib/std/json';
import { compilePlan } from './compile-plan';
import { testCatalog } from './testing/test-catalog';

function nodeOf(type: string, fields: Record<string, Json>) {
  return compilePlan(aFlow().node('a', type, fields).build(), testCatalog).byId.get('a');
}

//  m [ x ──▶ y    z ]
function scopeWith(fields: Record<string, Json>) {
  const flow = aFlow()
    .node('m', 'each', fields)
    .body('m', (body) => body.node('x').node('y').node('z').edge('x', 'y'))
    .build();
  return compilePlan(flow, testCatalog).byId.get('m')?.body;
}

describe('a compiled node', () => {
  it('has the defaults of what it leaves out', () => {
    expect(nodeOf('work', {})).toMatchObject({
      control: 'task',
      scope: null,
      join: 'all',
      onError: 'fail',
      retry: null,
      effect: 'none',
      onUncertain: 'ask',
      timeoutMs: null,
      disabled: false,
      pool: null,
      body: null,
    });
  });

  it('is tagged for costs as the flow is, where it has no tag of its own', () => {
    const flow = aFlow()
      .node('a', 'work', { cost_tag: 'own' })
      .node('b', 'work')
      .node('m', 'each')
      .body('m', (body) => body.node('x'))
      .build();
    const { byId } = compilePlan({ ...flow, cost_tag: 'flow' }, testCatalog);
    expect(['a', 'b', 'x'].map((id) => byId.get(id)?.costTag)).toEqual(['own', 'flow', 'flow']);
    expect(compilePlan(flow, testCatalog).byId.get('b')?.costTag).toBeNull();
  });

  it.each([
    ['look', 'read'],
    ['change', 'write'],
    ['something else', 'none'],
    ['{{ input.does }}', 'write'],
    ['loo{{ input.k }}', 'write'],
  ])('whose deciding parameter is %j has the effect %s', (does, effect) => {
    expect(nodeOf('work', { does })?.effect).toBe(effect);
  });

  it.each([
    [{}, 'ask'],
    [{ idempotency: { header: 'Idempotency-Key' } }, 'retry'],
    [{ idempotency: { header: 'Idempotency-Key' }, on_uncertain: 'fail' }, 'fail'],
  ])('with %j goes by %s when a write is uncertain', (fields, policy) => {
    expect(nodeOf('work', fields)?.onUncertain).toBe(policy);
  });

  it('is refused when its type is not in the catalog', () => {
    expect(() => nodeOf('nowhere', {})).toThrow('nowhere');
  });
});

describe('a compiled scope', () => {
  it.each([
    [{}, 10],
    [{ concurrency: 3 }, 3],
    [{ concurrency: '{{ input.n }}' }, 10],
    [{ concurrency: 0 }, 10],
  ])('with %j runs %i items at a time', (fields, concurrency) => {
    expect(scopeWith(fields)?.concurrency).toBe(concurrency);
  });

  it.each([
    ['its sinks where it has no result', {}, ['y', 'z']],
    [
      'the body nodes its result names, in document order',
      { result: { b: '{{ nodes.y.output.text }}', a: '{{ nodes.x.output }}' } },
      ['x', 'y'],
    ],
    ['none where its result names none', { result: '{{ item.id }}' }, []],
    ['none from around it', { result: '{{ nodes.elsewhere.output }}' }, []],
  ])('keeps the outputs of %s', (_, fields, results) => {
    expect(scopeWith(fields)?.results).toEqual(results);
  });

  it('knows its roots, its error mode, and the scope of its nodes', () => {
    const body = scopeWith({ on_item_error: 'collect' });
    expect(body).toMatchObject({ roots: ['x', 'z'], onItemError: 'collect' });
    expect(body?.nodes.map((node) => node.scope)).toEqual(['m', 'm', 'm']);
  });
});
