import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/std/json';
import { fromJsonText, toJsonText } from './json-text';

describe('the text of a JSON value', () => {
  it('reads back as the value it was made of, with and without words allowed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (given, allowsText) => {
        const value = JSON.parse(JSON.stringify(given)) as Json;
        expect(fromJsonText(toJsonText(value, allowsText), allowsText)).toEqual({ value });
      }),
    );
  });

  it('reads back a text of any kind where words are allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromJsonText(toJsonText(text, true), true)).toEqual({ value: text });
      }),
    );
  });

  it.each([
    ['{{ nodes.a.output }}', '{{ nodes.a.output }}'],
    ['hello', 'hello'],
    ['12', 12],
    ['{"a": 1}', { a: 1 }],
  ])('reads %s where words are allowed', (text, value) => {
    expect(fromJsonText(text, true)).toEqual({ value });
  });

  it('waits for an object, a list or a quoted text that is not finished', () => {
    for (const text of ['{"a": ', '[1,', '"open']) expect(fromJsonText(text, true)).toBeNull();
    expect(fromJsonText('hello', false)).toBeNull();
  });

  it('takes an empty text for no value', () => {
    expect(fromJsonText('  \n', true)).toEqual({ value: undefined });
  });
});
