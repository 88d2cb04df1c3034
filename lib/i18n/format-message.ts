import type { Json } from '@/lib/std/json';

/** Values for the placeholders of a message. A list is joined by the language's comma, null is empty. */
export type MessageParams = Readonly<Record<string, Json | undefined>>;

/** Joins a list inside a message. */
const listSeparator = (locale: string) => (locale.startsWith('zh') ? '、' : ', ');

/** Lists longer than this are cut, so that a sentence stays a sentence. */
const LIST_SHOWN = 12;

/**
 * Fills a message of the catalogue: `{name}`, `{n, plural, one {# item} other {# items}}` and
 * `{x, select, a {…} none {…} other {…}}`, nested at will (a subset of ICU). In `select`, null and absent match `none`.
 * A double brace stays as written: sentences speak of expressions.
 */
export function formatMessage(message: string, params: MessageParams, locale: string): string {
  let result = '';
  let at = 0;
  while (at < message.length) {
    const open = message.indexOf('{', at);
    if (open < 0) return result + message.slice(at);
    const close = closingBrace(message, open);
    result += message.slice(at, open) + fill(message.slice(open + 1, close), params, locale);
    at = close + 1;
  }
  return result;
}

/** Index of the brace that closes the one at `open`; the end of the text where none does. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    else if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}

function fill(inside: string, params: MessageParams, locale: string): string {
  if (inside.startsWith('{')) return `{${inside}}`;
  const [name = '', kind, ...rest] = splitHead(inside);
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (kind === undefined) return toText(value, locale);
  const arms = parseArms(rest.join(','));
  const arm =
    kind === 'plural' ? pluralArm(arms, Number(value ?? 0), locale) : (arms.get(selector(value, locale)) ?? arms.get('other') ?? '');
  const filled = formatMessage(arm, params, locale);
  return kind === 'plural' ? filled.replaceAll('#', new Intl.NumberFormat(locale).format(Number(value ?? 0))) : filled;
}

/** Name, kind and arms; the arms keep their commas. */
function splitHead(inside: string): string[] {
  const first = inside.indexOf(',');
  if (first < 0) return [inside.trim()];
  const second = inside.indexOf(',', first + 1);
  return [inside.slice(0, first).trim(), inside.slice(first + 1, second).trim(), inside.slice(second + 1)];
}

function parseArms(text: string): Map<string, string> {
  const arms = new Map<string, string>();
  let at = 0;
  for (let open = text.indexOf('{', at); open >= 0; open = text.indexOf('{', at)) {
    const close = closingBrace(text, open);
    arms.set(text.slice(at, open).trim(), text.slice(open + 1, close));
    at = close + 1;
  }
  return arms;
}

function pluralArm(arms: Map<string, string>, count: number, locale: string): string {
  return arms.get(`=${count}`) ?? arms.get(new Intl.PluralRules(locale).select(count)) ?? arms.get('other') ?? '';
}

function selector(value: Json | undefined, locale: string): string {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    ? 'none'
    : toText(value, locale);
}

function toText(value: Json | undefined, locale: string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const separator = listSeparator(locale);
    const shown = value.slice(0, LIST_SHOWN).map((entry) => toText(entry, locale));
    return (value.length > LIST_SHOWN ? [...shown, '…'] : shown).join(separator);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
