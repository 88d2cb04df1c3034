import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import type { FlowCommand } from '@/lib/dsl/command';
import type { FlowBody, FlowDocument, FlowNode, NodeLayout } from '@/lib/dsl/document';
import { nodeIndex, outputPorts, scopesOf } from '@/lib/dsl/graph';

/** Distance between columns and rows of nodes on the canvas, in canvas pixels. */
const COLUMN_PX = 300;
const ROW_PX = 160;
const NEAR = { x: 240, y: 110 };

/** The nodes and edges of the scope that is open; a node that has no body yet holds an empty one. */
export function openBody(document: FlowDocument, scope: string | null): FlowBody {
  return scopesOf(document).find((entry) => entry.id === scope)?.body ?? { nodes: [], edges: [] };
}

/** A free id made from a wish: `llm`, then `llm_2`, `llm_3`. */
export function freeId(wish: string, isTaken: (id: string) => boolean): string {
  const base = wish.replace(/_\d+$/, '').slice(0, 58) || 'node';
  if (!isTaken(base)) return base;
  let number = 2;
  while (isTaken(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

/** What the first node of a type is called: the short of its type, `llm_completion` is `llm`. */
export function idWish(type: string): string {
  const [short = 'node'] = type.split('_');
  // `map` and friends are names of functions in the expression language but not reserved; digits may not come first.
  return /^[a-z]/.test(short) ? short : 'node';
}

/** Where a new node goes: right of the selected node, else of the last one; further down where one stands already. */
export function placeFor(body: FlowBody, layout: Record<string, NodeLayout>, selection: ReadonlySet<string>): NodeLayout {
  const placed = body.nodes.flatMap((node) => {
    const at = Object.hasOwn(layout, node.id) ? layout[node.id] : undefined;
    return at ? [{ id: node.id, at }] : [];
  });
  const anchor = placed.findLast(({ id }) => selection.has(id)) ?? placed.at(-1);
  const at = anchor ? { x: anchor.at.x + COLUMN_PX, y: anchor.at.y } : { x: 0, y: 0 };
  while (placed.some((other) => Math.abs(other.at.x - at.x) < NEAR.x && Math.abs(other.at.y - at.y) < NEAR.y)) at.y += ROW_PX;
  return at;
}

/** The edit that adds a node of a type; joined to the selected node where it alone is selected and has a port nothing leaves yet. */
export function addNodeCommand(options: {
  document: FlowDocument;
  scope: string | null;
  selection: ReadonlySet<string>;
  description: NodeTypeDescription;
  at?: NodeLayout | undefined;
  catalog: { get(type: string): NodeTypeDescription | undefined };
}): { command: FlowCommand; nodeId: string } {
  const { document, scope, selection, description, catalog } = options;
  const body = openBody(document, scope);
  const taken = nodeIndex(document);
  const id = freeId(idWish(description.type), (candidate) => taken.has(candidate));
  const node: FlowNode = { id, type: description.type, ...structuredClone(description.defaults ?? {}) };
  if (description.control === 'scope') node.body = { nodes: [], edges: [] };
  const at = options.at ?? placeFor(body, document.layout.nodes, selection);
  const commands: FlowCommand[] = [{ kind: 'add_node', scope, node, at }];
  const from = options.at ? null : freePort(body, selection, catalog);
  if (from) {
    const edge = { from: from.nodeId, to: id, ...(from.port === 'out' ? {} : { port: from.port }) };
    commands.push({ kind: 'add_edge', scope, edge });
  }
  return { command: { kind: 'batch', commands }, nodeId: id };
}

/** The one selected node and its first port that nothing leaves. */
function freePort(
  body: FlowBody,
  selection: ReadonlySet<string>,
  catalog: { get(type: string): NodeTypeDescription | undefined },
): { nodeId: string; port: string } | null {
  const [nodeId, ...more] = selection;
  const node = body.nodes.find((candidate) => candidate.id === nodeId);
  const description = node && catalog.get(node.type);
  if (!node || !description || more.length > 0) return null;
  const port = outputPorts(node, description).find(
    (candidate) => !body.edges.some((edge) => edge.from === node.id && (edge.port ?? 'out') === candidate),
  );
  return port === undefined ? null : { nodeId: node.id, port };
}
