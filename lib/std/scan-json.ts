/** What a text may be before it is parsed. Lengths are UTF-16 units. */
export interface JsonLimits {
  maxDepth: number;
  /** Longest string or key, as written. */
  maxStringLength?: number;
  /** Most values: counted by what opens a list or an object, and by what parts their members. */
  maxValues?: number;
}

/** The first thing wrong with a JSON text; `offset` is where, in UTF-16 units. */
export type JsonProblem =
  | { kind: 'too_deep'; offset: number; limit: number }
  | { kind: 'string_too_long'; offset: number; limit: number }
  | { kind: 'too_many_values'; offset: number; limit: number }
  | { kind: 'forbidden_key'; offset: number; key: string }
  | { kind: 'bad_text'; offset: number; found: 'null_byte' | 'lone_surrogate' };

/** Keys that reach an object's prototype instead of its data. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Lengths of the shortest forbidden key as itself and of the longest with every letter escaped. */
const SHORTEST_FORBIDDEN = 9;
const LONGEST_FORBIDDEN = 66;

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const COMMA = 44;

/**
 * One linear pass over a JSON text, to be made before `JSON.parse`: depth, forbidden keys (escaped ones too), null bytes and
 * lone surrogates. It allocates nothing that grows with the text. Null says nothing of whether the text is JSON.
 */
export function scanJson(text: string, limits: JsonLimits): JsonProblem | null {
  const source = { text, plain: !text.includes('\0') && !LONE_SURROGATE.test(text), backslash: -1 };
  const seen = { depth: 0, values: 1 };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = scanString(source, at, limits.maxStringLength);
      if (typeof end !== 'number') return end;
      at = end;
    } else {
      const problem = scanMark(code, at, seen, limits);
      if (problem !== null) return problem;
    }
  }
  return null;
}

/** One unit outside strings: counts what opens, closes and parts. */
function scanMark(code: number, at: number, seen: { depth: number; values: number }, limits: JsonLimits): JsonProblem | null {
  if (code === 0) return { kind: 'bad_text', offset: at, found: 'null_byte' };
  const step = depthStep(code);
  seen.depth += step;
  if (seen.depth > limits.maxDepth) return { kind: 'too_deep', offset: at, limit: limits.maxDepth };
  if (step > 0 || code === COMMA) seen.values += 1;
  if (limits.maxValues === undefined || seen.values <= limits.maxValues) return null;
  return { kind: 'too_many_values', offset: at, limit: limits.maxValues };
}

/** A text under the scan. */
interface Source {
  text: string;
  /** It holds no null byte and no lone surrogate as itself, so that a string is over at its next quote or goes on at its next backslash. */
  plain: boolean;
  /** The first backslash at or after the last place asked about. */
  backslash: number;
}

/** With the `u` flag a pair is one character of another category, so only lone ones match. */
export const LONE_SURROGATE = /\p{Surrogate}/u;

function depthStep(code: number): number {
  if (code === 91 || code === 123) return 1;
  return code === 93 || code === 125 ? -1 : 0;
}

/** Index of the quote that closes the string opened at `quote`, or what is wrong with the string. */
function scanString(source: Source, quote: number, maxLength = Number.POSITIVE_INFINITY): number | JsonProblem {
  const { text } = source;
  const end = source.plain ? scanPlain(source, quote + 1) : scanUnits(text, quote + 1);
  if (typeof end !== 'number') return end;
  if (end - quote - 1 > maxLength) return { kind: 'string_too_long', offset: quote, limit: maxLength };
  return keyProblem(text, quote, end) ?? end;
}

/** As `scanUnits`, by the platform's own search: long strings cost next to nothing. */
function scanPlain(source: Source, from: number): number | JsonProblem {
  const { text } = source;
  let quote = indexOrEnd(text, text.indexOf('"', from));
  for (let at = from; ; ) {
    // Neither is looked for again before it is passed: a text of escapes alone would be searched to its end at each.
    if (quote < at) quote = indexOrEnd(text, text.indexOf('"', at));
    if (source.backslash < at) source.backslash = indexOrEnd(text, text.indexOf('\\', at));
    if (source.backslash >= quote) return quote;
    const next = scanUnit(text, source.backslash);
    if (typeof next !== 'number') return next;
    at = next;
  }
}

function indexOrEnd(text: string, index: number): number {
  return index === -1 ? text.length : index;
}

/** Index of the closing quote (or the end of the text), or what is wrong inside. */
function scanUnits(text: string, from: number): number | JsonProblem {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH || code >= 0xd800 || code === 0) {
      const next = scanUnit(text, at);
      if (typeof next !== 'number') return next;
      at = next;
    } else at += 1;
  }
  return at;
}

/** Where the character that begins here ends: an escape, a surrogate pair, or one unit. */
function scanUnit(text: string, at: number): number | JsonProblem {
  const unit = unitAt(text, at);
  if (unit === 0) return { kind: 'bad_text', offset: at, found: 'null_byte' };
  const next = at + widthAt(text, at);
  if (!isSurrogate(unit)) return next;
  if (!isHigh(unit) || !isLow(unitAt(text, next))) return { kind: 'bad_text', offset: at, found: 'lone_surrogate' };
  return next + widthAt(text, next);
}

/** The UTF-16 unit written at a place: as itself or as a `\u` escape; -1 for any other escape. */
function unitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code !== BACKSLASH) return code;
  if (text.charCodeAt(at + 1) !== 117) return -1;
  let unit = 0;
  for (let digit = 2; digit < 6; digit += 1) {
    const value = hexValue(text.charCodeAt(at + digit));
    if (value < 0) return -1;
    unit = unit * 16 + value;
  }
  return unit;
}

function widthAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== BACKSLASH) return 1;
  return unitAt(text, at) === -1 ? 2 : 6;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function keyProblem(text: string, quote: number, end: number): JsonProblem | null {
  const length = end - quote - 1;
  if (length < SHORTEST_FORBIDDEN || length > LONGEST_FORBIDDEN || !mayBeForbidden(text.charCodeAt(quote + 1))) return null;
  const key = unescaped(text.slice(quote + 1, end));
  return FORBIDDEN_KEYS.has(key) && isKey(text, end) ? { kind: 'forbidden_key', offset: quote, key } : null;
}

/** First letters of the forbidden keys, or an escape. */
function mayBeForbidden(first: number): boolean {
  return first === 95 || first === 99 || first === 112 || first === BACKSLASH;
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return text.charCodeAt(at) === COLON;
}

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
