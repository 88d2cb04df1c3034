/**
 * Tokens and money summed over model calls; the one rule by which everything sums: `costNano` and `savedNano` add what is known (decimal
 * strings of nano units), and what is not known is counted beside it, never taken for nothing. A type, not an interface, so that it is JSON.
 */
export type UsageSum = {
  promptTokens: number;
  completionTokens: number;
  /** Of the prompt tokens, those read from the provider's cache. */
  cachedTokens: number;
  /** Of the prompt tokens, those written to the provider's cache. */
  cacheWriteTokens: number;
  /** Of the completion tokens. */
  reasoningTokens: number;
  costNano: string;
  /** What the provider's cache saved; negative where writing to it cost more than reading gave back. */
  savedNano: string;
  currency: string;
  /** Calls whose provider gave no final usage: their tokens, and so their money, may be more than was counted. */
  unknownAttempts: number;
  /** Calls whose money is unknown: no price is known for the model, or nothing was counted. They add nothing to `costNano`. */
  unknownCosts: number;
};

/** No usage at all. */
export const NO_USAGE: UsageSum = {
  promptTokens: 0,
  completionTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  costNano: '0',
  savedNano: '0',
  currency: 'USD',
  unknownAttempts: 0,
  unknownCosts: 0,
};

/** One model call as it is added to a sum; what is absent is zero, `costNano: null` is money that is unknown. */
export interface CallUsage {
  promptTokens?: number;
  completionTokens?: number;
  cachedTokens?: number;
  cacheWriteTokens?: number;
  reasoningTokens?: number;
  costNano: string | null;
  savedNano?: string | null;
  currency?: string;
  known: boolean;
}

/** A call as a sum of one. */
export function usageOfCall({ costNano, savedNano, known, ...tokens }: CallUsage): UsageSum {
  return {
    ...NO_USAGE,
    promptTokens: tokens.promptTokens ?? 0,
    completionTokens: tokens.completionTokens ?? 0,
    cachedTokens: tokens.cachedTokens ?? 0,
    cacheWriteTokens: tokens.cacheWriteTokens ?? 0,
    reasoningTokens: tokens.reasoningTokens ?? 0,
    costNano: costNano ?? '0',
    savedNano: savedNano ?? '0',
    currency: tokens.currency ?? NO_USAGE.currency,
    unknownAttempts: known ? 0 : 1,
    unknownCosts: costNano === null ? 1 : 0,
  };
}

/** Two sums together. */
export function addUsage(a: UsageSum, b: UsageSum): UsageSum {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    costNano: String(BigInt(a.costNano) + BigInt(b.costNano)),
    savedNano: String(BigInt(a.savedNano) + BigInt(b.savedNano)),
    currency: b.currency,
    unknownAttempts: a.unknownAttempts + b.unknownAttempts,
    unknownCosts: a.unknownCosts + b.unknownCosts,
  };
}

/** A sum as stored, by this release or by 0.1, which knew fewer members and let one unknown price make the whole sum null. */
export function storedUsage(stored: Partial<Omit<UsageSum, 'costNano'>> & { costNano?: string | null }): UsageSum {
  const { costNano, ...rest } = stored;
  const unknownCosts = rest.unknownCosts ?? (costNano === null ? 1 : 0);
  return { ...NO_USAGE, ...rest, costNano: costNano ?? '0', unknownCosts };
}
