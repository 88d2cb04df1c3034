import { parseDuration } from '@/lib/std/duration';
import type { Json } from '@/lib/std/json';
import { NodeFailure } from './contract';

const DAY_MS = 86_400_000;
/** The longest a run may be told to wait: ten years. */
const LONGEST_MS = 3660 * DAY_MS;

/** When a written duration from `now` is over. Throws NodeFailure `wait_time_invalid`, `wait_too_long`. */
export function durationEnd(text: Json, now: number): number {
  const ms = typeof text === 'string' ? parseDuration(text) : null;
  if (ms === null) {
    throw new NodeFailure('invalid', 'wait_time_invalid', `${shown(text)} is no duration. Write it as 90s, 15m, 1h 30m, 2d or 1w.`);
  }
  return bounded(now + ms, now);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** The instant a text names; a day alone begins at midnight UTC. Throws NodeFailure `wait_time_invalid`, `wait_too_long`. */
export function instantOf(text: Json, now: number): number {
  const ms = typeof text === 'string' && INSTANT.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  if (Number.isNaN(ms)) {
    const remedy = 'Write it with its time zone, as 2026-03-01T09:00:00+01:00.';
    throw new NodeFailure('invalid', 'wait_time_invalid', `${shown(text)} is no instant. ${remedy}`);
  }
  return bounded(ms, now);
}

function bounded(ms: number, now: number): number {
  if (ms - now <= LONGEST_MS) return ms;
  throw new NodeFailure('invalid', 'wait_too_long', 'A run waits for ten years at most. Choose an earlier time.');
}

function shown(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.slice(0, 40)}"`;
}
