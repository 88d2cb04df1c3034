/** Milliseconds of each unit a written duration may have. */
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** How a duration is written: `90s`, `15m`, `1h 30m`, `3d`. */
export const DURATION_PATTERN = '^(\\d{1,9}(ms|s|m|h|d|w) ?)+$';

const WHOLE = new RegExp(DURATION_PATTERN);

/** Milliseconds of a written duration; null when it is none. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed.length > 100 || !WHOLE.test(trimmed)) return null;
  let sum = 0;
  // The pattern admits only these units.
  for (const [, count, unit] of trimmed.matchAll(/(\d+)(ms|s|m|h|d|w)/g)) sum += Number(count) * UNITS[unit as keyof typeof UNITS];
  return sum;
}
