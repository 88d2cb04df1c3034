import { describe, expect, it } from 'vitest';
import { parseBody } from './parse-body';
import { parseRetryAfter } from './status-failure';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseBody', () => {
  it('reads JSON of any media type that ends in +json', () => {
    expect(parseBody(bytes('{"a":1}'), 'application/problem+json; charset=utf-8')).toEqual({ a: 1 });
  });

  it('keeps what only claims to be JSON as text', () => {
    expect(parseBody(bytes('{"a":'), 'application/json')).toBe('{"a":');
  });

  it('keeps JSON nested too deep to be written again as text', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(parseBody(bytes(deep), 'application/json')).toBe(deep);
    expect(parseBody(bytes('["]]]]"]'), 'application/json')).toEqual([']]]]']);
  });

  it('decodes the charset that was named', () => {
    expect(parseBody(new Uint8Array([0xe9]), 'text/plain; charset=iso-8859-1')).toBe('é');
    expect(parseBody(bytes('é'), 'text/plain; charset=no-such')).toBe('é');
  });

  it('says nothing for nothing', () => {
    expect(parseBody(new Uint8Array(), 'application/json')).toBeNull();
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it('reads seconds and dates', () => {
    expect(parseRetryAfter('2', now)).toBe(2000);
    expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5000);
    expect(parseRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(parseRetryAfter('soon', now)).toBeUndefined();
  });
});
