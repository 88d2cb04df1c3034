import { Worker } from 'node:worker_threads';
import type { ThreadMessage } from './protocol';

/** Node's own memory of a thread, beside the engine's: texts on their way in and out. */
const HEAP_MB = 128;

/** How long a thread may take to come up. */
const START_MS = 10_000;

/**
 * Starts a thread that runs code: it has no environment, no arguments and no console, and the process may end while it waits.
 * Rejects when it does not come up.
 */
export function startThread(entry: URL, wasm: WebAssembly.Module): Promise<Worker> {
  const thread = new Worker(entry, {
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    workerData: { wasm },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
  thread.unref();
  // Read and dropped: what nobody reads would be kept.
  thread.stdout.resume();
  thread.stderr.resume();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => give(new Error(`no answer within ${START_MS} ms`)), START_MS);
    const give = (error: Error): void => {
      clearTimeout(timer);
      void thread.terminate();
      reject(error);
    };
    thread.once('error', give);
    thread.once('message', (message: ThreadMessage) => {
      clearTimeout(timer);
      thread.off('error', give);
      // An error that comes between two calls has nobody else to hear it.
      thread.on('error', () => undefined);
      if (message.kind === 'ready') resolve(thread);
      else give(new Error('it spoke before it was ready'));
    });
  });
}
