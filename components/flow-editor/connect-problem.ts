import type { NodeCatalog } from '@/lib/dsl/catalog';
import { type FlowBody, type FlowDocument, type FlowEdge, scopeBody } from '@/lib/dsl/document';
import { edgeKey, findCycle, fullEdge, nodeIndex, outputPorts } from '@/lib/dsl/graph';

/** Why an edge may not be drawn: a key below `editor.connect`, and the names in its sentence. */
export interface ConnectProblem {
  reason: 'self' | 'cycle' | 'port' | 'duplicate' | 'scopes' | 'missing';
  params: Record<string, string>;
}

/** Whether an edge may be drawn; null when it may. The rules are those of validation, told before the mistake. */
export function connectProblem(document: FlowDocument, catalog: NodeCatalog, edge: FlowEdge): ConnectProblem | null {
  const { from, port, to } = fullEdge(edge);
  const params = { from, to, port };
  if (from === to) return { reason: 'self', params };
  const index = nodeIndex(document);
  const source = index.get(from);
  const target = index.get(to);
  if (!source || !target) return { reason: 'missing', params };
  if (source.scope !== target.scope) return { reason: 'scopes', params };
  const description = catalog.get(source.node.type);
  if (description && !outputPorts(source.node, description).includes(port)) return { reason: 'port', params };
  const body = source.scope === null ? document : (scopeBody(index.get(source.scope)?.node ?? {}) ?? { nodes: [], edges: [] });
  if (body.edges.some((other) => edgeKey(other) === edgeKey(edge))) return { reason: 'duplicate', params };
  return closesCycle(body, edge) ? { reason: 'cycle', params } : null;
}

function closesCycle(body: FlowBody, edge: FlowEdge): boolean {
  return findCycle(body) === null && findCycle({ nodes: body.nodes, edges: [...body.edges, edge] }) !== null;
}
