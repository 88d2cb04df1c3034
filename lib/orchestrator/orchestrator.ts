/**
 * What makes runs go, as services see it. The rows are the truth: `start` and `signal` come after the commit that made the
 * run or its signal, and losing them only delays.
 */
export interface Orchestrator {
  /** A run was created. */
  start(runId: string): Promise<void>;
  /** A run got a signal (cancel, answer, timer). */
  signal(runId: string): Promise<void>;
  /** What carries runs here, for the health page: `waiting` counts rings nobody took yet; null when it does not answer. */
  describe(): Promise<{ adapter: string; waiting: number | null }>;
}
