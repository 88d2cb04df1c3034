import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyCommand, type CommandRefusal } from '@/lib/dsl/apply-command';
import type { FlowCommand, HistoryPolicy } from '@/lib/dsl/command';
import type { FlowDocument, FlowEdge } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import { EMPTY_HISTORY, enterHistory, type History } from './history';

/** How the draft stands with the server. */
export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused';

export interface SaveState {
  status: SaveStatus;
  /** Version of the draft that the server last told. */
  draftVersion: number;
  /** The document the server holds at that version. */
  stored: FlowDocument;
}

/** Where the inspector should look: a node's (or, with null, the document's) field. `turn` tells two equal wishes apart. */
export interface FieldFocus {
  nodeId: string | null;
  field: string | null;
  turn: number;
}

/** All that one mounted editor knows. The document is the only truth of the flow; everything drawn is derived. */
export interface EditorState {
  document: FlowDocument;
  /** The node whose body is open; null is the top level. */
  scope: string | null;
  selection: ReadonlySet<string>;
  selectedEdge: FlowEdge | null;
  history: History;
  save: SaveState;
  focus: FieldFocus;
}

/** The store with its edits. */
export interface EditorStore extends StoreApi<EditorState> {
  /** Applies an edit; answers why not when it does not apply. */
  dispatch(command: FlowCommand, policy?: HistoryPolicy): CommandRefusal | null;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>): void;
  selectEdge(edge: FlowEdge | null): void;
  openScope(scope: string | null): void;
  /** Opens the scope of a node, selects it and points at one of its fields. */
  reveal(nodeId: string | null, field?: string | null): void;
  setSave(change: Partial<SaveState>): void;
}

/** A store for one editor over the draft the server told. `now` in epoch ms dates the undo steps. */
export function createEditorStore(options: { document: FlowDocument; draftVersion: number; now?: () => number }): EditorStore {
  const now = options.now ?? Date.now;
  const store = createStore<EditorState>(() => ({
    document: options.document,
    scope: null,
    selection: new Set(),
    selectedEdge: null,
    history: EMPTY_HISTORY,
    save: { status: 'saved', draftVersion: options.draftVersion, stored: options.document },
    focus: { nodeId: null, field: null, turn: 0 },
  }));
  const { getState, setState } = store;

  const dispatch = (command: FlowCommand, policy: HistoryPolicy = 'record'): CommandRefusal | null => {
    const state = getState();
    const applied = applyCommand(state.document, command);
    if (!applied.ok) return applied.error;
    const { document, inverse } = applied.value;
    const history = enterHistory(state.history, { command, inverse, policy, nowMs: now() });
    setState({ ...withDocument(state, document), history });
    return null;
  };

  return {
    ...store,
    dispatch,
    undo: () => setState((state) => step(state, 'undo', now())),
    redo: () => setState((state) => step(state, 'redo', now())),
    select: (ids) => setState({ selection: new Set(ids), selectedEdge: null }),
    selectEdge: (edge) => setState({ selectedEdge: edge }),
    openScope: (scope) => setState({ scope, selection: new Set(), selectedEdge: null }),
    reveal: (nodeId, field = null) => setState((state) => revealed(state, nodeId, field)),
    setSave: (change) => setState((state) => ({ save: { ...state.save, ...change } })),
  };
}

/** A new document, and a selection and scope that exist in it. */
function withDocument(state: EditorState, document: FlowDocument): Partial<EditorState> {
  const save: SaveState = state.save.status === 'conflict' ? state.save : { ...state.save, status: 'unsaved' };
  const index = nodeIndex(document);
  const scope = state.scope !== null && !index.has(state.scope) ? null : state.scope;
  const kept = [...state.selection].filter((id) => index.get(id)?.scope === scope);
  return { document, save, scope, selection: kept.length === state.selection.size ? state.selection : new Set(kept) };
}

/** Takes one step. A step that no longer applies, because somebody else's edit came between, is dropped for the next. */
function step(state: EditorState, direction: 'undo' | 'redo', nowMs: number): Partial<EditorState> {
  const from = [...state.history[direction]];
  for (let entry = from.pop(); entry; entry = from.pop()) {
    const applied = applyCommand(state.document, entry.inverse);
    if (!applied.ok) continue;
    const back = { inverse: applied.value.inverse, mergeKey: null, atMs: nowMs };
    const history =
      direction === 'undo' ? { undo: from, redo: [...state.history.redo, back] } : { undo: [...state.history.undo, back], redo: from };
    return { ...withDocument(state, applied.value.document), history };
  }
  return { history: { ...state.history, [direction]: [] } };
}

function revealed(state: EditorState, nodeId: string | null, field: string | null): Partial<EditorState> {
  const entry = nodeId === null ? undefined : nodeIndex(state.document).get(nodeId);
  const focus = { nodeId: entry ? nodeId : null, field, turn: state.focus.turn + 1 };
  if (!entry) return { focus, selection: new Set(), selectedEdge: null };
  return { focus, scope: entry.scope, selection: new Set([entry.node.id]), selectedEdge: null };
}
