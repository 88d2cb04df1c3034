import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { validateDocument } from '@/lib/dsl/validate';
import { createTranslator } from '@/lib/i18n';
import { catalog } from '@/lib/nodes/catalog';
import { fieldProblems } from './field-problems';
import { placeIssues } from './issue-places';
import { findTypes, groupTypes } from './node-types';
import { scopePathOf } from './run-state';
import { readPath } from './select-path';

describe('the item that is looked at', () => {
  // outer { inner { task } }
  const around: Record<string, string | null> = { outer: null, inner: 'outer', task: 'inner' };
  const scopeOf = (id: string) => around[id] ?? null;

  it('is the first of each open body until another is chosen', () => {
    expect(scopePathOf('inner', scopeOf, {})).toBe('outer[0]/inner[0]');
    expect(scopePathOf('inner', scopeOf, { outer: 2, inner: 5 })).toBe('outer[2]/inner[5]');
    expect(scopePathOf(null, scopeOf, { outer: 2 })).toBe('');
  });

  it('is read from the path of a task, and leads back to it', () => {
    const { nodeId, items } = readPath('outer[3]/inner[12]/task');
    expect({ nodeId, items }).toEqual({ nodeId: 'task', items: { outer: 3, inner: 12 } });
    expect(`${scopePathOf('inner', scopeOf, items)}/${nodeId}`).toBe('outer[3]/inner[12]/task');
    expect(readPath('task')).toEqual({ nodeId: 'task', items: {} });
  });
});

describe('problems by field', () => {
  const document = aFlow()
    .node('ask', 'llm_completion', { provider: 'demo', prompt: '{{ input.nope }} {{ input.nope }}' })
    .node('other', 'template', {})
    .build();
  const placed = placeIssues(document, validateDocument(document, catalog));

  it('stand at the field of their own node, each sentence once', () => {
    expect(fieldProblems(placed, 'ask', (issue) => issue.code).get('prompt')).toHaveLength(1);
    expect([...fieldProblems(placed, 'other', (issue) => issue.code).keys()]).toEqual(['template']);
  });

  it('about the flow itself do not stand at a node', () => {
    const empty = aFlow().build();
    const issues = placeIssues(empty, validateDocument(empty, catalog));
    expect([...fieldProblems(issues, null, (issue) => issue.code).values()].flat()).toContain('nothing_to_run');
  });
});

describe('the search for node types', () => {
  const t = createTranslator('en');

  it('puts names that begin with the search before names and sentences that hold it', () => {
    expect(findTypes(t, catalog.list(), 'tem')[0]?.type).toBe('template');
    expect(findTypes(t, catalog.list(), 'STREAMS').map(({ type }) => type)).toEqual(['llm_completion']);
    expect(findTypes(t, catalog.list(), 'no such thing')).toEqual([]);
  });

  it('loses no type when it sorts them into groups', () => {
    const grouped = groupTypes(t, catalog.list(), '').flatMap(({ types }) => types.map(({ type }) => type));
    expect(grouped.sort()).toEqual(
      catalog
        .list()
        .map(({ type }) => type)
        .sort(),
    );
  });
});
