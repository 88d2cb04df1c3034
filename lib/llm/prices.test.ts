import { describe, expect, it } from 'vitest';
import { comparePrice, costNano, type ModelPrice, priceOf } from './prices';

const usage = (promptTokens: number, completionTokens: number, cachedTokens = 0) => ({
  promptTokens,
  completionTokens,
  cachedTokens,
  reasoningTokens: 0,
});
const price = (prompt: bigint): ModelPrice => ({ prompt, cached: 0n, completion: 0n });

describe('costNano', () => {
  it('charges 0.15 dollars for a million prompt tokens of gpt-4o-mini', () => {
    expect(costNano(usage(1_000_000, 0), priceOf('openai', 'gpt-4o-mini'))).toBe(150_000_000n);
  });

  it('charges cached tokens at their own price, once', () => {
    expect(costNano(usage(1000, 0, 400), priceOf('openai', 'gpt-4o-mini'))).toBe(600n * 150n + 400n * 75n);
  });

  it('rounds half to even, once for the whole call', () => {
    expect(costNano(usage(1, 0), price(500_000n))).toBe(0n);
    expect(costNano(usage(3, 0), price(500_000n))).toBe(2n);
    expect(costNano(usage(5, 0), price(500_000n))).toBe(2n);
    expect(costNano(usage(1, 0), price(500_001n))).toBe(1n);
  });

  it('knows nothing rather than guess', () => {
    expect(costNano(null, priceOf('openai', 'gpt-4o'))).toBeNull();
    expect(costNano(usage(1, 1), priceOf('openai', 'a-model-of-tomorrow'))).toBeNull();
    expect(priceOf('openai', 'constructor')).toBeNull();
    expect(priceOf('openai_compatible', 'gpt-4o')).toBeNull();
  });

  it('finds dated names', () => {
    expect(priceOf('openai', 'gpt-4o-mini-2024-07-18')).toEqual(priceOf('openai', 'gpt-4o-mini'));
  });

  it('charges nothing for the demo model, and says what another would cost', () => {
    expect(costNano(usage(5000, 5000), priceOf('demo', 'demo-1'))).toBe(0n);
    expect(comparePrice(usage(1000, 1000))).toEqual({ provider: 'openai', model: 'gpt-4o-mini', costNano: 750_000n });
  });
});
