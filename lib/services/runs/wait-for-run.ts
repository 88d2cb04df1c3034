import type { RunAccepted } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { hasEnded, readRunResult } from './run-result';

/** In case the hint of the end was lost. */
const POLL_MS = 1000;

/** Listens for the end of a run. Made before the run starts, so that no end is missed; always to be closed. */
export interface RunWaiter {
  /** Answers the run once it has ended, waits for something outside, or `waitMs` have passed: then without outputs. */
  wait(workspaceId: string, waitMs: number): Promise<RunAccepted>;
  close(): void;
}

/** Subscribes to the run's hints at once. */
export function openRunWaiter(deps: ServiceDeps, runId: string): RunWaiter {
  let ended = false;
  let wake: () => void = () => {};
  const close = deps.live.subscribe(runId, (hint) => {
    if (hint.kind !== 'seq' || !hint.ended) return;
    ended = true;
    wake();
  });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    close,
    async wait(workspaceId, waitMs) {
      const until = performance.now() + waitMs;
      for (;;) {
        const left = until - performance.now();
        if (!ended && left > 0) await pause(Math.min(POLL_MS, left));
        const run = await readRunResult(deps, workspaceId, runId);
        if (hasEnded(run.status) || run.status === 'WAITING' || performance.now() >= until) return run;
        // A hint that came before its commit was visible here would spin: from now on, poll.
        ended = false;
      }
    },
  };
}
