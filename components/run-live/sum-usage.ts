import type { UsageSum } from '@/lib/contracts/common';

/** Usage of several tasks together; null where none of them has any. Once a price is unknown the sum's is too. */
export function sumUsage(parts: Iterable<UsageSum | null>): UsageSum | null {
  let sum: UsageSum | null = null;
  for (const part of parts) if (part) sum = sum ? addUsage(sum, part) : part;
  return sum;
}

function addUsage(a: UsageSum, b: UsageSum): UsageSum {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    costNano: a.costNano === null || b.costNano === null ? null : String(BigInt(a.costNano) + BigInt(b.costNano)),
    currency: a.currency,
    unknownAttempts: a.unknownAttempts + b.unknownAttempts,
  };
}
