import canonicalize from 'canonicalize';
import type { Json, JsonObject } from '@/lib/std/json';
import { diffValues, type ValueChange } from './diff-values';
import { type FlowDocument, type FlowEdge, type FlowNode, scopeBody } from './document';
import { type FullEdge, fullEdge, type NodeEntry, nodeIndex, scopesOf } from './graph';

/** A node that is in one document only; `node` as written, a body of nodes without them. */
export interface NodePresence {
  id: string;
  scope: string | null;
  node: JsonObject;
}

/** A node that is in both documents and differs. `scope` is where it is now; `movedFrom` is there when it was elsewhere before. */
export interface NodeChange {
  id: string;
  scope: string | null;
  movedFrom?: string | null;
  changes: ValueChange[];
}

/** An edge that is in one document only, with the node whose body holds it. */
export interface EdgePresence extends FullEdge {
  scope: string | null;
}

/** Where two documents differ. All but `layout` is meaning; the order of nodes and of edges is none. */
export interface DocumentDiff {
  nodes: { added: NodePresence[]; removed: NodePresence[]; changed: NodeChange[] };
  edges: { added: EdgePresence[]; removed: EdgePresence[] };
  /** Name, description, inputs, outputs, labels, cost tag, time limit: what is neither node, edge, trigger nor pixel. */
  document: ValueChange[];
  /** By trigger id, whatever their order. */
  triggers: ValueChange[];
  layout: ValueChange[];
}

/** Compares two documents of the right shape: what became of each node by its id, parameter by parameter, of edges and of the rest. */
export function diffDocuments(before: FlowDocument, after: FlowDocument): DocumentDiff {
  return {
    nodes: diffNodes(nodeIndex(before), nodeIndex(after)),
    edges: { added: edgesMissing(before, after), removed: edgesMissing(after, before) },
    document: diffValues(envelopeOf(before), envelopeOf(after)),
    triggers: diffValues(triggersById(before), triggersById(after)),
    layout: diffValues(toJson(before.layout), toJson(after.layout)),
  };
}

/** True when two documents mean the same, wherever their boxes stand. */
export function isSameMeaning({ nodes, edges, document, triggers }: DocumentDiff): boolean {
  return [nodes.added, nodes.removed, nodes.changed, edges.added, edges.removed, document, triggers].every((list) => list.length === 0);
}

/** How many places differ, by kind; pixels are none. */
export interface ChangeCounts {
  added: number;
  removed: number;
  changed: number;
  edges: number;
  document: number;
  triggers: number;
}

/** Counts the places in which a diff's documents differ. */
export function countChanges({ nodes, edges, document, triggers }: DocumentDiff): ChangeCounts {
  return {
    added: nodes.added.length,
    removed: nodes.removed.length,
    changed: nodes.changed.length,
    edges: edges.added.length + edges.removed.length,
    document: document.length,
    triggers: triggers.length,
  };
}

type Index = ReadonlyMap<string, NodeEntry>;

function diffNodes(before: Index, after: Index): DocumentDiff['nodes'] {
  const changed: NodeChange[] = [];
  for (const [id, { node, scope }] of after) {
    const old = before.get(id);
    if (!old) continue;
    const changes = diffValues(withoutInner(old.node), withoutInner(node));
    if (old.scope !== scope) changed.push({ id, scope, movedFrom: old.scope, changes });
    else if (changes.length > 0) changed.push({ id, scope, changes });
  }
  return { added: nodesMissing(before, after), removed: nodesMissing(after, before), changed };
}

/** Nodes of `there` that are not in `here`. */
function nodesMissing(here: Index, there: Index): NodePresence[] {
  return [...there].filter(([id]) => !here.has(id)).map(([id, { node, scope }]) => ({ id, scope, node: withoutInner(node) }));
}

/** Nodes and edges of a body are compared by themselves. */
function withoutInner(node: FlowNode): JsonObject {
  const body = scopeBody(node);
  return toJson(body ? { ...node, body: { ...body, nodes: [], edges: [] } } : node) as JsonObject;
}

/** Edges of `there` that `here` has not, or has less often: a draft may hold one twice. */
function edgesMissing(here: FlowDocument, there: FlowDocument): EdgePresence[] {
  const counts = new Map<string, number>();
  for (const { key } of edgesOf(here)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return edgesOf(there).flatMap(({ key, edge }) => {
    const left = counts.get(key) ?? 0;
    counts.set(key, left - 1);
    return left > 0 ? [] : [edge];
  });
}

function edgesOf(document: FlowDocument): { key: string; edge: EdgePresence }[] {
  return scopesOf(document).flatMap(({ id: scope, body }) =>
    body.edges.map((written: FlowEdge) => {
      const edge = { ...fullEdge(written), scope };
      // An edge may carry members of its own, which count. canonicalize answers undefined only for undefined.
      return { key: canonicalize({ ...written, ...edge }) as string, edge };
    }),
  );
}

function envelopeOf({ nodes: _nodes, edges: _edges, triggers: _triggers, layout: _pixels, ...rest }: FlowDocument): Json {
  return toJson(rest);
}

function triggersById({ triggers }: FlowDocument): Json {
  return toJson(Object.fromEntries(triggers.map((trigger) => [trigger.id, trigger])));
}

/** Parts of a parsed document are JSON, which their interfaces cannot say. */
function toJson(part: object): Json {
  return part as unknown as Json;
}
