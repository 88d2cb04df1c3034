import type { UsageRow, UsageSum } from './journal-port';

/** No usage at all. */
export function zeroUsage(): UsageSum {
  return { promptTokens: 0, completionTokens: 0, cachedTokens: 0, reasoningTokens: 0, costNano: '0', currency: 'USD', unknownAttempts: 0 };
}

/** Adds one call's usage. Once a price is unknown the sum's money is unknown too: never shown as less than it was. */
export function addUsage(sum: UsageSum, row: UsageRow): UsageSum {
  return {
    promptTokens: sum.promptTokens + row.promptTokens,
    completionTokens: sum.completionTokens + row.completionTokens,
    cachedTokens: sum.cachedTokens + row.cachedTokens,
    reasoningTokens: sum.reasoningTokens + row.reasoningTokens,
    costNano: sum.costNano === null || row.costNano === null ? null : String(BigInt(sum.costNano) + BigInt(row.costNano)),
    currency: row.currency,
    unknownAttempts: sum.unknownAttempts + (row.known ? 0 : 1),
  };
}
