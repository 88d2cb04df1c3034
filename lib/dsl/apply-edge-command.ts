import { err, ok } from '@/lib/std/result';
import type { ApplyResult } from './apply-command';
import type { FlowCommand } from './command';
import type { FlowDocument } from './document';
import { edgeKey } from './graph';
import { bodyOf, insertAt, withBody } from './scope-edit';

/** Both ends must stand in the scope, and the edge must not be there yet. */
export function addEdge(document: FlowDocument, command: Extract<FlowCommand, { kind: 'add_edge' }>): ApplyResult {
  const { scope, edge, index } = command;
  const body = bodyOf(document, scope);
  if (!body) return err({ reason: 'unknown_scope', subject: scope ?? '' });
  for (const end of [edge.from, edge.to]) {
    if (!body.nodes.some((node) => node.id === end)) return err({ reason: 'edge_ends_missing', subject: end });
  }
  const key = edgeKey(edge);
  if (body.edges.some((other) => edgeKey(other) === key)) return err({ reason: 'duplicate_edge', subject: key });
  const changed = withBody(document, scope, { nodes: body.nodes, edges: insertAt(body.edges, edge, index) });
  return ok({ document: changed, inverse: { kind: 'remove_edge', scope, edge } });
}

/** Removes the first edge of that identity. */
export function removeEdge(document: FlowDocument, command: Extract<FlowCommand, { kind: 'remove_edge' }>): ApplyResult {
  const { scope } = command;
  const body = bodyOf(document, scope);
  if (!body) return err({ reason: 'unknown_scope', subject: scope ?? '' });
  const key = edgeKey(command.edge);
  const index = body.edges.findIndex((other) => edgeKey(other) === key);
  const edge = body.edges[index];
  if (!edge) return err({ reason: 'unknown_edge', subject: key });
  const changed = withBody(document, scope, { nodes: body.nodes, edges: body.edges.toSpliced(index, 1) });
  return ok({ document: changed, inverse: exactInverse(document, changed, { kind: 'add_edge', scope, edge, index }) });
}

/**
 * The natural inverse where it applies. A draft may hold what `add_edge` refuses (an edge to nowhere, one edge twice): taking
 * such a thing away is taken back by the whole document before.
 */
function exactInverse(before: FlowDocument, after: FlowDocument, inverse: Extract<FlowCommand, { kind: 'add_edge' }>): FlowCommand {
  return addEdge(after, inverse).ok ? inverse : { kind: 'replace_document', document: before };
}
