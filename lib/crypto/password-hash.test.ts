import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createGate } from './gate';
import { hashPassword, needsRehash, verifyPassword } from './password-hash';

describe('a stored password', () => {
  it('opens by the same password and by no other', async () => {
    const stored = await hashPassword('a quiet river');
    expect(stored).toMatch(/^scrypt\$ln=15,r=8,p=3\$/);
    expect(stored).not.toContain('river');
    expect(await verifyPassword('a quiet river', stored)).toBe(true);
    expect(await verifyPassword('a quiet River', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('has a salt of its own', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  it('made at another cost still opens, and is to be made anew', async () => {
    const salt = Buffer.alloc(16, 7);
    const key = scryptSync('old', salt, 32, { N: 2 ** 10, r: 8, p: 1 });
    const stored = `scrypt$ln=10,r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`;
    expect(await verifyPassword('old', stored)).toBe(true);
    expect(needsRehash(stored)).toBe(true);
    expect(needsRehash(await hashPassword('old'))).toBe(false);
  });

  it.each([null, '', 'plain text', 'scrypt$ln=15,r=8,p=3$short$short'])('that is %j opens by nothing', async (stored) => {
    expect(await verifyPassword('', stored)).toBe(false);
    expect(await verifyPassword('plain text', stored)).toBe(false);
  });

  it('takes as long to miss as to be wrong', async () => {
    const stored = await hashPassword('right');
    const time = async (hash: string | null) => {
      const begun = performance.now();
      await verifyPassword('wrong', hash);
      return performance.now() - begun;
    };
    await time(null);
    const [known, unknown] = [await time(stored), await time(null)];
    // The same work: what differs is the machine's mood, never the tenfold of skipping it.
    expect(unknown).toBeGreaterThan(known / 4);
  });
});

describe('the gate', () => {
  it('runs so many at once, in order, and refuses a queue without end', async () => {
    const gate = createGate({ atOnce: 2, waiting: 2 });
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) =>
      gate.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        order.push(n);
      });
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(work));
    expect(most).toBe(2);
    expect(order.toSorted()).toEqual([1, 2, 3, 4]);
    expect(results[4]).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  });

  it('frees the place of work that throws', async () => {
    const gate = createGate({ atOnce: 1, waiting: 0 });
    await expect(gate.run(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await gate.run(async () => 'next')).toBe('next');
  });
});
