import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '@/lib/std/json';
import { diffValues, type ValueChange } from './diff-values';

/** Few keys and small numbers, so that two values have much in common. */
const valueArb = fc.letrec<{ value: Json; list: Json[]; record: JsonObject }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom<Json>(null, true, 0, 1, '', 'a/b', '~'), tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  record: fc.dictionary(fc.constantFrom('a', 'b', 'x/y', '~1', '0', ''), tie('value'), { maxKeys: 4 }),
})).value;

it('tells enough to make one value of the other', () => {
  fc.assert(
    fc.property(valueArb, valueArb, (before, after) => {
      const changes = diffValues(before, after);
      expect(rebuild(before, changes)).toEqual(after);
      expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
    }),
    { numRuns: 3000 },
  );
});

it('tells nothing of a value and itself, whatever the order of its keys', () => {
  fc.assert(
    fc.property(valueArb, (value) => {
      expect(diffValues(value, turned(value))).toEqual([]);
    }),
  );
});

it('tells of one entry put into a list, or taken out, as one change', () => {
  const steps = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(steps, fc.nat(), (list, seed) => {
      const at = seed % list.length;
      const shorter = list.toSpliced(at, 1);
      expect(diffValues(shorter, list)).toEqual([{ path: `/${at}`, after: list[at] }]);
      expect(diffValues(list, shorter)).toEqual([{ path: `/${at}`, before: list[at] }]);
    }),
  );
});

/** Applies changes: what was taken out from behind, the rest from the front. */
function rebuild(value: Json, changes: readonly ValueChange[]): Json {
  const holder = { root: structuredClone(value) };
  const gone = changes.filter((change) => !('after' in change)).toReversed();
  for (const change of [...gone, ...changes.filter((other) => 'after' in other)]) apply(holder, change);
  return holder.root;
}

function apply(holder: JsonObject, change: ValueChange): void {
  const keys = ['root', ...change.path.split('/').slice(1).map(unescaped)];
  // A path has at least the root, and each step but the last leads into a list or an object.
  const last = keys.pop() as string;
  let place: Json = holder;
  for (const key of keys) place = (place as JsonObject)[key] as Json;
  if (Array.isArray(place)) {
    const added = 'after' in change ? [change.after as Json] : [];
    place.splice(Number(last), 'before' in change ? 1 : 0, ...added);
  } else if ('after' in change) (place as JsonObject)[last] = change.after as Json;
  else delete (place as JsonObject)[last];
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}
