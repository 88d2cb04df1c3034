import { NodeFailure } from '@/lib/nodes/contract';
import { type ChatTarget, statusFailure } from './model-failures';

/** A fetch that remembers why it failed: the SDK above it wraps errors until class, status and Retry-After are hard to find. */
export interface WatchedFetch {
  fetch: typeof fetch;
  failure(): NodeFailure | null;
}

/** Watches one chat call. An answer of 400 and more, or one that is no event stream, becomes the failure it stands for. */
export function watchedFetch(inner: typeof fetch, target: ChatTarget): WatchedFetch {
  let failure: NodeFailure | null = null;
  const watch = async (...args: Parameters<typeof fetch>): Promise<Response> => {
    try {
      const response = await inner(...args);
      if (response.status >= 400) throw await failureOf(response, target);
      if (!isEventStream(response)) {
        await response.body?.cancel();
        throw notAStream(target);
      }
      return response;
    } catch (error) {
      if (error instanceof NodeFailure) failure = error;
      throw error;
    }
  };
  return { fetch: watch, failure: () => failure };
}

async function failureOf(response: Response, target: ChatTarget): Promise<NodeFailure> {
  const retryAfterMs = parseRetryAfter(response.headers);
  const code = await errorCode(response);
  return statusFailure(response.status, target, { code, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}

/** The machine-readable code only: the message beside it may repeat the prompt or the key. */
async function errorCode(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: { code?: unknown; type?: unknown } };
    const code = body.error?.code ?? body.error?.type;
    return typeof code === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/i.test(code) ? code : '';
  } catch {
    return '';
  }
}

function parseRetryAfter(headers: Headers): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(ms)) return Math.round(ms);
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Math.round(Number(text) * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function isEventStream(response: Response): boolean {
  return /^text\/(event-stream|plain)/i.test(response.headers.get('content-type') ?? 'text/event-stream');
}

function notAStream({ host }: ChatTarget): NodeFailure {
  return new NodeFailure(
    'invalid',
    'model_endpoint_invalid',
    `${host} answered with something other than a chat stream; check the base URL under Settings > Models (it usually ends with /v1)`,
  );
}
