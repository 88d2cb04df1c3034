import type { ModelUsage } from '@/lib/nodes/contract';
import { divideHalfEven } from '@/lib/std/divide-half-even';
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

/** Money in millionths of a nano-unit: exact, and rounded once, for a whole attempt. `uncached`: what `paid` would be without the provider's cache. */
export interface ExactCost {
  paid: bigint;
  uncached: bigint;
}

/** The model the demo's price card compares with. */
export const COMPARED_MODEL = { provider: 'openai', model: 'gpt-4o-mini' } as const;

const PER_MILLION = 1_000_000n;
const FREE: ModelPrice = { prompt: 0n, cached: 0n, cacheWrite: 0n, completion: 0n };

/** The shipped price of a model, dated names (`gpt-4o-mini-2024-07-18`) included; null where none is known. */
export function shippedPrice(provider: string, model: string): ModelPrice | null {
  if (provider === 'demo') return FREE;
  const list = SHIPPED_PRICES.find(({ providers }) => providers.includes(provider));
  if (!list) return null;
  const undated = undatedModel(model);
  return Object.hasOwn(list.prices, undated) ? (list.prices[undated] ?? null) : null;
}

/** A model's name without the date of its release. */
export function undatedModel(model: string): string {
  return model.replace(/-(\d{4}-\d{2}-\d{2}|20\d{6})$/, '');
}

/** What one call cost, exactly. */
export function exactCost(usage: ModelUsage, price: ModelPrice): ExactCost {
  const { prompt, cached, cacheWrite, completion } = tierOf(usage, price);
  const fresh = BigInt(Math.max(0, usage.promptTokens - usage.cachedTokens - usage.cacheWriteTokens));
  const read = BigInt(usage.cachedTokens) * cached + BigInt(usage.cacheWriteTokens) * cacheWrite;
  const written = BigInt(usage.completionTokens) * completion;
  return { paid: fresh * prompt + read + written, uncached: BigInt(usage.promptTokens) * prompt + written };
}

/** Exact money as nano-units, rounded half-even. */
export function roundMoney(exact: bigint): bigint {
  return divideHalfEven(exact, PER_MILLION);
}

function tierOf({ promptTokens }: ModelUsage, price: ModelPrice): ModelPrice {
  return price.long && promptTokens > price.long.abovePromptTokens ? price.long.price : price;
}

/** What the same tokens would cost at the compared model, in nano-dollars. */
export function comparePrice(usage: ModelUsage): { provider: string; model: string; costNano: bigint } {
  const price = shippedPrice(COMPARED_MODEL.provider, COMPARED_MODEL.model);
  return { ...COMPARED_MODEL, costNano: price ? roundMoney(exactCost(usage, price).paid) : 0n };
}
