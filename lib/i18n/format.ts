/** Formatters are deterministic: same value, same locale, same text, on server and browser. Times of day are the browser's alone. */

const NANO_PER_CENT = 10_000_000n;
const NANO_PER_UNIT = 1_000_000_000n;

/**
 * Money from nano units as a decimal string: "$1.24", "0.31 ¢", "< 0.01 ¢". `free` is what zero is called, `unknown` what null is.
 * Cents are used below one unit of a currency that has them written so (USD, EUR).
 */
export function formatMoney(nano: string | null, options: { currency: string; locale: string; free: string; unknown: string }): string {
  if (nano === null) return options.unknown;
  const value = BigInt(nano);
  if (value === 0n) return options.free;
  const size = value < 0n ? -value : value;
  const cents = options.currency === 'USD' || options.currency === 'EUR';
  if (cents && size < NANO_PER_UNIT) return formatCents(value, size, options.locale);
  // Beyond 2^53 nano units (9 million) the last digits no longer show at two decimals anyway.
  const amount = Number(value) / 1e9;
  return new Intl.NumberFormat(options.locale, {
    style: 'currency',
    currency: options.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: size < NANO_PER_UNIT ? 6 : 2,
  }).format(amount);
}

function formatCents(value: bigint, size: bigint, locale: string): string {
  const cents = Number(value) / Number(NANO_PER_CENT);
  if (size < NANO_PER_CENT / 100n) return '< 0.01 ¢';
  const digits = size < NANO_PER_CENT * 10n ? 2 : 1;
  return `${new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(cents)} ¢`;
}

/** Milliseconds as a person reads them: "340 ms", "1.8 s", "2 min 05 s", "3 h 12 min"; "3 小时 12 分". */
export function formatDuration(ms: number, locale: string): string {
  const unit = locale.startsWith('zh') ? CHINESE_UNITS : UNITS;
  if (ms < 1000) return `${Math.round(ms)} ${unit.ms}`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${decimal(seconds, 1, locale)} ${unit.s}`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} ${unit.min} ${pad(whole % 60)} ${unit.s}`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} ${unit.h} ${pad(minutes % 60)} ${unit.min}`;
  return `${Math.floor(minutes / 1440)} ${unit.d} ${Math.floor((minutes % 1440) / 60)} ${unit.h}`;
}

const UNITS = { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd' } as const;
const CHINESE_UNITS = { ms: '毫秒', s: '秒', min: '分', h: '小时', d: '天' } as const;

/** A count with separators: "8,412"; from a million on "31.2 M", in Chinese by its own steps: "3120万". */
export function formatCount(count: number, locale: string): string {
  if (count < 1_000_000) return new Intl.NumberFormat(locale).format(count);
  if (locale.startsWith('zh')) return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count);
  return `${decimal(count / 1_000_000, 1, locale)} M`;
}

/** How long ago in one unit: "2 min ago", "yesterday". `nowMs` is passed in so that server and browser agree. */
export function formatRelative(atMs: number, nowMs: number, locale: string): string {
  const seconds = Math.round((atMs - nowMs) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const [unit, size] = RELATIVE_UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? RELATIVE_UNITS[4];
  return format.format(unit === 'second' ? Math.min(0, seconds) : Math.trunc(seconds / size), unit);
}

const RELATIVE_UNITS: readonly [['month', number], ['day', number], ['hour', number], ['minute', number], ['second', number]] = [
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** A moment in full, in the time zone of whoever looks: "24 Nov 2026, 11:38:02". */
export function formatMoment(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);
}

/** Bytes in binary steps: "812 B", "3.4 KB". */
export function formatBytes(bytes: number, locale: string): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${decimal(bytes / 1024, 1, locale)} KB` : `${decimal(bytes / 1_048_576, 1, locale)} MB`;
}

function decimal(value: number, digits: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
