import { type ChatAnswer, type ModelUsage, NodeFailure, type SpentCall } from '@/lib/nodes/contract';
import type { ChatCall, ChatPiece, OpenChatStream } from './chat-call';
import { toChatFailure } from './chat-failure';
import { answerTooLarge, type ChatTarget, cutFailure } from './model-failures';
import { watchedFetch } from './watched-fetch';

/** An answer may grow to this many UTF-16 units: about half a million tokens, more than any model writes at once. */
export const MAX_ANSWER_UNITS = 2 * 1024 * 1024;
/** The stream around an answer is many times as long. */
const MAX_STREAM_BYTES = 64 * 1024 * 1024;

interface Gathered {
  text: string;
  started: boolean;
  finishReason: string | null;
  model: string;
  usage: ModelUsage | null;
  firstTokenMs: number | null;
}

/** Streams one answer. Throws NodeFailure; what had come of a stream that broke is kept as `partial`, its usage as `spent`. */
export async function streamChat(call: ChatCall, open: OpenChatStream): Promise<ChatAnswer> {
  const { request, signal } = call;
  const startedAt = performance.now();
  const target: ChatTarget = { provider: request.provider, model: call.model, host: new URL(call.baseUrl).host };
  const gathered: Gathered = { text: '', started: false, finishReason: null, model: call.model, usage: null, firstTokenMs: null };
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    await readStream(call, open, { target, gathered, startedAt });
    if (signal.aborted) throw toChatFailure({ error: signal.reason, target, progress: gathered, signal, transport: null, asked: true });
    if (gathered.finishReason === null) throw cutFailure(target, gathered);
  } catch (error) {
    throw withSpent(error, gathered, { provider: request.provider, durationMs: durationMs() });
  }
  return {
    text: gathered.text,
    provider: request.provider,
    model: gathered.model,
    finishReason: gathered.finishReason,
    usage: gathered.usage,
    firstTokenMs: gathered.firstTokenMs,
    durationMs: durationMs(),
  };
}

interface Reading {
  target: ChatTarget;
  gathered: Gathered;
  startedAt: number;
}

async function readStream(call: ChatCall, open: OpenChatStream, { target, gathered, startedAt }: Reading): Promise<void> {
  const own = ownSignal(call.signal);
  const watch = watchedFetch(call.egress.asFetch({ allowBaseUrl: call.baseUrl, maxBytes: MAX_STREAM_BYTES }), target);
  try {
    for await (const piece of open(call, { fetch: watch.fetch, signal: own.signal })) {
      gather(gathered, piece, call.request.onText, startedAt);
      if (gathered.text.length > MAX_ANSWER_UNITS) throw answerTooLarge(target, gathered);
    }
  } catch (error) {
    const transport = watch.failure();
    throw toChatFailure({ error, target, progress: gathered, signal: call.signal, transport, asked: watch.wasCalled() });
  } finally {
    own.release();
  }
}

function gather(gathered: Gathered, piece: ChatPiece, onText: (delta: string) => void, startedAt: number): void {
  gathered.started = true;
  gathered.finishReason = piece.finishReason ?? gathered.finishReason;
  gathered.model = piece.model || gathered.model;
  gathered.usage = piece.usage ?? gathered.usage;
  if (!piece.text) return;
  gathered.firstTokenMs ??= Math.round(performance.now() - startedAt);
  gathered.text += piece.text;
  onText(piece.text);
}

/** A signal of this call's own: the SDKs and LangChain leave listeners behind, and a run's signal outlives thousands of calls. */
function ownSignal(signal: AbortSignal): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    release: () => {
      signal.removeEventListener('abort', onAbort);
      // Whatever ended the reading also ends the exchange, so that no socket goes on filling a stream nobody reads.
      controller.abort();
    },
  };
}

/** Adds which model was asked and, once it had begun, what the call had used. */
function withSpent(error: unknown, gathered: Gathered, { provider, durationMs }: { provider: string; durationMs: number }): unknown {
  if (!(error instanceof NodeFailure)) return error;
  const { model, usage, firstTokenMs } = gathered;
  const spent: SpentCall = { provider, model, usage, firstTokenMs, durationMs };
  const { failureClass, code, message, retryAfterMs, unanswered, partial, cause } = error;
  return new NodeFailure(failureClass, code, message, {
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(partial !== undefined && { partial }),
    unanswered,
    model,
    ...(gathered.started && { spent }),
    cause,
  });
}
