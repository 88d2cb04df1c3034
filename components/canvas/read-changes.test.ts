import { describe, expect, it } from 'vitest';
import { restingPlaces, selectionAfter } from './read-changes';

describe('selectionAfter', () => {
  it('adds and takes away what the changes name', () => {
    const after = selectionAfter(new Set(['a', 'b']), [
      { type: 'select', id: 'a', selected: false },
      { type: 'select', id: 'c', selected: true },
    ]);
    expect([...after].sort()).toEqual(['b', 'c']);
  });

  it('is the same set when nothing changes in it', () => {
    const before = new Set(['a']);
    expect(selectionAfter(before, [{ type: 'select', id: 'a', selected: true }])).toBe(before);
    expect(selectionAfter(before, [{ type: 'dimensions', id: 'a' }])).toBe(before);
  });
});

describe('restingPlaces', () => {
  it('tells places only when the nodes rest, in whole pixels', () => {
    const position = { x: 10.4, y: -3.6 };
    expect(restingPlaces([{ type: 'position', id: 'a', position, dragging: true }])).toBeNull();
    expect(restingPlaces([{ type: 'position', id: 'a', position, dragging: false }])).toEqual({ a: { x: 10, y: -4 } });
    expect(restingPlaces([{ type: 'position', id: 'a', position }])).toEqual({ a: { x: 10, y: -4 } });
  });
});
