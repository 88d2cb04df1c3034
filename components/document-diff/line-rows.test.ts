import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineRows } from './line-rows';

it('marks in a replaced line only what differs', () => {
  expect(lineRows('Answer in three sentences.', 'Answer in one sentence.')).toEqual([
    { kind: 'removed', text: 'Answer in three sentences.', mark: [10, 25] },
    { kind: 'added', text: 'Answer in one sentence.', mark: [10, 22] },
  ]);
  expect(lineRows('cold', 'warm')).toEqual([
    { kind: 'removed', text: 'cold' },
    { kind: 'added', text: 'warm' },
  ]);
});

it('does not cut a character of two code units in half', () => {
  const [removed] = lineRows('say 😀 now', 'say 😁 now');
  expect(removed).toMatchObject({ text: 'say 😀 now', mark: [4, 6] });
});

it('folds what stayed the same to two lines around a change', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const after = before.with(10, 'another');
  const rows = lineRows(before.join('\n'), after.join('\n'));
  expect(rows.map((row) => (row.kind === 'fold' ? row.count : row.text))).toEqual([
    ...[8, 'line 8', 'line 9', 'line 10', 'another', 'line 11', 'line 12', 7],
  ]);
});

it('loses no line: folds count the ones left out', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'same'), { maxLength: 20 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const kept = lineRows(before, after).reduce((sum, row) => sum + (row.kind === 'fold' ? row.count : row.kind === 'added' ? 0 : 1), 0);
      expect(kept).toBe(before.split('\n').length);
    }),
  );
});
