import { EXPRESSION_LIMITS } from '@/lib/dsl/expression/limits';
import { boundedText, spendMembers, spendText, tooLarge } from '@/lib/dsl/expression/machine';
import { fault, typeFault } from '@/lib/dsl/expression/problem';
import { jsonText, toText } from '@/lib/dsl/expression/to-json';
import { describeKind, type Value } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';

/** Texts are counted and cut by Unicode code points, as CEL says. */
export const TEXT_FUNCTIONS: ExpressionFunction[] = [
  ask('contains', 'text.contains(part)', 'True if the part occurs in the text.', (text, part) => text.includes(part)),
  ask('startsWith', 'text.startsWith(part)', 'True if the text begins with the part.', (text, part) => text.startsWith(part)),
  ask('endsWith', 'text.endsWith(part)', 'True if the text ends with the part.', (text, part) => text.endsWith(part)),
  change('lowerAscii', 'Letters A to Z in lower case; others stay.', (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  change('upperAscii', 'Letters a to z in upper case; others stay.', (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
  change('lower', 'All letters in lower case.', (text) => text.toLowerCase()),
  change('upper', 'All letters in upper case.', (text) => text.toUpperCase()),
  change('trim', 'Without spaces and line ends at both ends.', (text) => text.trim()),
  defineFunction({
    name: 'substring',
    group: 'text',
    signature: 'text.substring(start, end?)',
    doc: 'The characters from start up to, but not with, end. Counting begins at 0.',
    returns: 'text',
    params: ['text', 'int'],
    optional: ['int'],
    run: (call, text, start, end) => substring(call, text, start, end),
  }),
  defineFunction({
    name: 'charAt',
    group: 'text',
    signature: 'text.charAt(index)',
    doc: 'The character at a place; empty past the end.',
    returns: 'text',
    params: ['text', 'int'],
    run: (call, text, index) => points(call, text)[index] ?? '',
  }),
  defineFunction({
    name: 'indexOf',
    group: 'text',
    signature: 'text.indexOf(part)',
    doc: 'Where the part first occurs, counted from 0; -1 if it does not.',
    returns: 'number',
    params: ['text', 'text'],
    run: (call, text, part) => place(call, text, text.indexOf(part)),
  }),
  defineFunction({
    name: 'lastIndexOf',
    group: 'text',
    signature: 'text.lastIndexOf(part)',
    doc: 'Where the part last occurs, counted from 0; -1 if it does not.',
    returns: 'number',
    params: ['text', 'text'],
    run: (call, text, part) => place(call, text, text.lastIndexOf(part)),
  }),
  defineFunction({
    name: 'split',
    group: 'text',
    signature: 'text.split(separator, limit?)',
    doc: 'The parts between separators; with a limit the last part keeps the rest.',
    returns: 'list',
    params: ['text', 'text'],
    optional: ['int'],
    run: (call, text, separator, limit) => split(call, text, separator, limit),
  }),
  defineFunction({
    name: 'join',
    group: 'text',
    signature: 'list.join(separator?)',
    doc: 'The members as one text with the separator between them.',
    returns: 'text',
    params: ['list'],
    optional: ['text'],
    run: (call, list, separator) => join(call, list, separator ?? ''),
  }),
  defineFunction({
    name: 'replace',
    group: 'text',
    signature: 'text.replace(part, with, limit?)',
    doc: 'Every occurrence of the part replaced; with a limit only the first ones.',
    returns: 'text',
    params: ['text', 'text', 'text'],
    optional: ['int'],
    run: (call, text, part, by, limit) => replace(call, text, part, by, limit),
  }),
  defineFunction({
    name: 'lines',
    group: 'text',
    signature: 'lines(text)',
    doc: 'The lines of a text without their ends; a last empty line is left out.',
    returns: 'list',
    params: ['text'],
    run: (call, text) => lines(call, text),
  }),
  defineFunction({
    name: 'format',
    group: 'text',
    signature: "'%s has %d, %.2f'.format([a, b, c])",
    doc: '%s writes any value, %d a whole number, %.2f a number with two places, %% a percent sign.',
    returns: 'text',
    params: ['text', 'list'],
    run: (call, text, values) => format(call, text, values),
  }),
];

function ask(name: string, signature: string, doc: string, run: (text: string, part: string) => boolean): ExpressionFunction {
  return defineFunction({
    name,
    group: 'text',
    signature,
    doc,
    returns: 'bool',
    params: ['text', 'text'],
    run: (call, text, part) => {
      spendText(call.machine, text.length + part.length, call.site);
      return run(text, part);
    },
  });
}

function change(name: string, doc: string, run: (text: string) => string): ExpressionFunction {
  return defineFunction({
    name,
    group: 'text',
    signature: `text.${name}()`,
    doc,
    returns: 'text',
    params: ['text'],
    run: (call, text) => {
      spendText(call.machine, text.length, call.site);
      return boundedText(run(text), call.site);
    },
  });
}

/** The characters of a text; a text without surrogates is indexed as it is. */
function points(call: Call, text: string): ArrayLike<string> & { slice(start: number, end?: number): string | string[] } {
  spendText(call.machine, text.length, call.site);
  return hasSurrogate(text) ? Array.from(text) : text;
}

function hasSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

/** How many characters a text has. */
export function textSize(call: Call, text: string): number {
  return points(call, text).length;
}

/** A UTF-16 offset as a count of characters. */
function place(call: Call, text: string, offset: number): number {
  return offset <= 0 ? spentOffset(call, text, offset) : textSize(call, text.slice(0, offset));
}

function spentOffset(call: Call, text: string, offset: number): number {
  spendText(call.machine, text.length, call.site);
  return offset;
}

function substring(call: Call, text: string, start: number, end: number | undefined): string {
  const all = points(call, text);
  const to = end ?? all.length;
  if (start < 0 || to > all.length || start > to) {
    throw typeFault(call.site, `substring() from ${start} to ${to} is outside a text of ${all.length} characters.`, {
      operation: 'substring',
    });
  }
  const part = all.slice(start, to);
  return typeof part === 'string' ? part : part.join('');
}

function split(call: Call, text: string, separator: string, limit = -1): string[] {
  spendText(call.machine, text.length, call.site);
  if (limit === 0) return [];
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  spendMembers(call.machine, parts.length, call.site);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

function join(call: Call, list: Value[], separator: string): string {
  spendMembers(call.machine, list.length, call.site);
  let joined = '';
  for (let index = 0; index < list.length; index += 1) {
    // Lists are dense.
    joined += (index === 0 ? '' : separator) + textOfMember(call, list[index] as Value);
    if (joined.length > EXPRESSION_LIMITS.resultLength) throw tooLarge(call.site);
  }
  spendText(call.machine, joined.length, call.site);
  return joined;
}

function textOfMember(call: Call, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return jsonText(value);
  if (value === null) return '';
  throw typeFault(call.site, `join() writes texts and numbers and got ${describeKind(value)}; use map to choose what to write.`, {
    operation: 'join',
  });
}

function replace(call: Call, text: string, part: string, by: string, limit = -1): string {
  const parts = split(call, text, part, limit < 0 ? -1 : limit + 1);
  const length = text.length + (parts.length + 1) * by.length;
  if (length > EXPRESSION_LIMITS.resultLength * 2) throw tooLarge(call.site);
  spendText(call.machine, length, call.site);
  const replaced = parts.join(by);
  return boundedText(part === '' && limit < 0 ? `${by}${replaced}${by}` : replaced, call.site);
}

function lines(call: Call, text: string): string[] {
  const all = split(call, text.replaceAll('\r\n', '\n'), '\n');
  if (all.at(-1) === '') all.pop();
  return all;
}

function format(call: Call, text: string, values: Value[]): string {
  spendText(call.machine, text.length, call.site);
  let next = 0;
  const written = text.replace(/%(?:(%)|\.?(\d{0,2})([a-zA-Z]?))/g, (_, percent: string | undefined, digits: string, kind: string) => {
    if (percent) return '%';
    const value = values[next];
    if (value === undefined) {
      throw fault('missing_value', call.site, `format() has no value for its place ${next + 1}.`, {
        path: `format[${next}]`,
        available: [],
      });
    }
    next += 1;
    return formatOne(call, kind, digits, value);
  });
  return boundedText(written, call.site);
}

function formatOne(call: Call, kind: string, digits: string, value: Value): string {
  if (kind === 's') {
    const text = toText(value);
    spendText(call.machine, text.length, call.site);
    return text;
  }
  if (typeof value !== 'number') {
    throw typeFault(call.site, `%${kind} needs a number and got ${describeKind(value)}.`, { operation: 'format' });
  }
  if (kind === 'd') return String(Math.trunc(value));
  if (kind === 'f') return value.toFixed(digits === '' ? 6 : Number(digits));
  throw typeFault(call.site, `format() knows %s, %d, %f and %%, not %${kind}.`, { operation: 'format' });
}
