import { isJsonObject, type Json, ownProperty } from '@/lib/std/json';
import { jsonEqual } from '@/lib/std/json-equal';
import { toPointer } from '@/lib/std/json-pointer';

/** One place where two values differ, by JSON Pointer; a side without the member has no value there. */
export interface ValueChange {
  path: string;
  before?: Json;
  after?: Json;
}

type Path = readonly (string | number)[];

/**
 * The innermost places where two JSON values differ; none when they are the same. What lists have in common at both ends is left out,
 * so that one entry put in or taken out is one change. Removed entries carry their index before, all others the index after.
 */
export function diffValues(before: Json | undefined, after: Json | undefined, path: Path = []): ValueChange[] {
  if (jsonEqual(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => diffValues(ownProperty(before, key), ownProperty(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [{ path: toPointer(path), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function diffLists(before: Json[], after: Json[], path: Path): ValueChange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && jsonEqual(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && jsonEqual(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const end = Math.max(before.length, after.length) - tail;
  const changes: ValueChange[] = [];
  for (let index = head; index < end; index += 1) {
    const old = index < before.length - tail ? before[index] : undefined;
    const fresh = index < after.length - tail ? after[index] : undefined;
    changes.push(...diffValues(old, fresh, [...path, index]));
  }
  return changes;
}
