import { assertNever } from '@/lib/std/assert-never';
import { err, ok, type Result } from '@/lib/std/result';
import { addEdge, removeEdge } from './apply-edge-command';
import { addNode, removeNode, replaceNode, setNodeField } from './apply-node-command';
import { renameNode } from './apply-rename';
import type { AppliedCommand, FlowCommand } from './command';
import type { FlowDocument, NodeLayout } from './document';
import { flowDocumentSchema, shapeIssues } from './shape';

/** Why a command does not apply: a stable word, and the id or field it is about. */
export interface CommandRefusal {
  reason:
    | 'unknown_node'
    | 'unknown_scope'
    | 'unknown_edge'
    | 'edge_ends_missing'
    | 'duplicate_edge'
    | 'duplicate_id'
    | 'bad_id'
    | 'bad_shape'
    | 'required_field'
    | 'use_rename';
  subject: string;
}

/** A new document and the command that takes it back, or why the command does not apply. */
export type ApplyResult = Result<AppliedCommand, CommandRefusal>;

/**
 * Applies one edit to a document that has the right shape; the answer has it too. The document given stays as it is and shares
 * what did not change. Applying `inverse` to the answer gives a document equal to the one given.
 */
export function applyCommand(document: FlowDocument, command: FlowCommand): ApplyResult {
  switch (command.kind) {
    case 'add_node':
      return addNode(document, command);
    case 'remove_node':
      return removeNode(document, command);
    case 'rename_node':
      return renameNode(document, command);
    case 'set_node_field':
      return setNodeField(document, command);
    case 'replace_node':
      return replaceNode(document, command);
    case 'add_edge':
      return addEdge(document, command);
    case 'remove_edge':
      return removeEdge(document, command);
    case 'move_nodes':
      return moveNodes(document, command.moves);
    case 'set_layout':
      return setField(document, 'layout', command.layout, { kind: 'set_layout', layout: document.layout });
    case 'set_document_field':
      return setDocumentField(document, command);
    case 'replace_document':
      return replaceDocument(document, command.document);
    case 'batch':
      return applyBatch(document, command.commands);
    default:
      return assertNever(command);
  }
}

/** All or nothing: the first refusal refuses the batch. */
function applyBatch(document: FlowDocument, commands: readonly FlowCommand[]): ApplyResult {
  let current = document;
  const inverses: FlowCommand[] = [];
  for (const command of commands) {
    const applied = applyCommand(current, command);
    if (!applied.ok) return applied;
    current = applied.value.document;
    inverses.push(applied.value.inverse);
  }
  return ok({ document: current, inverse: { kind: 'batch', commands: inverses.reverse() } });
}

function moveNodes(document: FlowDocument, moves: Record<string, NodeLayout | null>): ApplyResult {
  const places = { ...document.layout.nodes };
  const back: Record<string, NodeLayout | null> = {};
  for (const [id, place] of Object.entries(moves)) {
    back[id] = Object.hasOwn(places, id) ? (places[id] ?? null) : null;
    if (place) places[id] = place;
    else delete places[id];
  }
  return setField(document, 'layout', { ...document.layout, nodes: places }, { kind: 'move_nodes', moves: back });
}

function setDocumentField(document: FlowDocument, command: Extract<FlowCommand, { kind: 'set_document_field' }>): ApplyResult {
  const { field, value } = command;
  const inverse: FlowCommand = { kind: 'set_document_field', field, value: ownField(document, field) };
  if (value !== undefined) return setField(document, field, value, inverse);
  if (field !== 'description' && field !== 'labels' && field !== 'cost_tag' && field !== 'timeout_ms')
    return err({ reason: 'required_field', subject: field });
  const { [field]: _removed, ...rest } = document;
  return ok({ document: rest, inverse });
}

function ownField(document: FlowDocument, field: keyof FlowDocument) {
  // Every member of a document is JSON; the interfaces of its parts have no index signature to say so.
  return Object.hasOwn(document, field) ? (document[field] as FlowDocument['outputs'][string]) : undefined;
}

function setField(document: FlowDocument, field: keyof FlowDocument, value: unknown, inverse: FlowCommand): ApplyResult {
  if (!flowDocumentSchema.shape[field].safeParse(value).success) return err({ reason: 'bad_shape', subject: field });
  return ok({ document: { ...document, [field]: value }, inverse });
}

function replaceDocument(before: FlowDocument, document: FlowDocument): ApplyResult {
  const [issue] = shapeIssues(document);
  if (issue) return err({ reason: 'bad_shape', subject: issue.path });
  return ok({ document, inverse: { kind: 'replace_document', document: before } });
}
