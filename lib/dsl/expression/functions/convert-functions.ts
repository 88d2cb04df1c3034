import { boundedText, spendText } from '@/lib/dsl/expression/machine';
import { typeFault } from '@/lib/dsl/expression/problem';
import { toText } from '@/lib/dsl/expression/to-json';
import { describeKind, isInstant, isOptional, isSpan, kindOf, type Value } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Conversions between kinds. Each fails rather than guess. */
export const CONVERT_FUNCTIONS: ExpressionFunction[] = [
  convert(
    'int',
    'number',
    'A whole number from a number (its fraction dropped) or a text; seconds from a timestamp or duration.',
    (call, value) => Math.trunc(toNumber(call, value)),
  ),
  convert('double', 'number', 'A number from a text or a number.', (call, value) => toNumber(call, value)),
  convert('string', 'text', 'Any value as a template writes it: null empty, objects and lists as JSON.', toBoundedText),
  convert('bool', 'bool', 'true or false from the texts "true" and "false".', (call, value) => {
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw cannot(call, value);
  }),
  convert('type', 'text', 'The kind of a value: int, double, string, bool, list, map or null_type.', (_, value) => typeWord(value)),
];

function convert(
  name: string,
  returns: 'number' | 'text' | 'bool',
  doc: string,
  run: (call: Call, value: Value) => Value,
): ExpressionFunction {
  return defineFunction({ name, group: 'convert', signature: `${name}(value)`, doc, returns, params: ['any'], run });
}

function toNumber(call: Call, value: Value): number {
  if (typeof value === 'number') return value;
  if (isInstant(value) || isSpan(value)) return value.ms / 1000;
  if (typeof value === 'string' && value.length <= 400) {
    const text = value.trim();
    const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(number)) return number;
  }
  throw cannot(call, value);
}

function cannot(call: Call, value: Value) {
  const what = typeof value === 'string' ? 'a text that does not have the form of one' : describeKind(value);
  return typeFault(call.site, `${call.name}() cannot make its value from ${what}.`, { operation: call.name });
}

function toBoundedText(call: Call, value: Value): string {
  const text = boundedText(toText(value), call.site);
  spendText(call.machine, text.length, call.site);
  return text;
}

function typeWord(value: Value): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  if (typeof value === 'string') return 'string';
  if (value === null) return 'null_type';
  return isOptional(value) ? 'optional_type' : kindOf(value);
}
