import type { Json } from '@/lib/std/json';

/** What stands for a character that storage cannot hold. */
const REPLACEMENT = '\uFFFD';
const NULL_BYTE = '\u0000';
// With the u flag a surrogate matches only when it stands alone.
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Replaces null bytes and lone surrogates by U+FFFD in every string and key of a value, for node outputs (edges refuse them
 * instead). Answers the very same value when there is nothing to replace, so `cleanText(value) !== value` tells whether to warn.
 */
export function cleanText<T extends Json>(value: T): T {
  // JSON text shows both as escapes, so one scan spares walking values that are clean, as nearly all are.
  const suspicious = /\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));
  if (!suspicious) return value;
  const state = { replaced: false };
  // Cleaning keeps the shape: strings stay strings.
  const clean = cleanValue(value, state) as T;
  return state.replaced ? clean : value;
}

function cleanValue(value: Json, state: { replaced: boolean }): Json {
  if (typeof value === 'string') return cleanString(value, state);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, state));
  if (value === null || typeof value !== 'object') return value;
  // fromEntries defines own properties, so a key such as __proto__ stays data.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanString(key, state), cleanValue(item, state)]));
}

function cleanString(text: string, state: { replaced: boolean }): string {
  const clean = text.replaceAll(NULL_BYTE, REPLACEMENT).replace(LONE_SURROGATE, REPLACEMENT);
  if (clean !== text) state.replaced = true;
  return clean;
}
