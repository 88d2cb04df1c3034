import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TaskRunView } from '@/lib/contracts/runs';

/** What a run adds to the drawing; a store of its own, so that a stream never re-renders the document. */
export interface OverlayState {
  /** By path. Empty when no run is shown. */
  tasks: ReadonlyMap<string, TaskRunView>;
  /** Text streamed so far, by path. */
  tails: ReadonlyMap<string, { text: string }>;
  /** How far the items of scope nodes are, by path; without it a card shows what the task itself tells. */
  progress: ReadonlyMap<string, { total: number; done: number; failed: number }>;
  /** The scope instance that is shown: `''` at the top level, `each[3]` inside an item. */
  scopePath: string;
  /** The run goes on: edges into running nodes move. */
  running: boolean;
}

export type CanvasOverlay = StoreApi<OverlayState>;

/** An overlay that shows no run. */
export function createCanvasOverlay(): CanvasOverlay {
  return createStore<OverlayState>(() => ({ tasks: new Map(), tails: new Map(), progress: new Map(), scopePath: '', running: false }));
}

/** Path of a node in the instance that is shown. */
export function pathOf(state: Pick<OverlayState, 'scopePath'>, nodeId: string): string {
  return state.scopePath === '' ? nodeId : `${state.scopePath}/${nodeId}`;
}
