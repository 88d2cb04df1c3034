import { isEqual, order } from '@/lib/dsl/expression/compare';
import { EXPRESSION_LIMITS } from '@/lib/dsl/expression/limits';
import { spend, spendMembers } from '@/lib/dsl/expression/machine';
import { limitFault, typeFault } from '@/lib/dsl/expression/problem';
import { describeKind, isMap, type Value } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';
import { textSize } from './text-functions';

/** Functions of lists. None changes the list it is given. */
export const LIST_FUNCTIONS: ExpressionFunction[] = [
  defineFunction({
    name: 'size',
    group: 'list',
    signature: 'size(value)',
    doc: 'How many characters, members or names a text, list or object has.',
    returns: 'number',
    params: ['any'],
    run: (call, value) => size(call, value),
  }),
  defineFunction({
    name: 'range',
    group: 'list',
    signature: 'range(count) or range(first, end)',
    doc: 'The whole numbers from 0, or from first, up to but not with the last argument; at most 10,000.',
    returns: 'list',
    params: ['int'],
    optional: ['int'],
    run: (call, first, end) => (end === undefined ? range(call, 0, first) : range(call, first, end)),
  }),
  defineFunction({
    name: 'slice',
    group: 'list',
    signature: 'list.slice(start, end?)',
    doc: 'The members from start up to, but not with, end; negative places count from the end.',
    returns: 'list',
    params: ['list', 'int'],
    optional: ['int'],
    run: (call, list, start, end) => touched(call, list).slice(start, end),
  }),
  plain('first', 'any', 'The first member; null if there is none.', (list) => list[0] ?? null),
  plain('last', 'any', 'The last member; null if there is none.', (list) => list.at(-1) ?? null),
  plain('reverse', 'list', 'The members in reverse order.', (list) => [...list].reverse()),
  plain('flatten', 'list', 'One list of all members, lists among them opened one level.', (list, call) => flatten(call, list)),
  plain('distinct', 'list', 'Each different member once, in order of appearance.', (list, call) => distinct(call, list)),
  defineFunction({
    name: 'sort',
    group: 'list',
    signature: "list.sort('field'?)",
    doc: 'In rising order: numbers or texts, or objects by one field. Use reverse() for falling order.',
    returns: 'list',
    params: ['list'],
    optional: ['text'],
    run: (call, list, field) => sort(call, list, field),
  }),
  defineFunction({
    name: 'groupCount',
    group: 'list',
    signature: "list.groupCount('field')",
    doc: 'How many members have each value of a field: { value: count }.',
    returns: 'map',
    params: ['list'],
    optional: ['text'],
    run: (call, list, field) => groupCount(call, list, field),
  }),
];

function plain(name: string, returns: 'any' | 'list', doc: string, run: (list: Value[], call: Call) => Value): ExpressionFunction {
  const signature = `list.${name}()`;
  return defineFunction({
    name,
    group: 'list',
    signature,
    doc,
    returns,
    params: ['list'],
    run: (call, list) => run(touched(call, list), call),
  });
}

function touched(call: Call, list: Value[]): Value[] {
  spendMembers(call.machine, list.length, call.site);
  return list;
}

function size(call: Call, value: Value): number {
  if (typeof value === 'string') return textSize(call, value);
  if (Array.isArray(value)) return value.length;
  if (value !== null && isMap(value)) return Object.keys(value).length;
  throw typeFault(call.site, `size() needs text, a list or an object and got ${describeKind(value)}.`, { operation: 'size' });
}

function range(call: Call, first: number, end: number): number[] {
  const length = Math.max(0, end - first);
  if (length > EXPRESSION_LIMITS.rangeLength) {
    throw limitFault(call.site, `range() makes at most ${EXPRESSION_LIMITS.rangeLength} numbers.`, 'range');
  }
  spendMembers(call.machine, length, call.site);
  return Array.from({ length }, (_, index) => first + index);
}

function flatten(call: Call, list: Value[]): Value[] {
  const flat: Value[] = [];
  for (const member of list) {
    const members = Array.isArray(member) ? touched(call, member) : [member];
    for (const inner of members) flat.push(inner);
  }
  return flat;
}

/** Plain values are told apart by a set; lists and objects are compared with the other lists and objects kept. */
function distinct(call: Call, list: Value[]): Value[] {
  const plainSeen = new Set<Value>();
  const deepSeen: Value[] = [];
  return list.filter((member) => {
    if (typeof member !== 'object' || member === null) return !plainSeen.has(member) && plainSeen.add(member) !== undefined;
    if (deepSeen.some((seen) => isEqual(call.machine, seen, member))) return false;
    deepSeen.push(member);
    return true;
  });
}

function sort(call: Call, list: Value[], field: string | undefined): Value[] {
  const keyed = list.map((member) => ({ member, key: field === undefined ? member : fieldOf(call, member, field) }));
  spend(call.machine, Math.ceil((list.length * Math.log2(list.length + 1)) / 8), call.site);
  keyed.sort((a, b) => order(a.key, b.key, call.site, 'sort()'));
  return keyed.map(({ member }) => member);
}

function fieldOf(call: Call, member: Value, field: string): Value {
  if (member === null || !isMap(member)) {
    throw typeFault(call.site, `${call.name}() by a field needs objects and got ${describeKind(member)}.`, { operation: call.name });
  }
  return Object.hasOwn(member, field) ? (member[field] ?? null) : null;
}

function groupCount(call: Call, list: Value[], field: string | undefined): Value {
  const counts = new Map<string, number>();
  spend(call.machine, list.length, call.site);
  for (const member of list) {
    const value = field === undefined ? member : fieldOf(call, member, field);
    if (typeof value === 'object' && value !== null) {
      throw typeFault(call.site, `groupCount() counts texts, numbers and booleans and got ${describeKind(value)}.`, {
        operation: 'groupCount',
      });
    }
    const name = String(value);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  // `fromEntries` defines own properties, whatever their names are.
  return Object.fromEntries(counts);
}
