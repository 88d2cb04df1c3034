import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBytes, sealBytes } from './envelope';

const key = randomBytes(32);

describe('the envelope', () => {
  it('opens what it sealed, at its place', () => {
    const sealed = sealBytes(key, Buffer.from('a secret'), 'here');
    expect(openBytes(key, sealed, 'here')?.toString()).toBe('a secret');
    expect(sealed.includes('a secret')).toBe(false);
  });

  it('seals the empty value and never the same way twice', () => {
    const [a, b] = [sealBytes(key, Buffer.alloc(0), 'x'), sealBytes(key, Buffer.alloc(0), 'x')];
    expect(a.equals(b)).toBe(false);
    expect(openBytes(key, a, 'x')).toEqual(Buffer.alloc(0));
  });

  it('opens nothing at another place or with another key', () => {
    const sealed = sealBytes(key, Buffer.from('a secret'), 'here');
    expect(openBytes(key, sealed, 'there')).toBeNull();
    expect(openBytes(randomBytes(32), sealed, 'here')).toBeNull();
  });

  it('notices any changed, missing or added byte', () => {
    const sealed = sealBytes(key, Buffer.from('a secret'), 'here');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(openBytes(key, changed, 'here')).toBeNull();
    }
    expect(openBytes(key, sealed.subarray(0, -1), 'here')).toBeNull();
    expect(openBytes(key, Buffer.concat([sealed, Buffer.from([0])]), 'here')).toBeNull();
    expect(openBytes(key, Buffer.alloc(3), 'here')).toBeNull();
  });
});
