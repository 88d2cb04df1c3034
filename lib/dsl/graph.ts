import type { NodeTypeDescription } from './catalog';
import { type FlowBody, type FlowDocument, type FlowEdge, type FlowNode, scopeBody } from './document';

/** Keys and indexes from the document to something in it. */
export type DocumentPath = readonly (string | number)[];

/** A node and where it is: `scope` is the id of the node whose body holds it, null at the top level. */
export interface NodeEntry {
  node: FlowNode;
  scope: string | null;
  path: DocumentPath;
}

/** The nodes and edges of one scope and where they are. */
export interface ScopeEntry {
  id: string | null;
  body: FlowBody;
  path: DocumentPath;
}

/** An edge with its defaults filled in. */
export interface FullEdge {
  from: string;
  port: string;
  to: string;
  input: string;
}

/** An edge with the defaults `out` and `in` filled in. */
export function fullEdge({ from, port = 'out', to, input = 'in' }: FlowEdge): FullEdge {
  return { from, port, to, input };
}

/** Identity of an edge: its four values. */
export function edgeKey(edge: FlowEdge): string {
  const { from, port, to, input } = fullEdge(edge);
  return JSON.stringify([from, port, to, input]);
}

/** Every scope of a document, outer before inner: the top level, then each body. */
export function scopesOf(document: FlowDocument): ScopeEntry[] {
  const scopes: ScopeEntry[] = [{ id: null, body: document, path: [] }];
  // The list grows while it is walked: bodies found in a scope are visited after it.
  for (const { body, path } of scopes) {
    body.nodes.forEach((node, index) => {
      const inner = scopeBody(node);
      if (inner) scopes.push({ id: node.id, body: inner, path: [...path, 'nodes', index, 'body'] });
    });
  }
  return scopes;
}

/** Every node of a document by id, bodies included. */
export function nodeIndex(document: FlowDocument): Map<string, NodeEntry> {
  const index = new Map<string, NodeEntry>();
  for (const { id, body, path } of scopesOf(document)) {
    body.nodes.forEach((node, at) => {
      index.set(node.id, { node, scope: id, path: [...path, 'nodes', at] });
    });
  }
  return index;
}

/** Ids of the nodes from which edges lead to this one, in its own scope. Empty for an unknown id. */
export function ancestorsOf(document: FlowDocument, nodeId: string): Set<string> {
  return reach(bodyOfNode(document, nodeId), nodeId, 'backward');
}

/** Ids of the nodes to which edges lead from this one, in its own scope. Empty for an unknown id. */
export function descendantsOf(document: FlowDocument, nodeId: string): Set<string> {
  return reach(bodyOfNode(document, nodeId), nodeId, 'forward');
}

/** Ids of the nodes whose output this node may read: its ancestors in its scope, and what is before each node around it. */
export function mayHaveRun(document: FlowDocument, nodeId: string): Set<string> {
  const index = nodeIndex(document);
  const readable = new Set<string>();
  let current: string | null = nodeId;
  while (current !== null) {
    const entry = index.get(current);
    if (!entry) break;
    const owner = entry.scope === null ? undefined : index.get(entry.scope)?.node;
    const body = entry.scope === null ? document : owner && scopeBody(owner);
    if (body) for (const id of reach(body, current, 'backward')) readable.add(id);
    current = entry.scope;
  }
  return readable;
}

/** Ids on one cycle of a scope, in the order of its edges; null when there is none. */
export function findCycle(body: FlowBody): string[] | null {
  const { left } = topologicalOrder(body);
  const [start] = left;
  if (start === undefined) return null;
  const before = new Map<string, string>();
  for (const { from, to } of body.edges) if (left.has(from) && left.has(to) && !before.has(to)) before.set(to, from);
  // Each node left over has one before it, so that going back must meet itself.
  const trail: string[] = [];
  const seenAt = new Map<string, number>();
  let current = start;
  while (!seenAt.has(current)) {
    seenAt.set(current, trail.length);
    trail.push(current);
    current = before.get(current) ?? current;
  }
  return trail.slice(seenAt.get(current)).reverse();
}

/** Ids of a scope such that every edge leads forward; `left` holds what is on a cycle or behind one. Linear. */
export function topologicalOrder(body: FlowBody): { order: string[]; left: Set<string> } {
  const waiting = new Map<string, number>(body.nodes.map((node) => [node.id, 0]));
  for (const { from, to } of body.edges) if (waiting.has(from)) bump(waiting, to, 1);
  const next = neighbours(body, 'forward');
  const order = body.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  for (const id of order) {
    waiting.delete(id);
    for (const to of next.get(id) ?? []) if (bump(waiting, to, -1) === 0) order.push(to);
  }
  return { order, left: new Set(waiting.keys()) };
}

/** Ports an edge may leave a node from: fixed ones, one for each entry of the list its type names, and `error` under `on_error: branch`. */
export function outputPorts(node: FlowNode, description: NodeTypeDescription): string[] {
  const { fixed, fromList } = description.ports;
  const ports = fromList ? [...listedPorts(node, fromList), ...fixed] : [...fixed];
  if (node.on_error === 'branch') ports.push('error');
  return [...new Set(ports)];
}

/** Port names in the order they are listed, repeats included. */
export function listedPorts(node: FlowNode, { parameter, field }: { parameter: string; field: string }): string[] {
  const list = Object.hasOwn(node, parameter) ? node[parameter] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry) => {
    const port =
      typeof entry === 'object' && entry !== null && Object.hasOwn(entry, field) ? (entry as Record<string, unknown>)[field] : null;
    return typeof port === 'string' ? [port] : [];
  });
}

function bodyOfNode(document: FlowDocument, nodeId: string): FlowBody {
  return scopesOf(document).find(({ body }) => body.nodes.some((node) => node.id === nodeId))?.body ?? { nodes: [], edges: [] };
}

/** What a walk from a node meets, the node itself only if it is on a cycle. */
function reach(body: FlowBody, from: string, direction: 'forward' | 'backward'): Set<string> {
  const next = neighbours(body, direction);
  const met = new Set<string>();
  const queue = [from];
  for (const id of queue) {
    for (const neighbour of next.get(id) ?? []) {
      if (met.has(neighbour)) continue;
      met.add(neighbour);
      queue.push(neighbour);
    }
  }
  return met;
}

/** Neighbours by id; edges with an end outside the scope do not count. */
function neighbours(body: FlowBody, direction: 'forward' | 'backward'): Map<string, string[]> {
  const next = new Map<string, string[]>(body.nodes.map((node) => [node.id, []]));
  for (const { from, to } of body.edges) {
    if (!next.has(from) || !next.has(to)) continue;
    if (direction === 'forward') next.get(from)?.push(to);
    else next.get(to)?.push(from);
  }
  return next;
}

function bump(counts: Map<string, number>, id: string, by: number): number | null {
  const count = counts.get(id);
  if (count === undefined) return null;
  counts.set(id, count + by);
  return count + by;
}
