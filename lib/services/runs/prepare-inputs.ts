import type { IssueView } from '@/lib/contracts/common';
import type { JsonSchema } from '@/lib/dsl';
import { type ParameterProblem, parameterProblems } from '@/lib/dsl/parameter-validator';
import { userError } from '@/lib/errors/app-error';
import { createTranslator, issueText } from '@/lib/i18n';
import { isJsonObject, type Json, type JsonObject, ownProperty } from '@/lib/std/json';
import { toPointer } from '@/lib/std/json-pointer';
import type { StartTarget } from './start-target';

const english = createTranslator('en');
/** Enough to mend a request by hand. */
const MOST_ISSUES = 50;

/**
 * The inputs as the run sees them: defaults filled in, declared ones that were not given are null.
 * Throws `invalid_inputs` with every problem when they do not satisfy the flow's schema.
 */
export function prepareInputs(target: Pick<StartTarget, 'declared'>, given: Json): JsonObject {
  const schema = target.declared.parameters;
  if (!isJsonObject(given)) throw refusal([{ path: [], keyword: 'type', expected: 'object', missing: [], allowed: [] }]);
  const inputs = withDefaults(schema, withoutUnset(schema, given));
  const problems = parameterProblems(inputs, target.declared);
  if (problems.length > 0) throw refusal(problems);
  for (const name of Object.keys(schema.properties ?? {})) if (!Object.hasOwn(inputs, name)) inputs[name] = null;
  return inputs;
}

/** A null for an optional input says that it is not given: it is how a run's inputs read when they are sent again. */
function withoutUnset(schema: JsonSchema, given: JsonObject): JsonObject {
  const { properties = {}, required = [] } = schema;
  const isUnset = ([name, value]: [string, Json]) =>
    value === null && Object.hasOwn(properties, name) && properties[name]?.default === undefined && !required.includes(name);
  return Object.fromEntries(Object.entries(given).filter((entry) => !isUnset(entry)));
}

function withDefaults(schema: JsonSchema, given: JsonObject): JsonObject {
  const filled: JsonObject = { ...given };
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const value = ownProperty(given, name);
    if (value === undefined) {
      if (part.default !== undefined) filled[name] = structuredClone(part.default);
    } else if (part.properties && isJsonObject(value)) filled[name] = withDefaults(part, value);
  }
  return filled;
}

function refusal(problems: readonly ParameterProblem[]) {
  const issues = problems.slice(0, MOST_ISSUES).map(toIssue);
  const more = issues.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return userError('invalid_inputs', `The inputs do not fit the flow: ${issues[0]?.message ?? ''}${more}`, {
    // An issue is JSON by its contract.
    issues: issues as unknown as Json,
  });
}

/** A problem of a value against its schema, as the API tells it. */
export function toIssue(problem: ParameterProblem): IssueView {
  const { code, path, params } = problemParts(problem);
  return { code, severity: 'error', path: toPointer(path), nodeId: null, params, message: issueText(english, { code, params }) };
}

function problemParts({ path, keyword, expected, missing, allowed }: ParameterProblem): {
  code: string;
  path: string[];
  params: JsonObject;
} {
  const name = path.join('.') || 'inputs';
  if (keyword === 'false') {
    return { code: 'unknown_field', path, params: { field: name, type: 'run', suggestion: null, allowed } };
  }
  if (missing.length > 0) {
    const parameter = [...path, missing[0] ?? ''];
    return { code: 'missing_parameter', path: parameter, params: { parameter: parameter.join('.'), alternatives: missing.slice(1) } };
  }
  // A keyword of a stored schema is JSON.
  return { code: 'invalid_parameter', path, params: { parameter: name, keyword, expected: (expected ?? null) as Json } };
}
