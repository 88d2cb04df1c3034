import type { RunView } from '@/components/run-live';
import { hasEnded } from '@/components/run-live';
import type { RunState } from './editor-tools';

/** The run that is shown, once it was read; null while it is not. */
export function shownRun({ follow }: RunState): RunView | null {
  return follow?.status === 'ready' ? follow.view : null;
}

/** Whether the run shown goes on. */
export function isRunGoingOn(state: RunState): boolean {
  const view = shownRun(state);
  return view !== null && !hasEnded(view.run);
}

/** Path of the scope instance that is looked at: `each[2]` inside the third item of `each`, `''` at the top level. */
export function scopePathOf(
  scope: string | null,
  scopeOf: (nodeId: string) => string | null,
  items: Readonly<Record<string, number>>,
): string {
  const parts: string[] = [];
  for (let id = scope; id !== null; id = scopeOf(id)) parts.unshift(`${id}[${items[id] ?? 0}]`);
  return parts.join('/');
}
