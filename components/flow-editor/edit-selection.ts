import type { FlowCommand } from '@/lib/dsl/command';
import type { FlowEdge, NodeLayout } from '@/lib/dsl/document';
import type { EditorTools } from './editor-tools';
import { addNodeCommand, openBody } from './new-node';
import { copyNodes, pasteCommand, readNodes } from './node-clipboard';

/** Removes nodes and edges of the open scope in one step. */
export function removeParts(tools: EditorTools, nodeIds: Iterable<string>, edges: readonly FlowEdge[]): void {
  const { store } = tools;
  const { scope } = store.getState();
  const ids = new Set(nodeIds);
  const commands: FlowCommand[] = edges
    .filter((edge) => !ids.has(edge.from) && !ids.has(edge.to))
    .map((edge) => ({ kind: 'remove_edge', scope, edge }));
  for (const nodeId of ids) commands.push({ kind: 'remove_node', scope, nodeId });
  if (commands.length > 0) apply(tools, { kind: 'batch', commands });
  store.selectEdge(null);
}

/** Puts copies of the selection beside it and selects them. */
export function duplicateSelection(tools: EditorTools): void {
  const { document, scope, selection } = tools.store.getState();
  const { command, nodeIds } = pasteCommand(document, scope, copyNodes(document, scope, selection));
  if (apply(tools, command)) tools.store.select(nodeIds);
}

/** The selection as clipboard text. */
export function selectionText(tools: EditorTools): string {
  const { document, scope, selection } = tools.store.getState();
  return JSON.stringify(copyNodes(document, scope, selection), null, 2);
}

/** Adds the nodes of a clipboard text to the open scope and selects them; false where it holds none. */
export function pasteText(tools: EditorTools, text: string): boolean {
  const copied = readNodes(text);
  if (!copied) return false;
  const { document, scope } = tools.store.getState();
  const { command, nodeIds } = pasteCommand(document, scope, copied);
  if (!apply(tools, command)) return true;
  tools.store.select(nodeIds);
  tools.tell({ tone: 'ok', key: 'editor.pasted', params: { count: nodeIds.length } });
  return true;
}

/** Adds a node of a type, at a place or beside the selection, and selects it. */
export function addNode(tools: EditorTools, type: string, at?: NodeLayout): void {
  const description = tools.catalog.get(type);
  if (!description) return;
  const { document, scope, selection } = tools.store.getState();
  const { command, nodeId } = addNodeCommand({ document, scope, selection, description, at, catalog: tools.catalog });
  if (apply(tools, command)) tools.store.reveal(nodeId);
}

/** Selects every node of the open scope. */
export function selectAll(tools: EditorTools): void {
  const { document, scope } = tools.store.getState();
  tools.store.select(openBody(document, scope).nodes.map((node) => node.id));
}

/** Disables the selection, or enables it where all of it is disabled. */
export function toggleDisabled(tools: EditorTools): void {
  const { document, scope, selection } = tools.store.getState();
  const nodes = openBody(document, scope).nodes.filter((node) => selection.has(node.id));
  const value = nodes.every((node) => node.disabled) ? undefined : true;
  const commands = nodes.map((node): FlowCommand => ({ kind: 'set_node_field', nodeId: node.id, field: 'disabled', value }));
  apply(tools, { kind: 'batch', commands });
}

/** Applies an edit; a refusal is told. */
export function apply(tools: EditorTools, command: FlowCommand, policy: 'record' | 'merge' = 'record'): boolean {
  const refusal = tools.store.dispatch(command, policy);
  if (!refusal) return true;
  const key =
    refusal.reason === 'duplicate_id' || refusal.reason === 'bad_id'
      ? (`editor.refused.${refusal.reason}` as const)
      : 'editor.refused.other';
  tools.tell({ tone: 'bad', key, params: { ...refusal } });
  return false;
}
