import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/std/json';
import { cleanText } from './clean-text';

describe('cleanText', () => {
  it('leaves clean values alone, as the same object', () => {
    const value = { text: 'smile 😀', list: [1, null, 'x'] };
    expect(cleanText(value)).toBe(value);
  });

  it('replaces null bytes and lone surrogates in values and keys, and keeps pairs', () => {
    const value: Json = { 'a\u0000': ['x\uD800y', '😀', 'z\uDC00'] };
    expect(cleanText(value)).toEqual({ 'a\uFFFD': ['x\uFFFDy', '😀', 'z\uFFFD'] });
  });

  it('takes text that merely looks like an escape as it is', () => {
    const value = ['\\u0000'];
    expect(cleanText(value)).toBe(value);
  });

  it('keeps a key named __proto__ as data', () => {
    const value = cleanText(JSON.parse('{"__proto__":{"x":"\\u0000"}}') as Json);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":"\uFFFD"}}');
  });

  it('always ends with text that UTF-8 and Postgres can hold, and changes nothing the second time', () => {
    const loneText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(fc.jsonValue(), loneText, (json, text) => {
        const value = cleanText<Json>([json as Json, text, { [text]: text }]);
        const texts = [...allText(value)].join('');
        expect(texts.includes('\u0000')).toBe(false);
        expect(Buffer.from(texts, 'utf8').toString('utf8')).toBe(texts);
        expect(cleanText(value)).toBe(value);
      }),
    );
  });
});

function* allText(value: Json): Iterable<string> {
  if (typeof value === 'string') yield `${value} `;
  else if (Array.isArray(value)) for (const item of value) yield* allText(item);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      yield `${key} `;
      yield* allText(item);
    }
  }
}
