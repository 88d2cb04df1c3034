/** A UTC calendar time; `month` is 1 to 12, `weekday` 0 for Sunday. */
export interface CivilTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  weekday: number;
  dayOfYear: number;
}

const DAY_MS = 86_400_000;
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:[Zz]|([+-])(\d\d):(\d\d))?)?$/;
const DURATION_PART = /(\d{1,15}(?:\.\d{1,9})?)(h|ms|m|s)/y;
const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Years 0001 to 9999, the range of RFC 3339 and CEL. */
const FIRST_MS = daysFromCivil(1, 1, 1) * DAY_MS;
const LAST_MS = daysFromCivil(10_000, 1, 1) * DAY_MS - 1;

/** Ms since 1970 of an RFC 3339 time or a date alone (midnight UTC); null for anything else. */
export function parseTimestamp(text: string): number | null {
  const found = text.length > 40 ? null : TIMESTAMP.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || (second ?? 0) > 59) return null;
  const offset = offsetMs(found[8], found[9], found[10]);
  const ms = Math.floor(Number(`0.${found[7] ?? '0'}`) * 1000);
  const clock = ((hour * 60 + minute) * 60 + (second ?? 0)) * 1000 + ms;
  const at = daysFromCivil(year, month, day) * DAY_MS + clock - offset;
  return isTimestampMs(at) ? at : null;
}

/** True for ms that fall into the years 0001 to 9999. */
export function isTimestampMs(ms: number): boolean {
  return ms >= FIRST_MS && ms <= LAST_MS;
}

function offsetMs(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number {
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ms : ms;
}

/** Ms of `1h30m`, `2.5s`, `-10ms` and the like; null for anything else. */
export function parseDuration(text: string): number | null {
  if (text.length > 100) return null;
  const negative = text.startsWith('-');
  let total = 0;
  DURATION_PART.lastIndex = negative ? 1 : 0;
  while (DURATION_PART.lastIndex < text.length) {
    const part = DURATION_PART.exec(text);
    if (!part) return null;
    total += Number(part[1]) * (UNIT_MS[part[2] ?? ''] ?? 0);
  }
  if (text.length === 0 || text === '-' || !Number.isSafeInteger(Math.trunc(total))) return null;
  return negative ? -total : total;
}

/** RFC 3339 in UTC, with ms where there are any. */
export function timestampText(ms: number): string {
  const at = civilTime(ms);
  const date = `${pad(at.year, 4)}-${pad(at.month, 2)}-${pad(at.day, 2)}`;
  const fraction = at.ms === 0 ? '' : `.${pad(at.ms, 3)}`;
  return `${date}T${pad(at.hour, 2)}:${pad(at.minute, 2)}:${pad(at.second, 2)}${fraction}Z`;
}

/** Seconds with an `s`, as protobuf writes durations. */
export function durationText(ms: number): string {
  return `${ms / 1000}s`;
}

/** The UTC calendar time of ms since 1970. */
export function civilTime(ms: number): CivilTime {
  const whole = Math.floor(ms);
  const days = Math.floor(whole / DAY_MS);
  const clock = whole - days * DAY_MS;
  const date = civilFromDays(days);
  return {
    ...date,
    hour: Math.floor(clock / 3_600_000),
    minute: Math.floor(clock / 60_000) % 60,
    second: Math.floor(clock / 1000) % 60,
    ms: clock % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysFromCivil(date.year, 1, 1),
  };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  return next - daysFromCivil(year, month, 1);
}

/** Days since 1970 of a date in the proleptic Gregorian calendar. Source: H. Hinnant, chrono-compatible low-level date algorithms. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The reverse of `daysFromCivil`. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
