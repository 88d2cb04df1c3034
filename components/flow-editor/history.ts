import type { FlowCommand, HistoryPolicy } from '@/lib/dsl/command';

/** One step back: the command that takes the edit back, and what bursts it may still take in. */
export interface HistoryEntry {
  inverse: FlowCommand;
  /** Edits of the same key that follow closely belong to this step; null takes in none. */
  mergeKey: string | null;
  atMs: number;
}

/** Steps back and forward, newest last. */
export interface History {
  undo: readonly HistoryEntry[];
  redo: readonly HistoryEntry[];
}

export const EMPTY_HISTORY: History = { undo: [], redo: [] };

/** Edits of one field further apart than this are steps of their own. */
const BURST_MS = 2000;

/** Steps kept; the oldest fall out. */
const MAX_STEPS = 500;

/** Enters an edit that was applied. A new edit ends what could be redone. */
export function enterHistory(
  history: History,
  edit: { command: FlowCommand; inverse: FlowCommand; policy: HistoryPolicy; nowMs: number },
): History {
  if (edit.policy === 'skip') return history;
  const mergeKey = edit.policy === 'merge' ? mergeKeyOf(edit.command) : null;
  const entry: HistoryEntry = { inverse: edit.inverse, mergeKey, atMs: edit.nowMs };
  const last = history.undo.at(-1);
  if (last && mergeKey !== null && last.mergeKey === mergeKey && edit.nowMs - last.atMs <= BURST_MS) {
    const merged = { ...entry, inverse: mergeInverses(last.inverse, entry.inverse) };
    return { undo: [...history.undo.slice(0, -1), merged], redo: [] };
  }
  return { undo: [...history.undo.slice(1 - MAX_STEPS), entry], redo: [] };
}

/** What an edit is about: a burst of edits of the same field, or of moves of the same nodes, is one step. */
export function mergeKeyOf(command: FlowCommand): string | null {
  switch (command.kind) {
    case 'set_node_field':
      return `field ${command.nodeId} ${command.field}`;
    case 'set_document_field':
      return `document ${command.field}`;
    case 'move_nodes':
      return `move ${Object.keys(command.moves).sort().join(' ')}`;
    default:
      return null;
  }
}

/** The oldest value is what a burst goes back to. */
function mergeInverses(older: FlowCommand, newer: FlowCommand): FlowCommand {
  const key = mergeKeyOf(older);
  return key !== null && key === mergeKeyOf(newer) ? older : { kind: 'batch', commands: [newer, older] };
}
