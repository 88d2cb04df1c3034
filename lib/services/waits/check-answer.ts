import type { FlowNode, JsonSchema } from '@/lib/dsl';
import { type ParameterProblem, parameterProblems } from '@/lib/dsl/parameter-validator';
import { userError } from '@/lib/errors/app-error';
import { toIssue } from '@/lib/services/runs/prepare-inputs';
import { isJsonObject, type Json } from '@/lib/std/json';

const MOST_ISSUES = 50;

/** The schema a waiting node has in one of its parameters; null where there is none. */
export function schemaOf(node: FlowNode, parameter: string): JsonSchema | null {
  const schema = Object.hasOwn(node, parameter) ? node[parameter] : undefined;
  // A stored document's parameters are JSON, and this one is a schema by its definition.
  return isJsonObject(schema as Json) && Object.keys(schema as object).length > 0 ? (schema as JsonSchema) : null;
}

/** Checks an answer against its schema. Throws `invalid_answer` with every problem. */
export function checkAnswer(schema: JsonSchema, value: Json): void {
  // Wrapped, so that a value that is no object has a name to be judged under.
  const described = { parameters: { type: 'object', properties: { answer: schema } } };
  const problems = parameterProblems({ answer: value }, described);
  if (problems.length === 0) return;
  const issues = problems.slice(0, MOST_ISSUES).map((problem) => toIssue(unwrapped(problem)));
  throw userError('invalid_answer', `The answer does not fit: ${issues[0]?.message ?? ''}`, {
    // An issue is JSON by its contract.
    issues: issues as unknown as Json,
  });
}

function unwrapped(problem: ParameterProblem): ParameterProblem {
  return { ...problem, path: problem.path.slice(1) };
}
