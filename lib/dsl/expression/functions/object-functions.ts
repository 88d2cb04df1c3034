import { spendMembers } from '@/lib/dsl/expression/machine';
import type { Value, ValueMap } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';

/** Functions of objects. None changes the object it is given. */
export const OBJECT_FUNCTIONS: ExpressionFunction[] = [
  list('keys', 'The names of an object, as a list.', (map) => Object.keys(map)),
  list('values', 'The values of an object, as a list.', (map) => Object.values(map)),
  list('entries', 'A list of { key, value } for each name of an object.', (map) =>
    Object.entries(map).map(([key, value]): Value => ({ key, value })),
  ),
  defineFunction({
    name: 'merge',
    group: 'object',
    signature: 'object.merge(other)',
    doc: 'Both objects as one; where both have a name, the other counts.',
    returns: 'map',
    params: ['map', 'map'],
    run: (call, map, other) => {
      const merged = { ...touched(call, map), ...touched(call, other) };
      return merged;
    },
  }),
];

function list(name: string, doc: string, run: (map: ValueMap) => Value[]): ExpressionFunction {
  const signature = `object.${name}()`;
  return defineFunction({
    name,
    group: 'object',
    signature,
    doc,
    returns: 'list',
    params: ['map'],
    run: (call, map) => run(touched(call, map)),
  });
}

function touched(call: Call, map: ValueMap): ValueMap {
  spendMembers(call.machine, Object.keys(map).length, call.site);
  return map;
}
