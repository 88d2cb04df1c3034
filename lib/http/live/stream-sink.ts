import type { FrameSink } from './frame-sink';

/** An event stream ends when its reader has left this much unread; it comes back with `Last-Event-ID`. */
const GIVE_UP_BYTES = 8 * 1024 * 1024;
/** Text is left out, and history waits, while more than this is unread. */
const SLOW_BYTES = 256 * 1024;
const HEARTBEAT_MS = 15_000;

const encoder = new TextEncoder();

/** An event stream that is being written. */
export interface EventStream {
  sink: FrameSink;
  body: ReadableStream<Uint8Array>;
  /** Ends it with an event `unauthorized` that says why. */
  refuse(why: object): void;
}

/** A body of server-sent events, and the sink that fills it. `onGone` is called once, whoever ended it. */
export function createStreamSink(onGone: () => void): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let wakers: (() => void)[] = [];
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  const unread = () => SLOW_BYTES - (controller?.desiredSize ?? SLOW_BYTES);
  const wake = () => {
    for (const waker of wakers) waker();
    wakers = [];
  };
  const finish = (close: boolean): void => {
    if (controller === null) return;
    clearInterval(heartbeat);
    if (close) controller.close();
    controller = null;
    wake();
    onGone();
  };
  const write = (text: string): void => {
    if (controller === null) return;
    if (unread() > GIVE_UP_BYTES) finish(true);
    else controller.enqueue(encoder.encode(text));
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (started) => {
        controller = started;
      },
      pull: wake,
      cancel: () => finish(false),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: SLOW_BYTES }),
  );
  const sink: FrameSink = {
    send: ({ seq, type, json }) => write(`${seq === null ? '' : `id: ${seq}\n`}event: ${type}\ndata: ${json}\n\n`),
    end: () => {
      write('event: end\ndata: {}\n\n');
      finish(true);
    },
    close: () => finish(true),
    isSlow: () => unread() > SLOW_BYTES,
    drained: () =>
      new Promise((resolve) => {
        if (controller === null || unread() < SLOW_BYTES) resolve();
        else wakers.push(resolve);
      }),
  };
  // Clients learn at once that the stream stands, and how long to wait before they come back.
  write('retry: 1000\n\n');
  const refuse = (why: object): void => {
    write(`event: unauthorized\ndata: ${JSON.stringify(why)}\n\n`);
    finish(true);
  };
  return { sink, body, refuse };
}
