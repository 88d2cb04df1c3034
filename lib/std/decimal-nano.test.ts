import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalOfNano, nanoOfDecimal } from './decimal-nano';
import { divideHalfEven } from './divide-half-even';

it('reads decimals of at most nine places exactly', () => {
  expect(nanoOfDecimal('0.15')).toBe(150_000_000n);
  expect(nanoOfDecimal('30')).toBe(30_000_000_000n);
  expect(nanoOfDecimal('0.000000001')).toBe(1n);
  for (const text of ['', '.5', '1.', '-1', '1e3', '0.0000000001', '1,5', ' 1']) expect(nanoOfDecimal(text), text).toBeNull();
});

it('writes what it reads back', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (nano) => nanoOfDecimal(decimalOfNano(nano)) === nano));
});

it('rounds a half to the even neighbour on both sides of zero', () => {
  expect([1n, 3n, 5n, -1n, -3n, -5n].map((half) => divideHalfEven(half, 2n))).toEqual([0n, 2n, 2n, 0n, -2n, -2n]);
  expect([7n, 8n, -8n].map((third) => divideHalfEven(third, 3n))).toEqual([2n, 3n, -3n]);
});
