import { describe, expect, it } from 'vitest';
import { parseHookBody } from './parse-hook-body';

const parse = (text: string, type: string | null) => parseHookBody(new TextEncoder().encode(text), type);

describe('parseHookBody', () => {
  it('lets the content type decide, never the content', () => {
    expect(parse('{"a":1}', 'application/json; charset=utf-8')).toEqual({ a: 1 });
    expect(parse('{"a":1}', 'application/cloudevents+json')).toEqual({ a: 1 });
    expect(parse('{"a":1}', 'text/plain')).toBe('{"a":1}');
    expect(parse('a=1&b=x+y&a=2', 'application/x-www-form-urlencoded')).toEqual({ a: '1', b: 'x y' });
  });

  it('answers null for no body, whatever the type says', () => {
    expect(parse('', 'application/json')).toBeNull();
    expect(parse('', null)).toBeNull();
  });

  it.each([
    ['{"a":', 'application/json', 'malformed_json'],
    ['x', null, 'unsupported_content_type'],
    ['x', 'application/octet-stream', 'unsupported_content_type'],
    ['a\0b', 'text/plain', 'bad_text'],
    ['a=%00', 'application/x-www-form-urlencoded', 'bad_text'],
    ['__proto__=1', 'application/x-www-form-urlencoded', 'forbidden_key'],
    ['{"__proto__":1}', 'application/json', 'forbidden_key'],
  ])('refuses %j sent as %s with %s', (text, type, code) => {
    expect(() => parse(text, type)).toThrow(expect.objectContaining({ code }));
  });
});
