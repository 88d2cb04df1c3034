/** Whole division that rounds a half to the even neighbour, alike on both sides of zero. `divisor` is positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  if (dividend < 0n) return -divideHalfEven(-dividend, divisor);
  const quotient = dividend / divisor;
  const doubledRest = (dividend % divisor) * 2n;
  if (doubledRest < divisor || (doubledRest === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + 1n;
}
