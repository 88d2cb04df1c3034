import { Readable } from 'node:stream';
import { NodeFailure } from '@/lib/nodes/contract';
import { type ChatTarget, statusFailure } from './model-failures';
import { readProviderError } from './provider-error';

/** A fetch that remembers why it failed: the SDK above it wraps errors until class, status and Retry-After are hard to find. */
export interface WatchedFetch {
  fetch: typeof fetch;
  failure(): NodeFailure | null;
  wasCalled(): boolean;
}

/** One event of a stream is a few tokens long; the readers above hold a whole event before they look at it. */
const MAX_EVENT_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;

/** Watches one chat call. An answer of 400 and more, or one that is no event stream, becomes the failure it stands for. */
export function watchedFetch(inner: typeof fetch, target: ChatTarget): WatchedFetch {
  let failure: NodeFailure | null = null;
  let called = false;
  const remember = (error: unknown): void => {
    if (error instanceof NodeFailure) failure = error;
  };
  const watch = async (...args: Parameters<typeof fetch>): Promise<Response> => {
    called = true;
    try {
      const response = await inner(...args);
      if (response.status >= 400) throw statusFailure(response.status, target, await readProviderError(response));
      if (!isEventStream(response)) {
        await response.body?.cancel();
        throw notAStream(target);
      }
      return watchedBody(response, target, remember);
    } catch (error) {
      remember(error);
      throw error;
    }
  };
  return { fetch: watch, failure: () => failure, wasCalled: () => called };
}

/** The same answer, whose body is heard when it breaks and ended when one event of it grows without end. */
function watchedBody(response: Response, { host }: ChatTarget, remember: (error: unknown) => void): Response {
  const { body, status, headers } = response;
  if (!body) return response;
  async function* chunks(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
    let eventBytes = 0;
    try {
      for await (const chunk of source) {
        const lineEnd = chunk.lastIndexOf(LINE_FEED);
        eventBytes = lineEnd === -1 ? eventBytes + chunk.length : chunk.length - lineEnd;
        if (eventBytes > MAX_EVENT_BYTES) throw eventTooLarge(host);
        yield chunk;
      }
    } catch (error) {
      remember(error);
      throw error;
    }
  }
  // Node's stream types and the DOM's describe the same object twice.
  const watched = Readable.toWeb(Readable.from(chunks(body), { objectMode: false })) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(watched, { status, headers });
}

function isEventStream(response: Response): boolean {
  return /^text\/(event-stream|plain)/i.test(response.headers.get('content-type') ?? 'text/event-stream');
}

function eventTooLarge(host: string): NodeFailure {
  return new NodeFailure('invalid', 'answer_too_large', `${host} sent a single event of more than ${MAX_EVENT_BYTES} bytes`);
}

function notAStream({ host }: ChatTarget): NodeFailure {
  return new NodeFailure(
    'invalid',
    'model_endpoint_invalid',
    `${host} answered with something other than a chat stream; check the base URL under Settings > Models (it usually ends with /v1)`,
  );
}
