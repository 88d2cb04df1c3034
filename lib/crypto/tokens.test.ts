import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret';
import { constantTimeEqual, hashToken, hmac, randomToken, verifyHmac } from './tokens';

describe('tokens', () => {
  it('are long, URL-safe and never the same', () => {
    const tokens = Array.from({ length: 100 }, () => randomToken());
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('are stored as their SHA-256 (test vector of FIPS 180-2)', () => {
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('compare equal only when equal, of any length', () => {
    expect(constantTimeEqual('abc', 'abc')).toBe(true);
    expect(constantTimeEqual('abc', 'abd')).toBe(false);
    expect(constantTimeEqual('abc', 'abcd')).toBe(false);
    expect(constantTimeEqual('', '')).toBe(true);
  });

  it('sign messages (test case 2 of RFC 4231) and notice a changed one', () => {
    const signature = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(hmac('Jefe', 'what do ya want for nothing?')).toBe(signature);
    expect(verifyHmac('Jefe', 'what do ya want for nothing?', signature.toUpperCase())).toBe(true);
    expect(verifyHmac('Jefe', 'what do ya want for something?', signature)).toBe(false);
  });
});

describe('a secret', () => {
  it('shows stars wherever it is printed, and itself only when asked', () => {
    const secret = new Secret('hunter2');
    expect(`${secret}`).toBe('***');
    expect(JSON.stringify({ secret })).toBe('{"secret":"***"}');
    expect(inspect({ nested: [secret] }, { depth: 9, showHidden: true })).not.toContain('hunter2');
    expect(secret.reveal()).toBe('hunter2');
  });
});
