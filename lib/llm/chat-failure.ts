import { NodeFailure } from '@/lib/nodes/contract';
import type { Json } from '@/lib/std/json';
import { answerTooLarge, type ChatProgress, type ChatTarget, cutFailure, neverAsked } from './model-failures';

/** Turns what a chat call threw into the failure it stands for. */
export function toChatFailure(broken: {
  error: unknown;
  target: ChatTarget;
  progress: ChatProgress;
  signal: AbortSignal;
  /** What the fetch beneath remembered. */
  transport: NodeFailure | null;
  /** False: the provider was not even called. */
  asked: boolean;
}): NodeFailure {
  const { error, target, progress, signal, transport, asked } = broken;
  if (signal.aborted) return stoppedFailure(signal.reason, target, progress);
  if (transport?.code === 'answer_too_large') return answerTooLarge(target, progress);
  if (transport && !progress.started) return transport;
  if (error instanceof NodeFailure && error.partial !== undefined) return error;
  if (progress.started) return cutFailure(target, progress, transport ?? error);
  if (isNamed(error, 'SyntaxError')) {
    return new NodeFailure('unavailable', 'model_answer_garbled', `${target.host} answered with text that is no JSON; retry`, {
      cause: error,
    });
  }
  if (error instanceof NodeFailure) return error;
  if (!asked) return neverAsked(target, error);
  return new NodeFailure('unavailable', 'model_unavailable', `The connection to ${target.host} broke before an answer came; retry later`, {
    cause: error,
  });
}

/** The failure of a call that was aborted: by its time limit, or because the run no longer wants it. */
export function stoppedFailure(reason: unknown, target: ChatTarget, progress: ChatProgress): NodeFailure {
  if (reason instanceof NodeFailure) return reason;
  const partial: Json = { text: progress.text };
  if (isNamed(reason, 'TimeoutError')) {
    const message = `${target.model} did not finish in time; give the node a longer timeout or ask for a shorter answer`;
    return new NodeFailure('timeout', 'timeout', message, { partial, cause: reason });
  }
  return new NodeFailure('unavailable', 'aborted', `The call of ${target.model} was stopped`, { partial, cause: reason });
}

function isNamed(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
