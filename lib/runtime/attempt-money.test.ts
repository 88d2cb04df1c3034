import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundMoney } from '@/lib/llm';
import { createAttemptMoney } from './attempt-money';

it('gives the calls of an attempt what adds up to the attempt, rounded once', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.array(fc.record({ paid: money, uncached: money })), (calls) => {
      const account = createAttemptMoney();
      const rows = calls.map((call) => account.add(call));
      const sum = (values: (string | bigint)[]) => values.reduce<bigint>((total, value) => total + BigInt(value), 0n);
      const paid = roundMoney(sum(calls.map((call) => call.paid)));
      expect(sum(rows.map((row) => row.costNano))).toBe(paid);
      expect(sum(rows.map((row) => row.savedNano))).toBe(roundMoney(sum(calls.map((call) => call.uncached))) - paid);
    }),
  );
});

it('does not lose the halves of two calls', () => {
  const account = createAttemptMoney();
  const half = { paid: 500_000n, uncached: 500_000n };
  expect([account.add(half).costNano, account.add(half).costNano]).toEqual(['0', '1']);
});
