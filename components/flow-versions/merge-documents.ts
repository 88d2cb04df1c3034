import type { CanvasMark, CanvasMarks } from '@/components/canvas';
import type { DocumentDiff } from '@/lib/dsl/diff-documents';
import { type FlowBody, type FlowDocument, type FlowNode, type NodeLayout, scopeBody } from '@/lib/dsl/document';
import { edgeKey, type NodeEntry, nodeIndex, scopesOf } from '@/lib/dsl/graph';

type Index = ReadonlyMap<string, NodeEntry>;

/** The later document with what the earlier one had besides: one drawing that shows both. */
export function mergeDocuments(before: FlowDocument, after: FlowDocument): FlowDocument {
  const old = nodeIndex(before);
  const kept = nodeIndex(after);
  const merged = { ...after, ...mergeBody(before, after, { old, kept }) };
  const nodes = { ...before.layout.nodes, ...after.layout.nodes };
  for (const { body } of scopesOf(merged)) makeRoom(body.nodes, nodes, kept);
  return { ...merged, layout: { ...after.layout, nodes } };
}

/** Room a card takes on the canvas, roughly. */
const CARD = { width: 250, height: 130 };

/** What is gone often stood where its successor stands now: it is drawn below, so that both are seen. */
function makeRoom(nodes: readonly FlowNode[], places: Record<string, NodeLayout>, kept: Index): void {
  const taken = nodes.filter(({ id }) => kept.has(id)).flatMap(({ id }) => places[id] ?? []);
  for (const { id } of nodes) {
    const place = places[id];
    if (kept.has(id) || !place) continue;
    const isTaken = (y: number) => taken.some((other) => Math.abs(other.x - place.x) < CARD.width && Math.abs(other.y - y) < CARD.height);
    let { y } = place;
    while (isTaken(y)) y += CARD.height;
    places[id] = { ...place, y };
    taken.push(places[id]);
  }
}

function mergeBody(before: FlowBody | undefined, after: FlowBody, index: { old: Index; kept: Index }): FlowBody {
  const mergeInner = (node: FlowNode): FlowNode => {
    const body = scopeBody(node);
    const was = index.old.get(node.id)?.node;
    return body ? { ...node, body: mergeBody(was && scopeBody(was), body, index) } : node;
  };
  const gone = (before?.nodes ?? []).filter((node) => !index.kept.has(node.id)).map((node) => withoutKept(node, index.kept));
  const nodes = [...after.nodes.map(mergeInner), ...gone];
  const ids = new Set(nodes.map((node) => node.id));
  const keys = new Set(after.edges.map(edgeKey));
  const edges = (before?.edges ?? []).filter((edge) => !keys.has(edgeKey(edge)) && ids.has(edge.from) && ids.has(edge.to));
  return { nodes, edges: [...after.edges, ...edges] };
}

/** A node that is gone, without what was inside it and now is elsewhere: an id is drawn once. */
function withoutKept(node: FlowNode, kept: Index): FlowNode {
  const body = scopeBody(node);
  if (!body) return node;
  const nodes = body.nodes.filter((inner) => !kept.has(inner.id)).map((inner) => withoutKept(inner, kept));
  const ids = new Set(nodes.map((inner) => inner.id));
  return { ...node, body: { nodes, edges: body.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)) } };
}

/** The marks of a diff's drawing. A node counts as changed when something inside it differs. */
export function diffMarks(diff: DocumentDiff, merged: FlowDocument): CanvasMarks {
  const nodes = new Map<string, CanvasMark>();
  for (const { id } of diff.nodes.changed) nodes.set(id, 'changed');
  for (const { id } of diff.nodes.added) nodes.set(id, 'added');
  for (const { id } of diff.nodes.removed) nodes.set(id, 'removed');
  const index = nodeIndex(merged);
  const places = [...nodes.keys(), ...[...diff.edges.added, ...diff.edges.removed].map((edge) => edge.from)];
  for (const id of places) {
    for (let scope = index.get(id)?.scope ?? null; scope !== null; scope = index.get(scope)?.scope ?? null) {
      if (!nodes.has(scope)) nodes.set(scope, 'changed');
    }
  }
  const edges = new Map<string, CanvasMark>();
  for (const edge of diff.edges.added) edges.set(edgeKey(edge), 'added');
  for (const edge of diff.edges.removed) edges.set(edgeKey(edge), edges.has(edgeKey(edge)) ? 'changed' : 'removed');
  return { nodes, edges };
}
