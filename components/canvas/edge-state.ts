import type { TaskRunView } from '@/lib/contracts/runs';
import { type OverlayState, pathOf } from './overlay';

/** How an edge is drawn: nothing passed yet, passing now, passed, or a way that was not taken. */
export type EdgeState = 'idle' | 'running' | 'done' | 'dead';

/** The state of one edge by what its two nodes show. Pure. */
export function edgeState(overlay: OverlayState, edge: { from: string; port: string; to: string }): EdgeState {
  const source = overlay.tasks.get(pathOf(overlay, edge.from));
  if (!source) return 'idle';
  if (source.status === 'SKIPPED' && source.port === null) return 'dead';
  if (!isEnded(source)) return 'idle';
  if (!isLive(source, edge.port)) return 'dead';
  const target = overlay.tasks.get(pathOf(overlay, edge.to));
  if (target?.status === 'SKIPPED') return 'dead';
  if (!target) return source.status === 'SUCCEEDED' ? (overlay.running ? 'running' : 'done') : 'dead';
  return target.status === 'RUNNING' || target.status === 'WAITING' ? 'running' : 'done';
}

function isEnded(task: TaskRunView): boolean {
  return task.status === 'SUCCEEDED' || task.status === 'FAILED' || task.status === 'SKIPPED';
}

function isLive(source: TaskRunView, port: string): boolean {
  if (source.status === 'FAILED') return port === 'error';
  return (source.port ?? 'out') === port;
}

/** How many items went along an edge: those of the scope node it leaves. Null where it leaves none. */
export function edgeCount(overlay: OverlayState, from: string): number | null {
  return overlay.tasks.get(pathOf(overlay, from))?.itemsTotal ?? null;
}
