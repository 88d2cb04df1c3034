import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { FrameSink, SinkFrame } from './frame-sink';

/** Bytes buffered for a socket: text is left out above the first, history waits above the second, above the third it is given up. */
const SLOW_BYTES = 256 * 1024;
const WAIT_BYTES = 1024 * 1024;
const GIVE_UP_BYTES = 8 * 1024 * 1024;
const LOOK_AGAIN_MS = 25;

/** Close code "try again later" of RFC 6455's registry. */
const TRY_AGAIN_LATER = 1013;

/** One run's frames into a socket; `onEnd` says what the end of the run means to the socket. */
export function createSocketSink(socket: WebSocket, onEnd: () => void): FrameSink {
  return {
    send: (frame: SinkFrame) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > GIVE_UP_BYTES) return giveUp(socket);
      socket.send(frame.json);
    },
    end: (runId) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(controlFrame('end', runId));
      onEnd();
    },
    close: () => giveUp(socket),
    isSlow: () => socket.bufferedAmount > SLOW_BYTES,
    drained: async () => {
      while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > WAIT_BYTES) await sleep(LOOK_AGAIN_MS);
    },
  };
}

/** A frame that is no recorded event and no text: the end of a run, or why a request was refused. */
export function controlFrame(type: 'end' | 'error', runId: string, data?: object): string {
  return JSON.stringify({ v: 1, seq: null, at: new Date().toISOString(), type, runId, data });
}

/** The peer comes back and resumes after the last event it has. */
function giveUp(socket: WebSocket): void {
  socket.close(TRY_AGAIN_LATER, 'come back and resume');
  // A peer that reads nothing will not answer a close either.
  setTimeout(() => socket.terminate(), 1000).unref();
}
