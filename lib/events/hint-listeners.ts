import type { LiveHint } from './live-channel';

type OnHint = (hint: LiveHint) => void;

/** Who listens to which run in this process. */
export interface HintListeners {
  add(runId: string, onHint: OnHint): () => void;
  deliver(hints: readonly LiveHint[]): void;
}

/** `onFirst` and `onLast` are told when a run gets its first listener and loses its last. */
export function createHintListeners(
  onFirst: (runId: string) => void = () => {},
  onLast: (runId: string) => void = () => {},
): HintListeners {
  const byRun = new Map<string, Set<OnHint>>();
  return {
    add: (runId, onHint) => {
      // Each subscription is its own entry, also when one function subscribes twice.
      const entry: OnHint = (hint) => onHint(hint);
      const set = byRun.get(runId) ?? new Set();
      if (set.size === 0) {
        byRun.set(runId, set);
        onFirst(runId);
      }
      set.add(entry);
      return () => {
        if (!set.delete(entry) || set.size > 0) return;
        byRun.delete(runId);
        onLast(runId);
      };
    },
    deliver: (hints) => {
      for (const hint of hints) for (const onHint of byRun.get(hint.runId) ?? []) onHint(hint);
    },
  };
}
