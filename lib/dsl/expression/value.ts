const KIND: unique symbol = Symbol('kind');

/** A value that may be absent, made by `a.?b`. `present: false` has no value. */
export interface Optional {
  readonly [KIND]: 'optional';
  readonly value: Value | undefined;
}

/** A point in time, ms since 1970 in UTC. */
export interface Instant {
  readonly [KIND]: 'timestamp';
  readonly ms: number;
}

/** A length of time in ms. */
export interface Span {
  readonly [KIND]: 'duration';
  readonly ms: number;
}

type Special = Optional | Instant | Span;

/** An object inside an expression; keys are user data. */
export interface ValueMap {
  [key: string]: Value;
}

/** What flows inside an expression: JSON, and three kinds that become JSON when they leave it. */
export type Value = null | boolean | number | string | Value[] | ValueMap | Special;

/** One word for the kind of a value. */
export type ValueKind = 'null' | 'bool' | 'number' | 'text' | 'list' | 'map' | 'optional' | 'timestamp' | 'duration';

/** The optional that holds nothing. */
export const NONE: Optional = { [KIND]: 'optional', value: undefined };

/** An optional that holds a value; null counts as nothing. */
export function some(value: Value): Optional {
  return value === null ? NONE : { [KIND]: 'optional', value };
}

/** A timestamp; ms since 1970 in UTC. */
export function instant(ms: number): Instant {
  return { [KIND]: 'timestamp', ms };
}

/** A duration in ms. */
export function span(ms: number): Span {
  return { [KIND]: 'duration', ms };
}

/** True for the three kinds that are not JSON. */
export function isSpecial(value: Value): value is Special {
  return typeof value === 'object' && value !== null && KIND in value;
}

/** True for an optional, empty or not. */
export function isOptional(value: Value): value is Optional {
  return isSpecial(value) && value[KIND] === 'optional';
}

/** True for a timestamp. */
export function isInstant(value: Value): value is Instant {
  return isSpecial(value) && value[KIND] === 'timestamp';
}

/** True for a duration. */
export function isSpan(value: Value): value is Span {
  return isSpecial(value) && value[KIND] === 'duration';
}

/** True for an object: neither null, nor a list, nor one of the kinds that are not JSON. */
export function isMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(KIND in value);
}

/** The kind of a value. */
export function kindOf(value: Value): ValueKind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return isSpecial(value) ? value[KIND] : 'map';
}

/** How messages call a kind. */
export const KIND_NAMES: Record<ValueKind, string> = {
  null: 'null',
  bool: 'true or false',
  number: 'a number',
  text: 'text',
  list: 'a list',
  map: 'an object',
  optional: 'an optional value',
  timestamp: 'a timestamp',
  duration: 'a duration',
};

/** The kind of a value in words. */
export function describeKind(value: Value): string {
  return KIND_NAMES[kindOf(value)];
}

/** Sets an own property whatever its name is, `__proto__` too. */
export function setOwn(map: ValueMap, key: string, value: Value): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  else map[key] = value;
}
