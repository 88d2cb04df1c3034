import type { Machine } from '@/lib/dsl/expression/machine';
import { type Site, typeFault } from '@/lib/dsl/expression/problem';
import { describeKind, type Instant, kindOf, type Span, type Value, type ValueKind, type ValueMap } from '@/lib/dsl/expression/value';

/** What a parameter takes: a kind, `int` for a whole number, or `any`. */
export type ParamType = 'any' | 'text' | 'number' | 'int' | 'bool' | 'list' | 'map' | 'timestamp' | 'duration';

/** The type of a value that passed the check for a parameter type. */
type ArgumentOf<P extends ParamType> = {
  any: Value;
  text: string;
  number: number;
  int: number;
  bool: boolean;
  list: Value[];
  map: ValueMap;
  timestamp: Instant;
  duration: Span;
}[P];

type Arguments<P extends readonly ParamType[]> = { -readonly [K in keyof P]: ArgumentOf<P[K]> };

/** Where a function is called: its machine to take steps from, and its place for faults. */
export interface Call {
  readonly machine: Machine;
  readonly site: Site;
  readonly name: string;
}

/** How the editor lists functions. */
export type FunctionGroup = 'text' | 'list' | 'object' | 'number' | 'convert' | 'data' | 'time' | 'pattern';

/** What a function is called and how it is written, without its code. */
export interface FunctionDescription {
  name: string;
  group: FunctionGroup;
  /** As a person writes it; `?` marks what may be left out. */
  signature: string;
  doc: string;
  returns: ParamType;
}

/** A function of the table. `f(a, b)` may also be written `a.f(b)`. */
export interface ExpressionFunction extends FunctionDescription {
  params: readonly ParamType[];
  /** How many of the last parameters may be left out. */
  optional: number;
  /** More arguments of any kind may follow. */
  isVariadic: boolean;
  run(call: Call, args: Value[]): Value;
}

interface Definition<P extends readonly ParamType[], O extends readonly ParamType[]> extends FunctionDescription {
  params: P;
  optional?: O;
  run(call: Call, ...args: [...Arguments<P>, ...Partial<Arguments<O>>]): Value;
}

/** Defines a function with typed arguments: they are checked before `run` sees them. */
export function defineFunction<const P extends readonly ParamType[], const O extends readonly ParamType[] = []>(
  definition: Definition<P, O>,
): ExpressionFunction {
  const { run, optional = [], params, ...description } = definition;
  return {
    ...description,
    params: [...params, ...optional],
    optional: optional.length,
    isVariadic: false,
    // `checkArguments` made sure that the values are what the parameter types say.
    run: (call, args) => run(call, ...(args as [...Arguments<P>, ...Partial<Arguments<O>>])),
  };
}

const KIND_OF: Record<Exclude<ParamType, 'any' | 'int'>, ValueKind> = {
  text: 'text',
  number: 'number',
  bool: 'bool',
  list: 'list',
  map: 'map',
  timestamp: 'timestamp',
  duration: 'duration',
};

const TYPE_NAMES: Record<ParamType, string> = {
  any: 'a value',
  text: 'text',
  number: 'a number',
  int: 'a whole number',
  bool: 'true or false',
  list: 'a list',
  map: 'an object',
  timestamp: 'a timestamp',
  duration: 'a duration',
};

/** Throws `expression_type` naming the function, the place of the argument and what it must be. */
export function checkArguments(spec: ExpressionFunction, args: readonly Value[], site: Site): void {
  for (let index = 0; index < args.length; index += 1) {
    const type = spec.params[index] ?? 'any';
    // Arguments are dense.
    const value = args[index] as Value;
    if (type === 'any' || isOfType(value, type)) continue;
    const place = args.length === 1 ? '' : ` as argument ${index + 1}`;
    throw typeFault(site, `${spec.name}() needs ${TYPE_NAMES[type]}${place} and got ${describeKind(value)}.`, { operation: spec.name });
  }
}

function isOfType(value: Value, type: Exclude<ParamType, 'any'>): boolean {
  return type === 'int' ? Number.isInteger(value) : kindOf(value) === KIND_OF[type];
}
