import { boundedText, spendMembers, spendText } from '@/lib/dsl/expression/machine';
import { typeFault } from '@/lib/dsl/expression/problem';
import { toJson } from '@/lib/dsl/expression/to-json';
import { setOwn, type Value, type ValueMap } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';
import { parseCsv } from './parse-csv';

/** Data written as text, and text read as data. */
export const DATA_FUNCTIONS: ExpressionFunction[] = [
  defineFunction({
    name: 'json',
    group: 'data',
    signature: 'json(text)',
    doc: 'The value that a JSON text holds.',
    returns: 'any',
    params: ['text'],
    run: (call, text) => parseJson(call, text),
  }),
  defineFunction({
    name: 'toJson',
    group: 'data',
    signature: 'toJson(value)',
    doc: 'A value written as JSON.',
    returns: 'text',
    params: ['any'],
    run: (call, value) => {
      const text = boundedText(JSON.stringify(toJson(value)), call.site);
      spendText(call.machine, text.length * 4, call.site);
      return text;
    },
  }),
  defineFunction({
    name: 'csv',
    group: 'data',
    signature: 'csv(text, separator?)',
    doc: 'A list of objects, one for each row after the first; the first row holds their names. All values are texts.',
    returns: 'list',
    params: ['text'],
    optional: ['text'],
    run: (call, text, separator) => readCsv(call, text, separator ?? ','),
  }),
];

function parseJson(call: Call, text: string): Value {
  spendText(call.machine, text.length * 4, call.site);
  try {
    // JSON text gives JSON values; `__proto__` becomes an own property.
    return JSON.parse(text) as Value;
  } catch {
    throw typeFault(call.site, 'json() got a text that is not JSON.', { operation: 'json' });
  }
}

function readCsv(call: Call, text: string, separator: string): Value {
  if (separator.length !== 1 || '"\r\n'.includes(separator)) {
    throw typeFault(call.site, 'The separator of csv() is one character, for example ; or \\t.', { operation: 'csv' });
  }
  spendText(call.machine, text.length * 4, call.site);
  const rows = parseCsv(text, separator);
  if (rows === null) throw typeFault(call.site, 'csv() found a quote that is not closed or closes inside a value.', { operation: 'csv' });
  const [names = [], ...rest] = rows;
  return rest.map((row) => {
    spendMembers(call.machine, names.length, call.site);
    const object: ValueMap = {};
    names.forEach((name, index) => {
      setOwn(object, name, row[index] ?? '');
    });
    return object;
  });
}
