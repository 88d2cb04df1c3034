import { type Machine, spend } from './machine';
import { type Site, typeFault } from './problem';
import { describeKind, isMap, isOptional, isSpecial, type Value, type ValueMap } from './value';

/** Deep equality of JSON; values of different kinds are never equal. Takes a step a pair. */
export function isEqual(machine: Machine, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  spend(machine, 1, null);
  if (Array.isArray(a)) return Array.isArray(b) && isEqualList(machine, a, b);
  if (Array.isArray(b)) return false;
  if (isMap(a)) return isMap(b) && isEqualMap(machine, a, b);
  return isEqualSpecial(machine, a, b);
}

function isEqualList(machine: Machine, a: Value[], b: Value[]): boolean {
  // Holes do not occur: both are dense, so an index below the length is a value.
  return a.length === b.length && a.every((value, index) => isEqual(machine, value, b[index] as Value));
}

function isEqualMap(machine: Machine, a: ValueMap, b: ValueMap): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  // Each key is an own property of both by the time it is read.
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(machine, a[key] as Value, b[key] as Value));
}

function isEqualSpecial(machine: Machine, a: Value, b: Value): boolean {
  if (!isSpecial(a) || !isSpecial(b)) return false;
  if (isOptional(a) || isOptional(b)) {
    if (!isOptional(a) || !isOptional(b)) return false;
    if (a.value === undefined || b.value === undefined) return a.value === b.value;
    return isEqual(machine, a.value, b.value);
  }
  return describeKind(a) === describeKind(b) && a.ms === b.ms;
}

/** Negative, zero or positive, for two numbers, texts (by UTF-16 units), booleans, timestamps or durations; throws otherwise. */
export function order(a: Value, b: Value, site: Site, doing: string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (isSpecial(a) && isSpecial(b) && !isOptional(a) && !isOptional(b) && describeKind(a) === describeKind(b)) return a.ms - b.ms;
  throw typeFault(site, `${doing} cannot compare ${describeKind(a)} with ${describeKind(b)}.`, { operation: doing });
}
