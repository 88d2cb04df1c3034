import type { CodeFault } from '@/lib/nodes/contract';

/** What the host tells a thread: one call, all of it text. */
export interface ThreadCall {
  source: string;
  /** The task's scope as JSON. */
  scope: string;
  memoryMb: number;
  timeMs: number;
}

/** How a call ended inside the thread. */
export type ThreadEnd = { kind: 'value'; json: string } | { kind: 'fault'; fault: CodeFault };

/** What a thread tells the host. `ready` comes once, before any call; `begun` when a call's engine is up and its time runs. */
export type ThreadMessage = { kind: 'ready' } | { kind: 'begun' } | { kind: 'log'; text: string } | { kind: 'end'; end: ThreadEnd };

/** Characters of one call's console that are kept; what comes after is said to be missing. */
export const LOG_CHARS = 16_384;

/** Characters of an answer's JSON; the runtime counts its bytes again. */
export const ANSWER_CHARS = 4 * 1024 * 1024;

/** Levels of an answer: deeper JSON can be parsed but not written again. */
export const ANSWER_DEPTH = 256;
