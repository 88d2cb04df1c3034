import { describe, expect, it } from 'vitest';
import { addUsage, NO_USAGE, storedUsage, usageOfCall } from './usage-sum';

describe('sums of usage', () => {
  it('add what is known and count what is not', () => {
    const priced = usageOfCall({ promptTokens: 10, completionTokens: 2, costNano: '1500', savedNano: '-20', known: true });
    const unpriced = usageOfCall({ promptTokens: 7, costNano: null, known: true });
    const lost = usageOfCall({ costNano: null, known: false });
    const sum = [priced, unpriced, lost].reduce(addUsage, NO_USAGE);
    expect(sum).toMatchObject({ promptTokens: 17, costNano: '1500', savedNano: '-20', unknownCosts: 2, unknownAttempts: 1 });
  });

  it('do not lose a nano-unit where numbers of JavaScript would', () => {
    const big = usageOfCall({ costNano: '9007199254740993', known: true });
    expect(addUsage(big, big).costNano).toBe('18014398509481986');
  });

  it('read what release 0.1 stored', () => {
    const old = { promptTokens: 3, completionTokens: 1, cachedTokens: 0, reasoningTokens: 0, currency: 'USD', unknownAttempts: 0 };
    expect(storedUsage({ ...old, costNano: null })).toMatchObject({ costNano: '0', unknownCosts: 1, cacheWriteTokens: 0, savedNano: '0' });
    expect(storedUsage({ ...old, costNano: '5' })).toMatchObject({ costNano: '5', unknownCosts: 0 });
  });
});
