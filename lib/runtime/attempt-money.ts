import { type ExactCost, roundMoney } from '@/lib/llm';

/** The exact money of an attempt so far. */
export interface AttemptMoney {
  /** Adds a call, and gives what it adds to the rounded sums: however many calls there are, the attempt is rounded once. */
  add(call: ExactCost): { costNano: string; savedNano: string };
}

/** Starts an attempt's account at nothing. */
export function createAttemptMoney(): AttemptMoney {
  let total: ExactCost = { paid: 0n, uncached: 0n };
  return {
    add({ paid, uncached }) {
      const before = total;
      total = { paid: before.paid + paid, uncached: before.uncached + uncached };
      const costNano = roundMoney(total.paid) - roundMoney(before.paid);
      const uncachedNano = roundMoney(total.uncached) - roundMoney(before.uncached);
      return { costNano: String(costNano), savedNano: String(uncachedNano - costNano) };
    },
  };
}
