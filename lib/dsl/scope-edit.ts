import { type FlowBody, type FlowDocument, type FlowNode, scopeBody } from './document';

/** Where a node is: the ids of the nodes around it, outermost first, and its place in its scope. */
export interface NodePlace {
  node: FlowNode;
  index: number;
  scope: string | null;
  body: FlowBody;
}

/** Finds a node in any scope of a document. */
export function placeOf(body: FlowBody, nodeId: string, scope: string | null = null): NodePlace | null {
  for (const [index, node] of body.nodes.entries()) {
    if (node.id === nodeId) return { node, index, scope, body };
    const inner = scopeBody(node);
    const place = inner ? placeOf(inner, nodeId, node.id) : null;
    if (place) return place;
  }
  return null;
}

/** The nodes and edges of a scope; null when no node of that id could hold one. A node without a body has an empty one. */
export function bodyOf(document: FlowDocument, scope: string | null): FlowBody | null {
  if (scope === null) return document;
  const place = placeOf(document, scope);
  return place ? (scopeBody(place.node) ?? { nodes: [], edges: [] }) : null;
}

/** A document whose named scope has these nodes and edges; everything beside the way there is shared. */
export function withBody(document: FlowDocument, scope: string | null, body: FlowBody): FlowDocument {
  if (scope === null) return { ...document, nodes: body.nodes, edges: body.edges };
  return withNode(document, scope, (node) => ({ ...node, body: { ...scopeBody(node), nodes: body.nodes, edges: body.edges } }));
}

/** A document in which one node is changed. */
export function withNode(document: FlowDocument, nodeId: string, change: (node: FlowNode) => FlowNode): FlowDocument {
  const nodes = changeNode(document.nodes, nodeId, change);
  return nodes === document.nodes ? document : { ...document, nodes };
}

/** A list with an item put in at an index; absent or past the end: last. */
export function insertAt<T>(list: readonly T[], item: T, index = list.length): T[] {
  return [...list.slice(0, index), item, ...list.slice(index)];
}

/** The ids of a node and of all nodes in its body. */
export function idsWithin(node: FlowNode): string[] {
  return [node.id, ...(scopeBody(node)?.nodes.flatMap(idsWithin) ?? [])];
}

function changeNode(nodes: FlowNode[], nodeId: string, change: (node: FlowNode) => FlowNode): FlowNode[] {
  for (const [index, node] of nodes.entries()) {
    const changed = node.id === nodeId ? change(node) : changeInside(node, nodeId, change);
    if (changed !== node) return nodes.with(index, changed);
  }
  return nodes;
}

function changeInside(node: FlowNode, nodeId: string, change: (node: FlowNode) => FlowNode): FlowNode {
  const body = scopeBody(node);
  if (!body) return node;
  const nodes = changeNode(body.nodes, nodeId, change);
  return nodes === body.nodes ? node : { ...node, body: { ...body, nodes } };
}
