import { err, ok } from '@/lib/std/result';
import type { ApplyResult, CommandRefusal } from './apply-command';
import { addEdge } from './apply-edge-command';
import type { FlowCommand } from './command';
import { type FlowDocument, type FlowNode, type Layout, type NodeLayout, scopeBody } from './document';
import { nodeIndex } from './graph';
import { bodyOf, idsWithin, insertAt, placeOf, withBody, withNode } from './scope-edit';
import { nodeIdProblem, nodeSchema } from './shape';

type Command<K extends FlowCommand['kind']> = Extract<FlowCommand, { kind: K }>;

/** Puts a node (with all its body) into a scope; its ids must be new in the whole document. */
export function addNode(document: FlowDocument, command: Command<'add_node'>): ApplyResult {
  const { scope, node, at, index } = command;
  const body = bodyOf(document, scope);
  if (!body) return err({ reason: 'unknown_scope', subject: scope ?? '' });
  const refusal = nodeRefusal(node, nodeIndex(document));
  if (refusal) return err(refusal);
  const placed = at ? withPlaces(document, { [node.id]: at }) : document;
  const changed = withBody(placed, scope, { nodes: insertAt(body.nodes, node, index), edges: body.edges });
  return ok({ document: changed, inverse: addNodeInverse(document, command) });
}

/** `remove_node` would take along an edge, place or group entry that was there before the node, and leave a body that was not. */
function addNodeInverse(document: FlowDocument, { scope, node, at }: Command<'add_node'>): FlowCommand {
  const edges = bodyOf(document, scope)?.edges ?? [];
  const leftovers =
    edges.some((edge) => edge.from === node.id || edge.to === node.id) ||
    idsWithin(node).some((id) => Object.hasOwn(document.layout.nodes, id) || inGroup(document.layout, id));
  const owner = scope === null ? null : placeOf(document, scope)?.node;
  const bodyIsNew = scope !== null && !(owner && scopeBody(owner));
  if (!leftovers && !bodyIsNew) return { kind: 'remove_node', scope, nodeId: node.id };
  if (!bodyIsNew || !owner) return { kind: 'replace_document', document };
  const back: FlowCommand[] = [{ kind: 'replace_node', nodeId: owner.id, node: owner }];
  if (at) back.push({ kind: 'set_layout', layout: document.layout });
  return { kind: 'batch', commands: back };
}

/** Takes a node away with its edges, its body, its place and its membership in groups. References to it stay, and become issues. */
export function removeNode(document: FlowDocument, command: Command<'remove_node'>): ApplyResult {
  const { scope, nodeId } = command;
  const body = bodyOf(document, scope);
  const index = body?.nodes.findIndex((node) => node.id === nodeId) ?? -1;
  const node = body?.nodes[index];
  if (!body || !node) return err({ reason: 'unknown_node', subject: nodeId });
  const gone = new Set(idsWithin(node));
  const layout = withoutPlaces(document.layout, gone);
  const cut = body.edges.flatMap((edge, at) => (edge.from === nodeId || edge.to === nodeId ? [{ edge, at }] : []));
  const kept = cut.length === 0 ? body.edges : body.edges.filter((edge) => edge.from !== nodeId && edge.to !== nodeId);
  const bare = layout === document.layout ? document : { ...document, layout };
  const changed = withBody(bare, scope, { nodes: body.nodes.toSpliced(index, 1), edges: kept });
  const commands: FlowCommand[] = [{ kind: 'add_node', scope, node, index }];
  for (const { edge, at } of cut) commands.push({ kind: 'add_edge', scope, edge, index: at });
  commands.push(...layoutBack(document.layout, layout, gone));
  return ok({ document: changed, inverse: exactInverse(document, changed, commands) });
}

/** Replaces a node whole; its id stays, ids in its new body must be new. */
export function replaceNode(document: FlowDocument, command: Command<'replace_node'>): ApplyResult {
  const { nodeId, node } = command;
  const before = placeOf(document, nodeId)?.node;
  if (!before) return err({ reason: 'unknown_node', subject: nodeId });
  if (node.id !== nodeId) return err({ reason: 'use_rename', subject: node.id });
  const others = nodeIndex(document);
  for (const id of idsWithin(before)) others.delete(id);
  const refusal = nodeRefusal(node, others);
  if (refusal) return err(refusal);
  return ok({ document: withNode(document, nodeId, () => node), inverse: { kind: 'replace_node', nodeId, node: before } });
}

