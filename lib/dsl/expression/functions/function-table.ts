import { CONVERT_FUNCTIONS } from './convert-functions';
import { DATA_FUNCTIONS } from './data-functions';
import type { ExpressionFunction } from './function-spec';
import { LIST_FUNCTIONS } from './list-functions';
import { NUMBER_FUNCTIONS } from './number-functions';
import { OBJECT_FUNCTIONS } from './object-functions';
import { PATTERN_FUNCTIONS } from './pattern-functions';
import { TEXT_FUNCTIONS } from './text-functions';
import { TIME_FUNCTIONS } from './time-functions';

/** Every function, in the order the editor lists them. */
export const ALL_FUNCTIONS: readonly ExpressionFunction[] = [
  ...TEXT_FUNCTIONS,
  ...PATTERN_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...CONVERT_FUNCTIONS,
  ...DATA_FUNCTIONS,
  ...TIME_FUNCTIONS,
];

const BY_NAME: ReadonlyMap<string, ExpressionFunction> = new Map(ALL_FUNCTIONS.map((spec) => [spec.name, spec]));

/** The function of a name. */
export function findFunction(name: string): ExpressionFunction | undefined {
  return BY_NAME.get(name);
}

/** All function names. */
export function functionNames(): Iterable<string> {
  return BY_NAME.keys();
}
