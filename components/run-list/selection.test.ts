import { describe, expect, it } from 'vitest';
import { choose, goingOn, isChosen, NO_SELECTION, rangeOf } from './selection';

const page = [
  { id: 'a', status: 'RUNNING' },
  { id: 'b', status: 'FAILED' },
  { id: 'c', status: 'WAITING' },
  { id: 'd', status: 'SUCCEEDED' },
] as const;
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join('');

describe('a selection of runs', () => {
  it('reaches from the row chosen before to the one chosen with shift, in either direction', () => {
    expect(idsOf(rangeOf(page, 'b', 'd'))).toBe('bcd');
    expect(idsOf(rangeOf(page, 'c', 'a'))).toBe('abc');
    expect(idsOf(rangeOf(page, null, 'c'))).toBe('c');
    expect(idsOf(rangeOf(page, 'gone', 'c'))).toBe('c');
  });

  it('keeps what was chosen on other pages', () => {
    const before = choose(NO_SELECTION, [{ id: 'z', status: 'RUNNING' }], true, []);
    const after = choose(before, page.slice(0, 2), true, page);
    expect(['z', 'a', 'b', 'c'].map((id) => isChosen(after, id))).toEqual([true, true, true, false]);
    expect(isChosen(choose(after, page.slice(0, 1), false, page), 'a')).toBe(false);
  });

  it('of all that match, with one taken out, is the rest of the page', () => {
    const left = choose({ kind: 'all' }, page.slice(1, 2), false, page);
    expect(left.kind === 'some' && [...left.runs.keys()].join('')).toBe('acd');
  });

  it('knows which runs still go on, by what the page says last', () => {
    const chosen = new Map([
      ['a', 'RUNNING'],
      ['c', 'RUNNING'],
      ['d', 'RUNNING'],
      ['y', 'PENDING'],
    ] as const);
    expect(goingOn(chosen, page)).toEqual(['a', 'c', 'y']);
  });
});
