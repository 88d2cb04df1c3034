import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORBIDDEN_KEYS, scanJson } from './scan-json';

const limits = { maxDepth: 64, maxStringLength: 100 };

describe('scanJson', () => {
  it.each([
    ['[[[[', { maxDepth: 3 }, { kind: 'too_deep', offset: 3, limit: 3 }],
    ['{"a":{"b":[1]}}', { maxDepth: 2 }, { kind: 'too_deep', offset: 10, limit: 2 }],
    ['"[[[[[["', { maxDepth: 1 }, null],
    ['["\\"[[", "]"]', { maxDepth: 1 }, null],
    ['{"__proto__" : 1}', limits, { kind: 'forbidden_key', offset: 1, key: '__proto__' }],
    ['{"\\u005f\\u005Fproto__":1}', limits, { kind: 'forbidden_key', offset: 1, key: '__proto__' }],
    ['{"c\\u006fnstructor":1}', limits, { kind: 'forbidden_key', offset: 1, key: 'constructor' }],
    ['["__proto__", "constructor"]', limits, null],
    ['"a\u0000"', limits, { kind: 'bad_text', offset: 2, found: 'null_byte' }],
    ['"a\\u0000"', limits, { kind: 'bad_text', offset: 2, found: 'null_byte' }],
    ['"\\\\u0000"', limits, null],
    ['"\ud83d\ude00 \\ud83d\\ude00 \ud83d\\ude00"', limits, null],
    ['"\ud83d"', limits, { kind: 'bad_text', offset: 1, found: 'lone_surrogate' }],
    ['"\\ude00"', limits, { kind: 'bad_text', offset: 1, found: 'lone_surrogate' }],
    ['"\\ud83dx"', limits, { kind: 'bad_text', offset: 1, found: 'lone_surrogate' }],
    [`"${'x'.repeat(101)}"`, limits, { kind: 'string_too_long', offset: 0, limit: 100 }],
    ['"never closed', limits, null],
    ['[1,[2,3]]', { maxDepth: 9, maxValues: 4 }, { kind: 'too_many_values', offset: 5, limit: 4 }],
    ['[1,[2,3]]', { maxDepth: 9, maxValues: 5 }, null],
    ['[",,,,"]', { maxDepth: 9, maxValues: 2 }, null],
    ['"ends in a backslash\\', limits, null],
    ['', limits, null],
  ])('judges %j', (text, given, problem) => {
    expect(scanJson(text, given)).toEqual(problem);
  });

  it('finds in any JSON text exactly what its value holds', () => {
    const key = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom(...FORBIDDEN_KEYS, '__proto', 'prototypes'));
    const json = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, fc.string({ unit: 'binary', maxLength: 8 }), key, fc.integer(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => ({ entries })),
    })).value;
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1), fc.integer({ min: 1, max: 5 }), (value, indent, maxDepth) => {
        const text = indent ? write(value).replaceAll(':', ' : ') : write(value);
        const found = scanJson(text, { maxDepth })?.kind;
        const expected = {
          too_deep: depthOf(value) > maxDepth,
          forbidden_key: hasForbidden(value),
          bad_text: hasNull(value),
          string_too_long: false,
          too_many_values: false,
        };
        if (found === undefined) expect(Object.values(expected)).not.toContain(true);
        else expect(expected[found]).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

/** Objects are `{ entries }`, so that any key can be written. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (!isEntries(value)) return JSON.stringify(value);
  return `{${value.entries.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

function isEntries(value: unknown): value is { entries: [string, unknown][] } {
  return typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries);
}

function parts(value: unknown): unknown[] {
  if (isEntries(value)) return value.entries.map(([, member]) => member);
  return Array.isArray(value) ? value : [];
}

function depthOf(value: unknown): number {
  return isEntries(value) || Array.isArray(value) ? 1 + Math.max(0, ...parts(value).map(depthOf)) : 0;
}

function hasForbidden(value: unknown): boolean {
  return (isEntries(value) && value.entries.some(([key]) => FORBIDDEN_KEYS.has(key))) || parts(value).some(hasForbidden);
}

function hasNull(value: unknown): boolean {
  const texts = isEntries(value) ? value.entries.map(([key]) => key) : [value];
  return texts.some((text) => typeof text === 'string' && text.includes('\0')) || parts(value).some(hasNull);
}
