import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import { COMMON_NODE_FIELDS, type FlowNode, scopeBody } from '@/lib/dsl/document';
import type { Json, JsonObject } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { type CompiledValue, compileBySchema, type ValueProblem, type ValueReference } from './compile-value';
import { propertySchema } from './schema-position';
import type { ExpressionScope } from './scope';

/** A problem of one parameter; `path` begins with its name. */
export type ParameterProblem = ValueProblem & { parameter: string };

/** A node's own parameters, ready to be resolved for any number of tasks. */
export interface CompiledParameters {
  /** Every place the parameters read; `at` begins with the parameter's name. Bare expressions count. */
  readonly references: readonly ValueReference[];
  /** Resolves all parameters, or all but those named in `omit` (a map's `result` is resolved per item, by `resolveOne`). Never throws. */
  resolve(scope: ExpressionScope, omit?: readonly string[]): Result<JsonObject, ParameterProblem>;
  /** Resolves one parameter; undefined where the node does not have it. */
  resolveOne(parameter: string, scope: ExpressionScope): Result<Json | undefined, ParameterProblem>;
}

const COMMON: ReadonlySet<string> = new Set(COMMON_NODE_FIELDS);

/** Compiles a node's parameters by its type's schema; common fields and the body of a scope are left out. The error lists every problem. */
export function compileParameters(node: FlowNode, description: NodeTypeDescription): Result<CompiledParameters, ParameterProblem[]> {
  const values = new Map<string, CompiledValue>();
  const problems: ParameterProblem[] = [];
  for (const [parameter, value] of Object.entries(node)) {
    if (value === undefined || (COMMON.has(parameter) && !(parameter === 'body' && !scopeBody(node)))) continue;
    // What is not a common field is a parameter, and parameters are JSON.
    const compiled = compileBySchema(value as Json, propertySchema(description.parameters, parameter), [parameter]);
    if (compiled.ok) values.set(parameter, compiled.value);
    else for (const problem of compiled.error) problems.push({ ...problem, parameter });
  }
  return problems.length > 0 ? err(problems) : ok(toParameters(values));
}

function toParameters(values: ReadonlyMap<string, CompiledValue>): CompiledParameters {
  return {
    references: [...values.values()].flatMap((value) => value.references),
    resolve: (scope, omit = []) => resolveAll(values, scope, omit),
    resolveOne: (parameter, scope) => {
      const value = values.get(parameter);
      return value ? resolveValue(parameter, value, scope) : ok(undefined);
    },
  };
}

function resolveAll(
  values: ReadonlyMap<string, CompiledValue>,
  scope: ExpressionScope,
  omit: readonly string[],
): Result<JsonObject, ParameterProblem> {
  const resolved: JsonObject = {};
  for (const [parameter, value] of values) {
    if (omit.includes(parameter)) continue;
    const rendered = resolveValue(parameter, value, scope);
    if (!rendered.ok) return rendered;
    resolved[parameter] = rendered.value;
  }
  return ok(resolved);
}

function resolveValue(parameter: string, value: CompiledValue, scope: ExpressionScope): Result<Json, ParameterProblem> {
  const rendered = value.render(scope);
  return rendered.ok ? rendered : err({ ...rendered.error, parameter });
}
