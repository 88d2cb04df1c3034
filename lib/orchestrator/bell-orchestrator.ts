import type { Bell } from '@/lib/queue/bell';
import type { Orchestrator } from './orchestrator';

/**
 * The default orchestrator: it rings the bell. A bell that does not answer is reported to `onError` and forgiven, for the
 * caller's commit stands and every worker's repair finds the run within seconds.
 */
export function createBellOrchestrator(bell: Bell, onError: (error: unknown) => void): Orchestrator {
  const ring = (runId: string) => bell.ring([runId]).catch(onError);
  return {
    start: ring,
    signal: ring,
    describe: async () => ({ adapter: 'bullmq', waiting: await bell.depth().catch(() => null) }),
  };
}
