import { RE2JS } from 're2js';
import { stems } from './words';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DATES = new RegExp(
  `\\b(\\d{4})-(\\d{2})-(\\d{2})(T[\\d:.]+(?:Z|[+-]\\d{2}:?\\d{2})?)?|\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTH})\\s+(\\d{4})\\b|\\b(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b|\\b(\\d{1,2})[./](\\d{1,2})[./](\\d{4})\\b`,
  'gi',
);
// A number that is part of an id (AB-123), a date, a time or an address is not a quantity.
const BEFORE_NUMBER = /(?<![\p{L}\p{N}_#/.:-]|\d[,'’])[-−]?/u.source;
const AFTER_NUMBER = /(?![\p{L}\p{N}_/:]|-\d)/u.source;
// 1.234,50 and 1 234,50 as much of Europe writes them; 1'234.50 as Switzerland does; 1,234.50 and plain 1234.5.
const NUMBER_FORMS = [
  /(?:\d{1,3}(?:[.'’\u00a0\u202f ]\d{3})+|\d+),\d{2}(?![\d,])/u.source,
  /\d{1,3}(?:['’]\d{3})+(?:\.\d+)?/u.source,
  /\d{1,3}(?:,\d{3})+(?:\.\d+)?/u.source,
  /\d+(?:\.\d+)?/u.source,
];
const NUMBERS = new RegExp(`${BEFORE_NUMBER}(?:${NUMBER_FORMS.join('|')})${AFTER_NUMBER}`, 'gu');
const DECIMAL_COMMA = /,\d{2}$/;
const SHARE_WORDS = /\b(?:percent|percentage|rate|share|%)/i;

// `Total 49.50` under `Tea pot 24.00`: what stands on the word's own line is meant, though the line above may end nearer.
const OTHER_LINE = 80;

/** A find and where it begins. */
interface Found<T> {
  value: T;
  at: number;
}

/** The number nearest to one of the wanted words; the first where no word is near; null when there is none. */
export function findNumber(text: string, wanted: string, fits: (value: number) => boolean): number | null {
  const inDate = new Uint8Array(text.length);
  for (const { index, 0: date } of text.matchAll(DATES)) inDate.fill(1, index, index + date.length);
  const found = [...text.matchAll(NUMBERS)]
    .filter(({ index }) => inDate[index] === 0)
    .map((match) => ({ value: toNumber(match[0]), at: match.index, isShare: /^\s?%/.test(text.slice(match.index + match[0].length)) }))
    .filter(({ value }) => fits(value));
  // `VAT 20 %  248.00`: the percentage is meant only where one is asked for.
  const wantsShare = SHARE_WORDS.test(wanted);
  const meant = found.filter(({ isShare }) => isShare === wantsShare);
  return nearest(text, wanted, meant.length > 0 ? meant : found);
}

function toNumber(text: string): number {
  const plain = text.replace('−', '-').replace(/['’\u00a0\u202f ]/g, '');
  return Number(DECIMAL_COMMA.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', ''));
}

/** The date nearest to one of the wanted words, as YYYY-MM-DD, or with its time where `withTime`; null when there is none. */
export function findDate(text: string, wanted: string, withTime: boolean): string | null {
  const found = [...text.matchAll(DATES)].map((match) => ({ value: toIso(match, withTime), at: match.index }));
  return nearest(text, wanted, found);
}

/** The first part of the text that has this pattern, in linear time; null when there is none or the pattern cannot be read. */
export function findPattern(text: string, pattern: string): string | null {
  try {
    const matcher = RE2JS.compile(pattern.replace(/^\^|\$$/g, '')).matcher(text);
    return matcher.find() ? matcher.group() : null;
  } catch {
    return null;
  }
}

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const ADDRESS = /https?:\/\/[^\s<>"')]+/g;

/** Every e-mail address or web address that an instruction asks for, each once; null when it asks for neither. */
export function findAsked(instruction: string, text: string): string[] | null {
  if (!/\b(?:extract|list|find|collect)\b/i.test(instruction)) return null;
  if (/\be-?mail address(?:es)?\b/i.test(instruction)) return unique(text, EMAIL);
  if (/\b(?:links|urls|web addresses)\b/i.test(instruction)) return unique(text, ADDRESS);
  return null;
}

/** The first e-mail address or web address; null when there is none. */
export function findFormat(text: string, format: string | undefined): string | null {
  if (format === 'email') return text.match(EMAIL)?.[0] ?? null;
  if (format === 'uri' || format === 'url') return text.match(ADDRESS)?.[0] ?? null;
  return null;
}

/** The value of a line `Label: value` whose label is the wanted name, or another name that the description lists; null when there is none. */
export function findLabelled(text: string, name: string, description = ''): string | null {
  const others = new Set(description.split(/[,;:()]|\bor\b/).map((other) => other.trim().toLowerCase()));
  const wanted = stems(name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' '));
  if (wanted.length === 0) return null;
  for (const line of text.split('\n')) {
    const [, label, value] = /^\s*(?:[-*•]\s*)?([\p{L}\p{N} _-]{1,40}):\s+(\S.*)$/u.exec(line) ?? [];
    const labelStems = stems(label ?? '');
    const isNamed = labelStems.length > 0 && wanted.every((stem) => labelStems.includes(stem));
    if (value && (isNamed || others.has((label ?? '').trim().toLowerCase()))) return value.trim();
  }
  return null;
}

function unique(text: string, pattern: RegExp): string[] {
  return [...new Set(text.match(pattern) ?? [])];
}

function nearest<T>(text: string, wanted: string, found: Found<T>[]): T | null {
  const lines = lineNumbers(text);
  const places = placesOf(text, wanted);
  const apart = (place: number, at: number) => Math.abs(place - at) + (lines[place] === lines[at] ? 0 : OTHER_LINE);
  const distance = (at: number) => places.reduce((least, place) => Math.min(least, apart(place, at)), Number.MAX_SAFE_INTEGER);
  const [best] = found.toSorted((one, other) => distance(one.at) - distance(other.at) || one.at - other.at);
  return best ? best.value : null;
}

/** The number of the line each character stands on. */
function lineNumbers(text: string): Uint32Array {
  const lines = new Uint32Array(text.length);
  for (let at = 1; at < text.length; at++) lines[at] = (lines[at - 1] ?? 0) + (text[at - 1] === '\n' ? 1 : 0);
  return lines;
}

function placesOf(text: string, wanted: string): number[] {
  const stemsWanted = new Set(stems(wanted));
  return [...text.matchAll(/[\p{L}\p{N}']+/gu)]
    .filter((match) => stems(match[0]).some((stem) => stemsWanted.has(stem)))
    .map((match) => match.index);
}

function toIso(match: RegExpMatchArray, withTime: boolean): string {
  const [, year, month, day, time, dayA, monthA, yearA, monthB, dayB, yearB, dayC, monthC, yearC] = match;
  const numeric = (name: string | undefined) =>
    String(MONTHS.findIndex((full) => full.startsWith((name ?? '').slice(0, 3).toLowerCase())) + 1);
  const parts = year
    ? [year, month, day]
    : yearA
      ? [yearA, numeric(monthA), dayA]
      : yearB
        ? [yearB, numeric(monthB), dayB]
        : [yearC, monthC, dayC];
  const date = parts.map((part) => (part ?? '').padStart(2, '0')).join('-');
  return withTime ? `${date}${time ?? 'T00:00:00Z'}` : date;
}
