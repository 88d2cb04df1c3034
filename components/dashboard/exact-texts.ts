/** Nano units as a decimal number's text, for formatters that take one: no digit is lost. */
function decimalOf(nano: string): `${number}` {
  const digits = nano.replace('-', '').padStart(10, '0');
  // Digits with a point among them are a number's text.
  return `${nano.startsWith('-') ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}` as `${number}`;
}

/** Money to the last digit: "$0.000001234". */
export function exactMoney(nano: string, currency: string, locale: string): string {
  return moneyFormat(currency, locale, { minimumFractionDigits: 2, maximumFractionDigits: 9 }).format(decimalOf(nano));
}

/** Money in two or three digits that matter: "$41.87", "$0.0031", "$1.2K". */
export function shortMoney(nano: string, currency: string, locale: string): string {
  const value = Number(nano) / 1e9;
  if (value !== 0 && Math.abs(value) < 1) return moneyFormat(currency, locale, { maximumSignificantDigits: 3 }).format(value);
  const options = Math.abs(value) >= 10_000 ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : { maximumFractionDigits: 2 };
  return moneyFormat(currency, locale, { minimumFractionDigits: 0, ...options }).format(value);
}

/** A sum of whole numbers to the last digit: "31,204,118". */
export function exactCount(count: string | number, locale: string): string {
  return new Intl.NumberFormat(locale).format(BigInt(count));
}

/** A count that fits under an axis: "31M", "8.4K"; "3120万". */
export function shortCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale, count < 10_000 ? {} : { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

/** A share of one as whole percents, with one digit where it is not whole: "97.9 %". */
export function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

function moneyFormat(currency: string, locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
}
