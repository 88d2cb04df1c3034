import type { ModelUsage } from '@/lib/nodes/contract';
import { SHIPPED_PRICES } from './shipped-prices';

/** Prices in nano-dollars per million tokens; 0.15 dollars a million is 150_000_000n. Reasoning tokens count as completion. */
export interface ModelPrice {
  prompt: bigint;
  /** Prompt tokens read from the provider's cache. */
  cached: bigint;
  /** Prompt tokens written to the provider's cache; the price of any other where writing costs nothing more. */
  cacheWrite: bigint;
  completion: bigint;
  /** The prices of a whole call whose prompt is longer than this many tokens. */
  long?: { abovePromptTokens: number; price: ModelPrice };
}

/** What a call cost. `savedNano`: what it would have cost without the provider's cache, less what it did; negative where it only wrote to it. */
export interface CallCost {
  costNano: bigint;
  savedNano: bigint;
}

/** The model the demo's price card compares with. */
export const COMPARED_MODEL = { provider: 'openai', model: 'gpt-4o-mini' } as const;

const PER_MILLION = 1_000_000n;
const FREE: ModelPrice = { prompt: 0n, cached: 0n, cacheWrite: 0n, completion: 0n };

/** The shipped price of a model, dated names (`gpt-4o-mini-2024-07-18`) included; null where none is known. */
export function priceOf(provider: string, model: string): ModelPrice | null {
  if (provider === 'demo') return FREE;
  const list = SHIPPED_PRICES.find(({ providers }) => providers.includes(provider));
  if (!list) return null;
  const undated = model.replace(/-(\d{4}-\d{2}-\d{2}|20\d{6})$/, '');
  return Object.hasOwn(list.prices, undated) ? (list.prices[undated] ?? null) : null;
}

/** Cost of one call in nano-dollars, rounded half-even once; null where usage or price is unknown. */
export function costNano(usage: ModelUsage | null, price: ModelPrice | null): bigint | null {
  if (!usage || !price) return null;
  const { prompt, cached, cacheWrite, completion } = tierOf(usage, price);
  const fresh = BigInt(Math.max(0, usage.promptTokens - usage.cachedTokens - usage.cacheWriteTokens));
  const read = BigInt(usage.cachedTokens) * cached + BigInt(usage.cacheWriteTokens) * cacheWrite;
  return divideHalfEven(fresh * prompt + read + BigInt(usage.completionTokens) * completion, PER_MILLION);
}

/** Cost of one call, and what the provider's cache saved of it; null where usage or price is unknown. */
export function callCost(usage: ModelUsage | null, price: ModelPrice | null): CallCost | null {
  const paid = costNano(usage, price);
  if (!usage || paid === null) return null;
  const uncached = costNano({ ...usage, cachedTokens: 0, cacheWriteTokens: 0 }, price) ?? paid;
  return { costNano: paid, savedNano: uncached - paid };
}

function tierOf({ promptTokens }: ModelUsage, price: ModelPrice): ModelPrice {
  return price.long && promptTokens > price.long.abovePromptTokens ? price.long.price : price;
}

/** What the same tokens would cost at the compared model, in nano-dollars. */
export function comparePrice(usage: ModelUsage): { provider: string; model: string; costNano: bigint } {
  const price = priceOf(COMPARED_MODEL.provider, COMPARED_MODEL.model);
  return { ...COMPARED_MODEL, costNano: costNano(usage, price) ?? 0n };
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const doubledRest = (dividend % divisor) * 2n;
  if (doubledRest < divisor || (doubledRest === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + 1n;
}
