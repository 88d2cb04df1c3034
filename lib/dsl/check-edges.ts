import type { CheckContext } from './check-context';
import type { FlowCommand } from './command';
import type { FlowEdge, FlowNode } from './document';
import { edgeKey, findCycle, fullEdge, listedPorts, outputPorts, type ScopeEntry } from './graph';

/** What the edges of one scope are judged by. */
interface EdgeScope {
  context: CheckContext;
  scope: ScopeEntry;
  nodes: ReadonlyMap<string, FlowNode>;
  /** Identities of all edges of the scope. */
  keys: ReadonlySet<string>;
  seen: Set<string>;
}

const EDGE_FIELDS = ['from', 'port', 'to', 'input'];

/** Edges of every scope: ends, ports, repeats, cycles; and listed ports that lead nowhere. */
export function checkEdges(context: CheckContext): void {
  for (const scope of context.scopes) {
    const { body } = scope;
    const nodes = new Map(body.nodes.map((node) => [node.id, node]));
    const edges: EdgeScope = { context, scope, nodes, keys: new Set(body.edges.map(edgeKey)), seen: new Set() };
    body.edges.forEach((edge, index) => {
      checkEdge(edges, edge, [...scope.path, 'edges', index]);
    });
    checkCycle(context, scope);
    checkListedPorts(context, scope);
  }
}

function checkEdge(edges: EdgeScope, edge: FlowEdge, path: (string | number)[]): void {
  const { context, scope, seen } = edges;
  const key = edgeKey(edge);
  const { from, to } = edge;
  if (seen.has(key)) {
    context.report('edge_duplicate', { path, nodeId: known(edges, from) }, { from, to }, removeEdge(scope.id, edge));
    return;
  }
  seen.add(key);
  const fromIsKnown = checkEnd(edges, edge, 'from', path);
  checkEnd(edges, edge, 'to', path);
  if (fromIsKnown) checkPort(edges, edge, path);
  if (fullEdge(edge).input !== 'in') {
    const { input: _input, ...plain } = edge;
    context.report(
      'edge_unknown_port',
      { path: [...path, 'input'], nodeId: known(edges, to) },
      { node: to, port: edge.input ?? '', ports: ['in'], side: 'input' },
      replaceEdge(edges, edge, plain),
    );
  }
  for (const field of Object.keys(edge)) {
    if (EDGE_FIELDS.includes(field)) continue;
    context.report('unknown_field', { path: [...path, field] }, { field, type: 'edge', suggestion: context.suggest(field, EDGE_FIELDS) });
  }
}

/** True when the end stands in the scope. */
function checkEnd(edges: EdgeScope, edge: FlowEdge, end: 'from' | 'to', path: (string | number)[]): boolean {
  const { context, scope, nodes } = edges;
  const id = edge[end];
  if (nodes.has(id)) return true;
  const place = { path: [...path, end], nodeId: known(edges, end === 'from' ? edge.to : edge.from) };
  if (context.index.has(id)) {
    context.report('edge_crosses_scope', place, { from: edge.from, to: edge.to, node: id }, removeEdge(scope.id, edge));
    return false;
  }
  const suggestion = context.suggest(id, nodes.keys());
  const fix = suggestion === null ? removeEdge(scope.id, edge) : replaceEdge(edges, edge, { ...edge, [end]: suggestion });
  const code = end === 'from' ? 'edge_from_unknown' : 'edge_to_unknown';
  context.report(code, place, { node: id.slice(0, 80), from: edge.from, to: edge.to, suggestion }, fix);
  return false;
}

function checkPort(edges: EdgeScope, edge: FlowEdge, path: (string | number)[]): void {
  const node = edges.nodes.get(edge.from);
  const description = node ? edges.context.catalog.get(node.type) : undefined;
  if (!node || !description) return;
  const ports = outputPorts(node, description);
  const { port } = fullEdge(edge);
  if (ports.includes(port)) return;
  const [only] = ports;
  const meant = ports.length === 1 ? only : edges.context.suggest(port, ports);
  edges.context.report(
    'edge_unknown_port',
    { path: [...path, 'port'], nodeId: node.id },
    { node: node.id, port: port.slice(0, 80), ports, side: 'output' },
    meant ? replaceEdge(edges, edge, { ...edge, port: meant }) : removeEdge(edges.scope.id, edge),
  );
}

function checkCycle(context: CheckContext, { id, body, path }: ScopeEntry): void {
  const nodes = findCycle(body);
  const [first] = nodes ?? [];
  if (!nodes || first === undefined) return;
  const last = nodes.at(-1);
  const closing = body.edges.find((edge) => edge.from === last && edge.to === first);
  context.report('cycle', { path: [...path, 'edges'], nodeId: first }, { nodes }, closing ? removeEdge(id, closing) : undefined);
}

/** A case whose port no edge leaves: taken, the run ends there. Fixed ports may stay open. */
function checkListedPorts(context: CheckContext, { body, path }: ScopeEntry): void {
  const used = new Set(body.edges.map((edge) => JSON.stringify([edge.from, fullEdge(edge).port])));
  body.nodes.forEach((node, index) => {
    const fromList = context.catalog.get(node.type)?.ports.fromList;
    if (!fromList) return;
    listedPorts(node, fromList).forEach((port, at) => {
      if (used.has(JSON.stringify([node.id, port]))) return;
      const place = { path: [...path, 'nodes', index, fromList.parameter, at, fromList.field], nodeId: node.id };
      context.report('unreachable_port', place, { port });
    });
  });
}

function known({ nodes }: EdgeScope, id: string): string | null {
  return nodes.has(id) ? id : null;
}

function removeEdge(scope: string | null, edge: FlowEdge) {
  return { title: 'remove_edge', commands: [{ kind: 'remove_edge' as const, scope, edge }] };
}

/** Changes an edge, or only removes it where the changed one is there already or would have an end nowhere. */
function replaceEdge({ scope, nodes, keys }: EdgeScope, edge: FlowEdge, changed: FlowEdge) {
  const commands: FlowCommand[] = [{ kind: 'remove_edge', scope: scope.id, edge }];
  const fits = nodes.has(changed.from) && nodes.has(changed.to) && !keys.has(edgeKey(changed));
  if (fits) commands.push({ kind: 'add_edge', scope: scope.id, edge: changed });
  return { title: fits ? 'change_edge' : 'remove_edge', commands };
}
