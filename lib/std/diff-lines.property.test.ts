import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DiffLine, diffLines } from './diff-lines';

const text = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'the same'), { maxLength: 14 }).map((all) => all.join('\n'));
const without = (all: DiffLine[], kind: DiffLine['kind']) =>
  all
    .filter((line) => line.kind !== kind)
    .map((line) => line.text)
    .join('\n');

it('holds both texts whole, in order', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const merged = diffLines(before, after);
      expect(without(merged, 'added')).toBe(before);
      expect(without(merged, 'removed')).toBe(after);
    }),
  );
});

it('finds nothing where nothing differs, and one line where one line was put in', () => {
  fc.assert(
    fc.property(text, fc.nat(), (before, at) => {
      expect(diffLines(before, before).every((line) => line.kind === 'same')).toBe(true);
      const all = before.split('\n');
      const after = all.toSpliced(at % (all.length + 1), 0, 'new').join('\n');
      expect(diffLines(before, after).filter((line) => line.kind !== 'same')).toEqual([{ kind: 'added', text: 'new' }]);
    }),
  );
});

it('replaces what is too long to be compared line by line as a whole, both texts still there', () => {
  const before = Array.from({ length: 1200 }, (_, index) => `old ${index}`).join('\n');
  const after = Array.from({ length: 1200 }, (_, index) => `new ${index}`).join('\n');
  const merged = diffLines(`same\n${before}`, `same\n${after}`);
  expect(merged).toHaveLength(2401);
  expect(without(merged, 'added')).toBe(`same\n${before}`);
});
