const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What a stretch of time is cut into: whole hours or whole days as a clock on the wall of the zone shows them. */
export type Bucket = 'hour' | 'day';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the runtime knows the time zone, by its IANA name. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** How far the zone's clock is ahead of UTC at an instant, in ms. */
export function zoneOffsetMs(atMs: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const clock = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return clock - Math.floor(atMs / 1000) * 1000;
}

/** The first instant of the zone's calendar day that holds an instant, or of one `days` later or (negative) earlier. */
export function startOfDay(atMs: number, zone: string, days = 0): number {
  const local = atMs + zoneOffsetMs(atMs, zone);
  return firstInstant(Math.floor(local / DAY_MS) * DAY_MS + days * DAY_MS, zone);
}

/** The next full hour on the zone's clock, after the instant. */
export function nextHour(atMs: number, zone: string): number {
  const local = atMs + zoneOffsetMs(atMs, zone);
  return atMs + HOUR_MS - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS);
}

/**
 * Where the buckets of a stretch of time begin, and where the last one ends: `fromMs`, every full hour or midnight between, `toMs`.
 * A day in which the clock is moved has 23 or 25 hours, and each hour that a clock shows twice is a bucket of its own.
 */
export function bucketBounds(stretch: { fromMs: number; toMs: number; zone: string; bucket: Bucket }): number[] {
  const { fromMs, toMs, zone, bucket } = stretch;
  const bounds = [fromMs];
  for (let at = after(fromMs, zone, bucket); at < toMs; at = after(at, zone, bucket)) bounds.push(at);
  bounds.push(toMs);
  return bounds;
}

function after(atMs: number, zone: string, bucket: Bucket): number {
  if (bucket === 'hour') return nextHour(atMs, zone);
  const next = startOfDay(atMs, zone, 1);
  // A zone that crossed the date line skipped a day: its two midnights are one instant.
  return next > atMs ? next : startOfDay(atMs, zone, 2);
}

/** The first instant at which the zone's clock shows `localMs` (read as if it were UTC); where it skipped that time, the instant of the skip. */
function firstInstant(localMs: number, zone: string): number {
  const early = localMs - zoneOffsetMs(localMs - DAY_MS, zone);
  const late = localMs - zoneOffsetMs(localMs + DAY_MS, zone);
  const shown = [early, late].filter((at) => at + zoneOffsetMs(at, zone) === localMs);
  return shown.length > 0 ? Math.min(...shown) : early;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...numeric });
  formats.set(zone, format);
  return format;
}
