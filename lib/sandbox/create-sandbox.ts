import type { Worker } from 'node:worker_threads';
import { type CodeAnswer, type CodeCall, NodeFailure } from '@/lib/nodes/contract';
import type { Json } from '@/lib/std/json';
import { type CallEnd, callThread } from './call-thread';
import { loadEngine } from './load-engine';
import type { ThreadEnd } from './protocol';
import { startThread } from './start-thread';

/** Characters of JSON a call may be given to read. */
const INPUT_CHARS = 8 * 1024 * 1024;

export interface SandboxOptions {
  /** The thread's main, bundled: `lib/sandbox/thread.ts`. */
  entry: URL;
  /** Calls that run at once; more wait for their turn. */
  threads: number;
  /** A thread that has had nothing to do for so long is ended. */
  idleMs?: number;
}

/** Runs code away from everything. */
export interface Sandbox {
  /** Runs one call; time spent waiting for a thread does not count. Throws NodeFailure where it was called off, or where no thread could be had. */
  run(call: CodeCall, signal: AbortSignal): Promise<CodeAnswer>;
  close(): Promise<void>;
}

/**
 * A sandbox of threads, each with an empty environment, that run QuickJS with capped memory: a fresh engine for every call. A call that
 * goes past its time is ended with its thread. Nothing starts before the first call.
 */
export function createSandbox({ entry, threads, idleMs = 10_000 }: SandboxOptions): Sandbox {
  const slots = createSlots(threads);
  const idle = createIdleThreads(idleMs);
  const start = async (): Promise<Worker> => {
    const thread = await startThread(entry, await loadEngine());
    thread.once('exit', () => idle.forget(thread));
    return thread;
  };
  const open = async (): Promise<Worker> => idle.take() ?? start();
  return {
    async run(call, signal) {
      const scope = JSON.stringify(call.scope);
      if (scope.length > INPUT_CHARS) return { ok: false, fault: { kind: 'input_too_large', detail: String(scope.length) } };
      await slots.enter(signal);
      try {
        const thread = await open().catch(unavailable);
        const { source, memoryMb, timeMs, onLog } = call;
        const { end, isUsable }: CallEnd = await callThread(thread, { source, scope, memoryMb, timeMs }, signal, onLog);
        if (isUsable) idle.keep(thread);
        if (end === 'aborted') throw calledOff();
        return toAnswer(end);
      } finally {
        slots.leave();
      }
    },
    close: () => idle.close(),
  };
}

function toAnswer(end: ThreadEnd): CodeAnswer {
  // The engine wrote it as JSON.
  return end.kind === 'fault' ? { ok: false, fault: end.fault } : { ok: true, value: JSON.parse(end.json) as Json };
}

function calledOff(): NodeFailure {
  return new NodeFailure('timeout', 'aborted', 'The code was stopped before it answered');
}

function unavailable(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new NodeFailure('unavailable', 'code_unavailable', `No sandbox could be started for the code: ${why}. Try again later.`, { cause });
}

/** Lets so many in at once, in the order they came. */
function createSlots(count: number) {
  let free = count;
  const waiting = new Set<() => void>();
  return {
    enter(signal: AbortSignal): Promise<void> {
      if (signal.aborted) return Promise.reject(calledOff());
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const abort = (): void => {
          waiting.delete(enter);
          reject(calledOff());
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.add(enter);
      });
    },
    leave(): void {
      const [next] = waiting;
      if (!next) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}

/** Threads that wait for a call; one that waits too long is ended. */
function createIdleThreads(idleMs: number) {
  const timers = new Map<Worker, NodeJS.Timeout>();
  let closed = false;
  const forget = (thread: Worker): void => {
    clearTimeout(timers.get(thread));
    timers.delete(thread);
  };
  return {
    forget,
    /** The one used last: the others may grow old and end. */
    take(): Worker | undefined {
      const thread = [...timers.keys()].at(-1);
      if (thread) forget(thread);
      return thread;
    },
    keep(thread: Worker): void {
      if (closed) {
        void thread.terminate();
        return;
      }
      const end = (): void => {
        forget(thread);
        void thread.terminate();
      };
      timers.set(thread, setTimeout(end, idleMs).unref());
    },
    async close(): Promise<void> {
      closed = true;
      const threads = [...timers.keys()];
      threads.forEach(forget);
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
