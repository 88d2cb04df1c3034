import { describe, expect, it } from 'vitest';
import { createCallbackTokens } from './callback-token';
import { Secret } from './secret';

const tokens = createCallbackTokens(new Secret(Buffer.alloc(32, 1)));
const place = { runId: '01J0000000000000000000000A', path: 'each[3]/back', expiresAt: 1_900_000_000_000 };

describe('a token of a callback address', () => {
  it('opens to the place it was made for, and is the same each time', () => {
    expect(tokens.open(tokens.seal(place))).toEqual(place);
    expect(tokens.seal(place)).toBe(tokens.seal({ ...place }));
  });

  it('does not open after any change, nor under another key', () => {
    const token = tokens.seal(place);
    const others = createCallbackTokens(new Secret(Buffer.alloc(32, 2)));
    expect(others.open(token)).toBeNull();
    for (let at = 0; at < token.length; at++) {
      const changed = `${token.slice(0, at)}${token[at] === '1' ? '2' : '1'}${token.slice(at + 1)}`;
      expect(tokens.open(changed)).toBeNull();
    }
    expect(tokens.open('')).toBeNull();
    expect(tokens.open(`${token}.x`)).toBeNull();
  });
});
