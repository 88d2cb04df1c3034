import type { StoreApi } from 'zustand/vanilla';
import type { CanvasOverlay } from '@/components/canvas/overlay';
import type { FollowState } from '@/components/run-live';
import type { NodeCatalog } from '@/lib/dsl/catalog';
import type { ValidationIssue } from '@/lib/dsl/issue';
import type { MessageKey, MessageParams } from '@/lib/i18n';
import type { DraftSaver } from './draft-saver';
import type { EditorStore } from './editor-store';
import type { EditorUi } from './editor-ui';
import type { PlacedIssue } from './issue-places';

/** What validation found in the document shown. */
export interface IssueState {
  issues: readonly ValidationIssue[];
  placed: readonly PlacedIssue[];
}

/** The run shown beside the draft; `starting` from the press until the server accepted it. */
export interface RunState {
  runId: string | null;
  starting: boolean;
  stopping: boolean;
  follow: FollowState | null;
}

/** Everything that parts and actions of one mounted editor share. */
export interface EditorTools {
  flowId: string;
  catalog: NodeCatalog;
  store: EditorStore;
  ui: EditorUi;
  overlay: CanvasOverlay;
  issues: StoreApi<IssueState>;
  run: StoreApi<RunState>;
  saver: DraftSaver;
  /** Opens the sheet of shortcuts. */
  showShortcuts: () => void;
  /** Tells the person something, as a message that goes away. */
  tell: (message: { tone: 'ok' | 'bad' | 'neutral'; key: MessageKey; params?: MessageParams }) => void;
}
