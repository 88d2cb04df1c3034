import { spendMembers } from '@/lib/dsl/expression/machine';
import { fault, typeFault } from '@/lib/dsl/expression/problem';
import { describeKind, type Value } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';

/** Functions of numbers and of lists of numbers. */
export const NUMBER_FUNCTIONS: ExpressionFunction[] = [
  total('sum', 'The sum of a list of numbers; 0 for an empty one.', (numbers) => numbers.reduce((a, b) => a + b, 0)),
  total('avg', 'The mean of a list of numbers.', (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length),
  extreme('min', 'The smallest of several numbers or of a list of numbers.', (a, b) => Math.min(a, b)),
  extreme('max', 'The largest of several numbers or of a list of numbers.', (a, b) => Math.max(a, b)),
  single('abs', 'The number without its sign.', Math.abs),
  single('floor', 'The next whole number below.', Math.floor),
  single('ceil', 'The next whole number above.', Math.ceil),
  defineFunction({
    name: 'round',
    group: 'number',
    signature: 'round(number, places?)',
    doc: 'Rounded to whole numbers, or to so many places after the point; halves go away from zero.',
    returns: 'number',
    params: ['number'],
    optional: ['int'],
    run: (call, value, places) => round(call, value, places ?? 0),
  }),
];

function single(name: string, doc: string, run: (value: number) => number): ExpressionFunction {
  const signature = `${name}(number)`;
  return defineFunction({ name, group: 'number', signature, doc, returns: 'number', params: ['number'], run: (_, value) => run(value) });
}

function total(name: string, doc: string, run: (numbers: number[]) => number): ExpressionFunction {
  return defineFunction({
    name,
    group: 'number',
    signature: `${name}(list)`,
    doc,
    returns: 'number',
    params: ['list'],
    run: (call, list) => {
      if (name !== 'sum' && list.length === 0) throw emptyList(call);
      return finite(call, run(numbersOf(call, list)));
    },
  });
}

function extreme(name: string, doc: string, pick: (a: number, b: number) => number): ExpressionFunction {
  const base = defineFunction({
    name,
    group: 'number',
    signature: `${name}(list) or ${name}(a, b, …)`,
    doc,
    returns: 'number',
    params: ['any'],
    run: (_, list) => list,
  });
  return { ...base, isVariadic: true, run: (call, args) => extremeOf(call, args, pick) };
}

function extremeOf(call: Call, args: Value[], pick: (a: number, b: number) => number): number {
  const [first] = args;
  const numbers = numbersOf(call, args.length === 1 && Array.isArray(first) ? first : args);
  if (numbers.length === 0) throw emptyList(call);
  return numbers.reduce(pick);
}

function emptyList(call: Call) {
  return fault('missing_value', call.site, `${call.name}() of an empty list has no answer.`, { path: call.name, available: [] });
}

function numbersOf(call: Call, list: Value[]): number[] {
  spendMembers(call.machine, list.length, call.site);
  for (const member of list) {
    if (typeof member === 'number') continue;
    throw typeFault(call.site, `${call.name}() needs numbers and found ${describeKind(member)}.`, { operation: call.name });
  }
  // Every member was just found to be a number.
  return list as number[];
}

function finite(call: Call, value: number): number {
  if (Number.isFinite(value)) return value;
  throw typeFault(call.site, `The result of ${call.name}() is too large for a number.`, { operation: call.name });
}

/** Shifts the decimal point in the number's own text, so that 1.005 rounds to 1.01. */
function round(call: Call, value: number, places: number): number {
  if (places < 0 || places > 15) throw typeFault(call.site, 'round() takes 0 to 15 places.', { operation: 'round' });
  const whole = Math.round(shiftPoint(Math.abs(value), places));
  return Math.sign(value) * shiftPoint(whole, -places);
}

function shiftPoint(value: number, by: number): number {
  const [digits, exponent] = String(value).split('e');
  return Number(`${digits}e${Number(exponent ?? 0) + by}`);
}
