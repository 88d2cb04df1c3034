import { type RunState, taskAt, waitingPaths } from '@/lib/engine';

/** What needs somebody most comes first. */
const BY_NEED = ['uncertain', 'person', 'callback', 'subflow', 'timer'] as const;

/** Why a run lies down, for its event: what its tasks wait for; `retry` where one only waits to be tried again. */
export function parkReason(state: RunState): string {
  const paths = waitingPaths(state);
  const reasons = new Set(paths.map((path) => taskAt(state, path)?.waitsFor ?? 'retry'));
  return BY_NEED.find((reason) => reasons.has(reason)) ?? (reasons.has('retry') ? 'retry' : 'signal');
}
