import type { FlowCommand } from '@/lib/dsl/command';
import { type FlowDocument, type FlowEdge, type FlowNode, type NodeLayout, scopeBody } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { renameReferences } from '@/lib/dsl/rename-reference';
import { isJsonObject, type Json } from '@/lib/std/json';
import { freeId, openBody } from './new-node';

/** Nodes as they go over the clipboard, between flows and windows: readable JSON with a mark of ours. */
export interface CopiedNodes {
  millrace: 'nodes';
  nodes: FlowNode[];
  edges: FlowEdge[];
  layout: Record<string, NodeLayout>;
}

/** How far a copy stands from what it was made of. */
const SHIFT_PX = 40;

/** The selected nodes of the open scope, with the edges between them. */
export function copyNodes(document: FlowDocument, scope: string | null, ids: ReadonlySet<string>): CopiedNodes {
  const body = openBody(document, scope);
  const nodes = body.nodes.filter((node) => ids.has(node.id));
  const places = nodes.flatMap((node) => {
    const at = Object.hasOwn(document.layout.nodes, node.id) ? document.layout.nodes[node.id] : undefined;
    return at ? [[node.id, at] as const] : [];
  });
  return {
    millrace: 'nodes',
    nodes,
    edges: body.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
    layout: Object.fromEntries(places),
  };
}

/** Reads nodes from a clipboard text; null where it holds none of ours or something a document may not hold. */
export function readNodes(text: string): CopiedNodes | null {
  const value = parse(text);
  if (!isJsonObject(value) || value.millrace !== 'nodes') return null;
  const { nodes = [], edges = [], layout = {} } = value;
  const checked = parseDocumentValue({ dsl: 1, name: 'clipboard', nodes, edges, layout });
  if (!checked.ok || checked.value.nodes.length === 0) return null;
  const document = checked.value;
  return { millrace: 'nodes', nodes: document.nodes, edges: document.edges, layout: document.layout.nodes };
}

/** The edit that puts copies into a scope: with ids of their own, and references among them following. */
export function pasteCommand(
  document: FlowDocument,
  scope: string | null,
  copied: CopiedNodes,
): { command: FlowCommand; nodeIds: string[] } {
  const taken = new Set(nodeIndex(document).keys());
  const renames = new Map<string, string>();
  for (const id of copied.nodes.flatMap(idsOf)) {
    const next = freeId(id, (candidate) => taken.has(candidate));
    taken.add(next);
    renames.set(id, next);
  }
  const commands: FlowCommand[] = copied.nodes.map((node) => {
    const at = Object.hasOwn(copied.layout, node.id) ? copied.layout[node.id] : undefined;
    const added = renamed(node, renames);
    return at
      ? { kind: 'add_node', scope, node: added, at: { ...at, x: at.x + SHIFT_PX, y: at.y + SHIFT_PX } }
      : { kind: 'add_node', scope, node: added };
  });
  for (const edge of copied.edges) commands.push({ kind: 'add_edge', scope, edge: renamedEdge(edge, renames) });
  return { command: { kind: 'batch', commands }, nodeIds: copied.nodes.map((node) => renames.get(node.id) ?? node.id) };
}

function renamed(node: FlowNode, renames: ReadonlyMap<string, string>): FlowNode {
  // A node is JSON; the interfaces of its parts have no index signature to say so.
  let value = { ...node, body: undefined } as unknown as Json;
  // Through names nobody has, so that a -> b, b -> c does not end with both at c.
  for (const [from] of renames) value = renameReferences(value, from, `millrace_copy_${from}`);
  for (const [from, to] of renames) value = renameReferences(value, `millrace_copy_${from}`, to);
  const { body: _left, ...rest } = value as unknown as FlowNode;
  const copy: FlowNode = { ...rest, id: renames.get(node.id) ?? node.id, type: node.type };
  const body = scopeBody(node);
  if (body) {
    copy.body = {
      nodes: body.nodes.map((inner) => renamed(inner, renames)),
      edges: body.edges.map((edge) => renamedEdge(edge, renames)),
    };
  }
  return copy;
}

function renamedEdge(edge: FlowEdge, renames: ReadonlyMap<string, string>): FlowEdge {
  return { ...edge, from: renames.get(edge.from) ?? edge.from, to: renames.get(edge.to) ?? edge.to };
}

function idsOf(node: FlowNode): string[] {
  return [node.id, ...(scopeBody(node)?.nodes.flatMap(idsOf) ?? [])];
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
