import { describe, expect, it } from 'vitest';
import { comparePrice, exactCost, type ModelPrice, roundMoney, shippedPrice } from './prices';
import { SHIPPED_PRICES } from './shipped-prices';

const usage = (promptTokens: number, completionTokens: number, cachedTokens = 0) => ({
  promptTokens,
  completionTokens,
  cachedTokens,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
});
const price = (prompt: bigint): ModelPrice => ({ prompt, cached: 0n, cacheWrite: 0n, completion: 0n });

/** Of a model that is known. */
function costNano(tokens: ReturnType<typeof usage>, known: ModelPrice | null): bigint | null {
  return known && roundMoney(exactCost(tokens, known).paid);
}

function callCost(tokens: ReturnType<typeof usage>, known: ModelPrice | null) {
  const { paid, uncached } = exactCost(tokens, known ?? price(0n));
  return { costNano: roundMoney(paid), savedNano: roundMoney(uncached) - roundMoney(paid) };
}

describe('exactCost', () => {
  it('charges 0.15 dollars for a million prompt tokens of gpt-4o-mini', () => {
    expect(costNano(usage(1_000_000, 0), shippedPrice('openai', 'gpt-4o-mini'))).toBe(150_000_000n);
  });

  it('charges cached tokens at their own price, once', () => {
    expect(costNano(usage(1000, 0, 400), shippedPrice('openai', 'gpt-4o-mini'))).toBe(600n * 150n + 400n * 75n);
  });

  it('rounds half to even, once for the whole call', () => {
    expect(costNano(usage(1, 0), price(500_000n))).toBe(0n);
    expect(costNano(usage(3, 0), price(500_000n))).toBe(2n);
    expect(costNano(usage(5, 0), price(500_000n))).toBe(2n);
    expect(costNano(usage(1, 0), price(500_001n))).toBe(1n);
  });

  it('knows nothing rather than guess', () => {
    expect(shippedPrice('openai', 'a-model-of-tomorrow')).toBeNull();
    expect(shippedPrice('openai', 'constructor')).toBeNull();
    expect(shippedPrice('openai_compatible', 'gpt-4o')).toBeNull();
  });

  it('finds dated names', () => {
    expect(shippedPrice('openai', 'gpt-4o-mini-2024-07-18')).toEqual(shippedPrice('openai', 'gpt-4o-mini'));
  });

  it('charges nothing for the demo model, and says what another would cost', () => {
    expect(costNano(usage(5000, 5000), shippedPrice('demo', 'demo-1'))).toBe(0n);
    expect(comparePrice(usage(1000, 1000))).toEqual({ provider: 'openai', model: 'gpt-4o-mini', costNano: 750_000n });
  });
});

describe('the shipped lists', () => {
  it('know models of each provider by plain and dated names', () => {
    const million = usage(1_000_000, 0);
    expect(costNano(million, shippedPrice('anthropic', 'claude-sonnet-4-5-20250929'))).toBe(3_000_000_000n);
    expect(costNano(million, shippedPrice('azure_openai', 'gpt-4o-mini-2024-07-18'))).toBe(150_000_000n);
    expect(costNano(usage(0, 1_000_000), shippedPrice('google', 'gemini-2.5-flash'))).toBe(2_500_000_000n);
    expect(shippedPrice('google', 'gpt-4o')).toBeNull();
    expect(shippedPrice('azure_openai', 'our-deployment')).toBeNull();
  });

  it('say whose they are and of which day, and never charge more for reading the cache than for reading afresh', () => {
    for (const { source, prices } of SHIPPED_PRICES) {
      expect(source.url).toMatch(/^https:/);
      expect(Date.parse(source.asOf)).toBeGreaterThan(0);
      for (const one of Object.values(prices)) {
        expect(one.cached).toBeLessThanOrEqual(one.prompt);
        expect(one.cacheWrite).toBeGreaterThanOrEqual(one.prompt);
      }
    }
  });

  it('charge the whole of a long prompt at its higher price', () => {
    const pro = shippedPrice('google', 'gemini-2.5-pro');
    expect(costNano(usage(200_000, 0), pro)).toBe(200_000n * 1250n);
    expect(costNano(usage(200_001, 10), pro)).toBe(200_001n * 2500n + 10n * 15_000n);
  });
});

describe('the cost of a call', () => {
  const sonnet = shippedPrice('anthropic', 'claude-sonnet-4-5');

  it('charges what was written to the cache at its own price, which saves less than nothing at first', () => {
    const first = { ...usage(2000, 10), cacheWriteTokens: 1800 };
    expect(callCost(first, sonnet)).toEqual({ costNano: 200n * 3000n + 1800n * 3750n + 10n * 15_000n, savedNano: -(1800n * 750n) });
  });

  it('tells what reading the cache saved', () => {
    const cost = callCost(usage(2000, 10, 1800), sonnet);
    expect(cost).toEqual({ costNano: 200n * 3000n + 1800n * 300n + 10n * 15_000n, savedNano: 1800n * 2700n });
    expect(cost.costNano + cost.savedNano).toBe(costNano(usage(2000, 10), sonnet));
  });
});
