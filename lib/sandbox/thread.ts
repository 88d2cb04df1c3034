import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadCall, ThreadMessage } from './protocol';
import { runSource } from './run-source';

/** The thread's main: one call after the other, each in an engine of its own. */
const port = parentPort;
if (!port) throw new Error('This file is the main of a sandbox thread; it is not run by hand.');
const tell = (message: ThreadMessage): void => port.postMessage(message);
// The host hands the compiled engine over.
const { wasm } = workerData as { wasm: WebAssembly.Module };

port.on('message', async (call: ThreadCall) => {
  const end = await runSource(wasm, call, { begin: () => tell({ kind: 'begun' }), write: (text) => tell({ kind: 'log', text }) });
  tell({ kind: 'end', end });
});
tell({ kind: 'ready' });
