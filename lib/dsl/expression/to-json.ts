import type { Json } from '@/lib/std/json';
import { durationText, timestampText } from './civil-time';
import { EXPRESSION_LIMITS } from './limits';
import { tooLarge } from './machine';
import { limitFault, typeFault } from './problem';
import { isInstant, isOptional, isSpecial, setOwn, type Value, type ValueMap } from './value';

interface Walk {
  left: number;
}

/**
 * A value as JSON: timestamps and durations become text, an empty optional null. What is JSON already is shared, not copied.
 * Throws `expression_limit` past 1 MB or 128 levels.
 */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'boolean') return value;
  return convert(value, { left: EXPRESSION_LIMITS.resultLength }, 0);
}

function convert(value: Value, walk: Walk, depth: number): Json {
  if (typeof value === 'string') return take(walk, value.length + 2, value);
  if (typeof value === 'number') return take(walk, 2, toNumber(value));
  if (typeof value !== 'object' || value === null) return take(walk, 4, value);
  if (depth > EXPRESSION_LIMITS.resultDepth) {
    throw limitFault(null, `The result is nested deeper than ${EXPRESSION_LIMITS.resultDepth} levels.`, 'depth');
  }
  if (Array.isArray(value)) return convertList(value, walk, depth);
  if (!isSpecial(value)) return convertMap(value, walk, depth);
  if (isOptional(value)) return value.value === undefined ? null : convert(value.value, walk, depth + 1);
  return take(walk, 24, isInstant(value) ? timestampText(value.ms) : durationText(value.ms));
}

function take<T extends Json>(walk: Walk, length: number, value: T): T {
  walk.left -= length;
  if (walk.left < 0) throw tooLarge(null);
  return value;
}

function toNumber(value: number): number {
  if (!Number.isFinite(value)) throw typeFault(null, 'The result is not a number that JSON can hold.', { operation: 'result' });
  return value === 0 ? 0 : value;
}

function convertList(list: Value[], walk: Walk, depth: number): Json {
  let copy: Json[] | null = null;
  take(walk, 2 + list.length, null);
  for (let index = 0; index < list.length; index += 1) {
    // Lists are dense, so an index below the length is a value.
    const member = list[index] as Value;
    const json = convert(member, walk, depth + 1);
    if (copy) copy.push(json);
    else if (!Object.is(json, member)) {
      // All members before this one were found to be JSON already.
      copy = [...(list.slice(0, index) as Json[]), json];
    }
  }
  // Without a copy every member was found to be JSON already.
  return copy ?? (list as Json[]);
}

function convertMap(map: ValueMap, walk: Walk, depth: number): Json {
  let copy: { [key: string]: Json } | null = null;
  take(walk, 2, null);
  for (const key of Object.keys(map)) {
    take(walk, key.length + 4, null);
    // `key` is an own key of the object, so there is a value.
    const member = map[key] as Value;
    const json = convert(member, walk, depth + 1);
    if (Object.is(json, member)) continue;
    // The members not yet replaced are replaced before the copy leaves.
    copy ??= { ...map } as { [key: string]: Json };
    setOwn(copy, key, json);
  }
  // Without a copy every member was found to be JSON already.
  return copy ?? (map as { [key: string]: Json });
}

/** A value as a template writes it: null is empty, text itself, everything else JSON. Throws like `toJson`. */
export function toText(value: Value): string {
  const json = toJson(value);
  return typeof json === 'string' ? json : jsonText(json);
}

/** JSON as a template writes it. */
export function jsonText(json: Json): string {
  if (json === null) return '';
  return typeof json === 'string' ? json : JSON.stringify(json);
}
