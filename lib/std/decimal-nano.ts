const DECIMAL = /^(\d{1,9})(?:\.(\d{1,9}))?$/;
const NANO = 1_000_000_000n;

/** Nano units of a decimal such as "0.15", exactly; null for what is no plain decimal of at most nine places. */
export function nanoOfDecimal(text: string): bigint | null {
  const found = DECIMAL.exec(text);
  if (!found) return null;
  const [, whole = '0', fraction = ''] = found;
  return BigInt(whole) * NANO + BigInt(fraction.padEnd(9, '0'));
}

/** Nano units, not negative, as the shortest decimal: "0.15". */
export function decimalOfNano(nano: bigint): string {
  const fraction = String(nano % NANO)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(nano / NANO) : `${nano / NANO}.${fraction}`;
}
