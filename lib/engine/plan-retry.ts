import type { FailureClass } from '@/lib/dsl/document';
import type { Failure, NodePlan } from './types';

const DEFAULT_ON: readonly FailureClass[] = ['rate_limited', 'timeout', 'unavailable'];
const DEFAULT_INITIAL_MS = 1000;
const DEFAULT_MAX_MS = 60_000;

/**
 * When the next try is due, or null for no more tries. `attempt` is the one that failed (from 1), `random` in [0, 1]
 * makes the full jitter (unasked only for `exp`), and what the other side asked for (`retryAfterMs`) is the least that is waited.
 */
export function planRetry(
  node: Pick<NodePlan, 'retry'>,
  attempt: number,
  failure: Failure,
  now: number,
  random: number,
): { dueAt: number } | null {
  const { retry } = node;
  if (!retry || attempt > retry.max || !(retry.on ?? DEFAULT_ON).includes(failure.class)) return null;
  const initial = retry.initial_ms ?? DEFAULT_INITIAL_MS;
  const ceiling = Math.max(initial, retry.max_ms ?? DEFAULT_MAX_MS);
  const base = retry.backoff === 'fixed' ? initial : Math.min(ceiling, initial * 2 ** (attempt - 1));
  const jitter = retry.jitter ?? retry.backoff !== 'fixed';
  const delay = jitter ? base * random : base;
  return { dueAt: now + Math.max(Math.ceil(delay), failure.retryAfterMs ?? 0) };
}
