import type { Json } from '@/lib/std/json';

/** What a finished node shows: `error` is null where it succeeded, both are null where it was skipped. */
export interface NodeResult {
  output: Json;
  error: Json;
}

/**
 * Everything an expression can see. Declared inputs that were not given are `null` in `input`, put there by the caller;
 * `nodes` is asked only for ids the expression names, and answers undefined for a node that has no result.
 */
export interface ExpressionScope {
  input: Json;
  item?: Json;
  index?: number;
  run: Json;
  vars: Json;
  effect?: Json;
  nodes: (id: string) => NodeResult | undefined;
}

/** The names every expression may begin with. */
export const EXPRESSION_ROOTS = ['input', 'nodes', 'item', 'index', 'run', 'vars', 'effect'] as const;

/**
 * One place an expression reads: `nodes.classify.output.text` has root `nodes` and path `[classify, output, text]`.
 * The path ends where a computed index begins. Offsets are UTF-16 units into the text the reference was found in.
 */
export interface Reference {
  root: string;
  path: string[];
  start: number;
  end: number;
}

/** Ids of the nodes that references read, each once, in order of appearance. */
export function referencedNodes(references: readonly Reference[]): string[] {
  const ids = new Set<string>();
  for (const { root, path } of references) if (root === 'nodes' && path[0] !== undefined) ids.add(path[0]);
  return [...ids];
}
