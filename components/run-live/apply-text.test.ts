import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyText } from './apply-text';
import type { TextTail } from './run-view';

const piece = (offset: number, text: string, attempt = 1) => ({ attempt, offset, text });

describe('applyText', () => {
  it('appends what follows, ignores what is known and takes only the new part of an overlap', () => {
    const tail = applyText(applyText(undefined, piece(0, 'Dear ')), piece(5, 'Ms Tan'));
    expect(tail.text).toBe('Dear Ms Tan');
    expect(applyText(tail, piece(0, 'Dear '))).toBe(tail);
    expect(applyText(tail, piece(8, 'Tan, thank you')).text).toBe('Dear Ms Tan, thank you');
  });

  it('says where the text begins when a piece was lost, and mends it from a tail', () => {
    const gap = applyText(applyText(undefined, piece(0, 'ab')), piece(10, 'kl'));
    expect(gap).toEqual({ attempt: 1, base: 10, text: 'kl' });
    expect(applyText(gap, piece(0, 'abcdefghijklm'))).toEqual({ attempt: 1, base: 0, text: 'abcdefghijklm' });
  });

  it('starts anew with a new attempt and hears nothing more of the old one', () => {
    const second = applyText(applyText(undefined, piece(0, 'old')), piece(0, 'new', 2));
    expect(second).toEqual({ attempt: 2, base: 0, text: 'new' });
    expect(applyText(second, piece(3, 'er'))).toBe(second);
  });

  it('shows the text itself whatever pieces of it come, in order, doubled or overlapping', () => {
    const text = 'the quick brown fox jumps over the lazy dog';
    const pieces = fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, (cuts) => {
        let tail: TextTail | undefined;
        for (const [start, length] of cuts) tail = applyText(tail, piece(start, text.slice(start, start + length)));
        if (tail) expect(text.slice(tail.base, tail.base + tail.text.length)).toBe(tail.text);
      }),
    );
  });
});
