import type { Json, JsonObject } from '@/lib/std/json';
import { err, ok } from '@/lib/std/result';
import type { ApplyResult } from './apply-command';
import type { FlowCommand } from './command';
import { type FlowBody, type FlowDocument, type FlowEdge, type FlowNode, type Layout, scopeBody } from './document';
import { refersTo, renameReferences } from './rename-reference';
import { placeOf } from './scope-edit';
import { nodeIdProblem } from './shape';

/** Renames a node and all that names it: edges of its scope, its place, groups, and `nodes.<id>` in every text of the document. */
export function renameNode(document: FlowDocument, command: Extract<FlowCommand, { kind: 'rename_node' }>): ApplyResult {
  const { nodeId, newId } = command;
  if (nodeIdProblem(newId)) return err({ reason: 'bad_id', subject: newId });
  const place = placeOf(document, nodeId);
  if (!place) return err({ reason: 'unknown_node', subject: nodeId });
  if (nodeId === newId) return ok({ document, inverse: { kind: 'batch', commands: [] } });
  if (placeOf(document, newId)) return err({ reason: 'duplicate_id', subject: newId });
  const renamed = { ...renameInBody(document, nodeId, newId), layout: renameInLayout(document.layout, nodeId, newId) };
  const inverse: FlowCommand = namesAlready(document, newId)
    ? { kind: 'replace_document', document }
    : { kind: 'rename_node', nodeId: newId, newId: nodeId };
  return ok({ document: renamed, inverse });
}

/** The new name is written somewhere though no node has it: renaming back would take that along. */
function namesAlready(document: FlowDocument, newId: string): boolean {
  // A document is JSON: the interfaces of its parts have no index signature to say so.
  if (refersTo(document as unknown as Json, newId)) return true;
  return renameEdges(document, newId, `${newId}_`) !== null || renameInLayout(document.layout, newId, `${newId}_`) !== document.layout;
}

function renameInBody<B extends FlowBody>(body: B, from: string, to: string): B {
  const { nodes, edges, layout, ...rest } = body as B & { layout?: Layout };
  const members = renameReferences(rest as unknown as JsonObject, from, to);
  const renamed = nodes.map((node) => renameInNode(node, from, to));
  // The same members under the same keys: only texts inside them changed.
  return {
    ...(members as unknown as B),
    ...(layout ? { layout } : {}),
    nodes: renamed.some((node, index) => node !== nodes[index]) ? renamed : nodes,
    edges: edges.some((edge) => edge.from === from || edge.to === from) ? edges.map((edge) => renameEdge(edge, from, to)) : edges,
  };
}

function renameInNode(node: FlowNode, from: string, to: string): FlowNode {
  const body = scopeBody(node);
  const { body: written, ...rest } = node;
  // A body that is a parameter may hold references like any other.
  const own = body || written === undefined ? rest : { ...rest, body: written };
  const members = renameReferences(own as JsonObject, from, to);
  const inner = body ? renameInBody(body, from, to) : undefined;
  const sameBody = !body || (inner?.nodes === body.nodes && inner.edges === body.edges);
  if (members === own && sameBody && node.id !== from) return node;
  const renamed: FlowNode = { ...(members as unknown as FlowNode), id: node.id === from ? to : node.id };
  return inner ? { ...renamed, body: sameBody && body ? body : inner } : renamed;
}

function renameEdge(edge: FlowEdge, from: string, to: string): FlowEdge {
  if (edge.from !== from && edge.to !== from) return edge;
  return { ...edge, from: edge.from === from ? to : edge.from, to: edge.to === from ? to : edge.to };
}

/** Null when no edge of any scope names the id. */
function renameEdges(body: FlowBody, from: string, to: string): FlowBody | null {
  if (body.edges.some((edge) => edge.from === from || edge.to === from)) return renameInBody(body, from, to);
  for (const node of body.nodes) {
    const inner = scopeBody(node);
    const renamed = inner ? renameEdges(inner, from, to) : null;
    if (renamed) return renamed;
  }
  return null;
}

function renameInLayout(layout: Layout, from: string, to: string): Layout {
  const grouped = layout.groups.some((group) => group.nodeIds.includes(from));
  const place = Object.hasOwn(layout.nodes, from) ? layout.nodes[from] : undefined;
  if (!grouped && !place) return layout;
  const { [from]: _moved, ...others } = layout.nodes;
  const groups = grouped
    ? layout.groups.map((group) => ({ ...group, nodeIds: group.nodeIds.map((id) => (id === from ? to : id)) }))
    : layout.groups;
  return { ...layout, nodes: place ? { ...others, [to]: place } : layout.nodes, groups };
}