/** Sets one field or parameter of a node; `value` undefined takes it away. */
export function setNodeField(document: FlowDocument, command: Command<'set_node_field'>): ApplyResult {
  const { nodeId, field, value } = command;
  const before = placeOf(document, nodeId)?.node;
  if (!before) return err({ reason: 'unknown_node', subject: nodeId });
  if (field === 'id') return err({ reason: 'use_rename', subject: nodeId });
  if (field === 'type' && value === undefined) return err({ reason: 'required_field', subject: field });
  const { [field]: old, ...rest } = before;
  // The rest has every member but the one that may not be missing, which was refused above.
  const node = (value === undefined ? rest : { ...before, [field]: value }) as FlowNode;
  const replaced = replaceNode(document, { kind: 'replace_node', nodeId, node });
  if (!replaced.ok) return replaced;
  // A member of a node is JSON: the interfaces of its parts have no index signature to say so.
  const inverse: FlowCommand = { kind: 'set_node_field', nodeId, field, value: old as Command<'set_node_field'>['value'] };
  return ok({ document: replaced.value.document, inverse });
}

function nodeRefusal(node: FlowNode, taken: { has(id: string): boolean }): CommandRefusal | null {
  if (!nodeSchema.safeParse(node).success) return { reason: 'bad_shape', subject: String(node.id) };
  const seen = new Set<string>();
  for (const id of idsWithin(node)) {
    if (nodeIdProblem(id)) return { reason: 'bad_id', subject: id };
    if (seen.has(id) || taken.has(id)) return { reason: 'duplicate_id', subject: id };
    seen.add(id);
  }
  return null;
}

function withPlaces(document: FlowDocument, places: Record<string, NodeLayout>): FlowDocument {
  return { ...document, layout: { ...document.layout, nodes: { ...document.layout.nodes, ...places } } };
}

function withoutPlaces(layout: Layout, ids: ReadonlySet<string>): Layout {
  const placed = [...ids].filter((id) => Object.hasOwn(layout.nodes, id));
  const grouped = [...ids].some((id) => inGroup(layout, id));
  if (placed.length === 0 && !grouped) return layout;
  const nodes = { ...layout.nodes };
  for (const id of placed) delete nodes[id];
  const groups = grouped
    ? layout.groups.map((group) => ({ ...group, nodeIds: group.nodeIds.filter((id) => !ids.has(id)) }))
    : layout.groups;
  return { ...layout, nodes, groups };
}

function layoutBack(before: Layout, after: Layout, ids: ReadonlySet<string>): FlowCommand[] {
  if (before === after) return [];
  if (before.groups !== after.groups) return [{ kind: 'set_layout', layout: before }];
  const moves: Record<string, NodeLayout> = {};
  for (const id of ids) {
    const place = Object.hasOwn(before.nodes, id) ? before.nodes[id] : undefined;
    if (place) moves[id] = place;
  }
  return [{ kind: 'move_nodes', moves }];
}

function inGroup(layout: Layout, id: string): boolean {
  return layout.groups.some((group) => group.nodeIds.includes(id));
}

/** The natural inverse, or the whole document before where an edge that was cut could not be added (to nowhere, or there twice). */
function exactInverse(before: FlowDocument, after: FlowDocument, commands: FlowCommand[]): FlowCommand {
  let current = after;
  for (const command of commands) {
    if (command.kind === 'move_nodes' || command.kind === 'set_layout') continue;
    const applied =
      command.kind === 'add_node' ? addNode(current, command) : command.kind === 'add_edge' ? addEdge(current, command) : null;
    if (!applied?.ok) return { kind: 'replace_document', document: before };
    current = applied.value.document;
  }
  return commands.length === 1 && commands[0] ? commands[0] : { kind: 'batch', commands };
}
