import type { Worker } from 'node:worker_threads';
import type { CodeFault } from '@/lib/nodes/contract';
import type { ThreadCall, ThreadEnd, ThreadMessage } from './protocol';

/** How long past its time a call may go on before its thread is ended: the engine looks at the clock only while it runs code. */
const GRACE_MS = 300;

/** How long an engine may take to start: most of it is waiting for the processor. */
const BEGIN_MS = 10_000;

/** How a call ended, and whether its thread can take another. */
export interface CallEnd {
  end: ThreadEnd | 'aborted';
  isUsable: boolean;
}

/** Has a thread run one call. Ends the thread where the call goes past its time, breaks it, or is called off. Never rejects. */
export function callThread(thread: Worker, call: ThreadCall, signal: AbortSignal, onLog: (text: string) => void): Promise<CallEnd> {
  return new Promise((resolve) => {
    const settle = (result: CallEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      thread.off('message', hear).off('error', breakDown).off('exit', breakDown);
      thread.unref();
      resolve(result);
    };
    const end = (result: ThreadEnd | 'aborted'): void => {
      void thread.terminate();
      settle({ end: result, isUsable: false });
    };
    const abort = (): void => end('aborted');
    const breakDown = (error: unknown): void => end({ kind: 'fault', fault: faultOf(error) });
    const hear = (message: ThreadMessage): void => {
      if (message.kind === 'begun') {
        clearTimeout(timer);
        timer = endAfter(call.timeMs + GRACE_MS, { kind: 'time' });
      } else if (message.kind === 'log') onLog(message.text);
      else if (message.kind === 'end') settle({ end: message.end, isUsable: true });
    };
    const endAfter = (ms: number, fault: CodeFault) => setTimeout(() => end({ kind: 'fault', fault }), ms);
    let timer = endAfter(BEGIN_MS, { kind: 'crashed', detail: 'the engine did not start' });
    thread.on('message', hear).once('error', breakDown).once('exit', breakDown);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) return abort();
    thread.ref();
    thread.postMessage(call);
  });
}

function faultOf(error: unknown): CodeFault {
  // Node says by this code that a thread's heap was full.
  if (error instanceof Error && Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'memory' };
  return { kind: 'crashed', detail: error instanceof Error ? error.message.slice(0, 200) : 'the thread ended' };
}
