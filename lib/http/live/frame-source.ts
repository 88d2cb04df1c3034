import type { RunFrame } from '@/lib/contracts/runs';

/** Streamed text of an attempt under way, as far as it was saved. */
export interface StreamTail {
  path: string;
  attempt: number;
  text: string;
}

/** Where frames come from: the log, and the saved tails of text. */
export interface FrameSource {
  /** Recorded events with a `seq` above `after`, in order, at most `limit`. */
  readEvents(runId: string, after: number, limit: number): Promise<RunFrame[]>;
  readTails(runId: string): Promise<StreamTail[]>;
}

/** Events that are the last of their run. */
const TERMINAL: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.cancelled', 'run.compensated']);

/** Whether nothing can follow an event of this type. */
export function isTerminal(type: string): boolean {
  return TERMINAL.has(type);
}
