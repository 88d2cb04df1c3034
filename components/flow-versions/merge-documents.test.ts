import { expect, it } from 'vitest';
import { diffDocuments } from '@/lib/dsl/diff-documents';
import type { FlowDocument } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { diffMarks, mergeDocuments } from './merge-documents';

function parse(dsl: object): FlowDocument {
  const parsed = parseDocumentValue({ dsl: 1, name: 'Flow', ...dsl });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const node = (id: string, template = id) => ({ id, type: 'template', template });
const each = (nodes: object[], edges: object[] = []) => ({ id: 'each', type: 'map', items: '{{ input.list }}', body: { nodes, edges } });

function draw(before: FlowDocument, after: FlowDocument) {
  const merged = mergeDocuments(before, after);
  const { nodes, edges } = diffMarks(diffDocuments(before, after), merged);
  return { merged, nodes: Object.fromEntries(nodes), edges: [...edges].map(([key, mark]) => `${mark} ${JSON.parse(key).join(' ')}`) };
}

// a ──▶ b  becomes  a ──▶ c
it('draws what is gone beside what is there, each marked', () => {
  const before = parse({ nodes: [node('a'), node('b')], edges: [{ from: 'a', to: 'b' }] });
  const after = parse({ nodes: [node('a', 'other'), node('c')], edges: [{ from: 'a', to: 'c' }] });
  const { merged, nodes, edges } = draw(before, after);
  expect([...nodeIndex(merged).keys()]).toEqual(['a', 'c', 'b']);
  expect(nodes).toEqual({ a: 'changed', c: 'added', b: 'removed' });
  expect(edges).toEqual(['added a out c in', 'removed a out b in']);
});

it('marks the node around what differs inside it, and draws each id once when a node left a body', () => {
  const before = parse({ nodes: [each([node('x'), node('y')], [{ from: 'x', to: 'y' }])], edges: [] });
  const inside = draw(before, parse({ nodes: [each([node('x'), node('y', 'new')], [{ from: 'x', to: 'y' }])], edges: [] }));
  expect(inside.nodes).toEqual({ y: 'changed', each: 'changed' });
  const out = draw(before, parse({ nodes: [node('x')], edges: [] }));
  expect([...nodeIndex(out.merged).keys()].toSorted()).toEqual(['each', 'x', 'y']);
  expect(out.merged.edges).toEqual([]);
});

it('draws what is gone below what took its place', () => {
  const at = (id: string) => ({ layout: { nodes: { [id]: { x: 100, y: 50 } } } });
  const merged = mergeDocuments(parse({ nodes: [node('old')], ...at('old') }), parse({ nodes: [node('new')], ...at('new') }));
  expect(merged.layout.nodes).toEqual({ new: { x: 100, y: 50 }, old: { x: 100, y: 180 } });
});
