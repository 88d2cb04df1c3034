import type { FunctionDescription } from './function-spec';
import { ALL_FUNCTIONS } from './function-table';

/** Every function as data, for completion and documentation. */
export const EXPRESSION_FUNCTIONS: readonly FunctionDescription[] = ALL_FUNCTIONS.map(({ name, group, signature, doc, returns }) => ({
  name,
  group,
  signature,
  doc,
  returns,
}));
