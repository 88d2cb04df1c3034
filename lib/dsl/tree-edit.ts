import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';

/** How one JSON value becomes another, part by part, so that what stays the same can stay as it was written. `value` is the whole new value. */
export type TreeEdit =
  | { kind: 'replace'; value: Json }
  | { kind: 'object'; value: Json; members: Map<string, TreeEdit>; removed: string[] }
  | { kind: 'array'; value: Json; steps: ArrayStep[] };

/** An item of the new list: one of the old list, perhaps edited, or a new one. */
export type ArrayStep = { kind: 'keep'; from: number; edit: TreeEdit | null } | { kind: 'new'; value: Json };

/** The edit that turns one value into another; null when they are equal (key order means nothing). */
export function diffValues(before: Json | undefined, after: Json): TreeEdit | null {
  if (before === after) return null;
  if (Array.isArray(before) && Array.isArray(after)) return diffArrays(before, after);
  if (isJsonObject(before) && isJsonObject(after)) return diffObjects(before, after);
  return { kind: 'replace', value: after };
}

function diffObjects(before: JsonObject, after: JsonObject): TreeEdit | null {
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const members = new Map<string, TreeEdit>();
  for (const [key, value] of Object.entries(after)) {
    const edit = diffValues(Object.hasOwn(before, key) ? before[key] : undefined, value);
    if (edit) members.set(key, edit);
  }
  return removed.length === 0 && members.size === 0 ? null : { kind: 'object', value: after, members, removed };
}

function diffArrays(before: Json[], after: Json[]): TreeEdit | null {
  const sources = matchItems(before, after);
  const steps = after.map((value, index): ArrayStep => {
    const from = sources[index] ?? null;
    return from === null ? { kind: 'new', value } : { kind: 'keep', from, edit: diffValues(before[from], value) };
  });
  const isSame = before.length === after.length && steps.every((step, index) => step.kind === 'keep' && step.from === index && !step.edit);
  return isSame ? null : { kind: 'array', value: after, steps };
}

/** For each new item the index of the old one it was: the same id, or the same value, or else the one in its place. */
function matchItems(before: Json[], after: Json[]): (number | null)[] {
  const byKey = new Map<string, number[]>();
  before.forEach((item, index) => {
    const key = itemKey(item);
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  });
  const taken = new Set<number>();
  const sources = after.map((item) => {
    const from = byKey.get(itemKey(item))?.shift() ?? null;
    if (from !== null) taken.add(from);
    return from;
  });
  return sources.map((from, index) => from ?? (index < before.length && !taken.has(index) ? index : null));
}

function itemKey(item: Json): string {
  const id = isJsonObject(item) && Object.hasOwn(item, 'id') ? item.id : undefined;
  return typeof id === 'string' ? `id ${id}` : JSON.stringify(item);
}
