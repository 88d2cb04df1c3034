import { checkExpressionTypes, compileExpression, compileTemplate, type ExpressionProblem, type Reference } from '@/lib/dsl/expression';
import { ok, type Result } from '@/lib/std/result';
import type { CheckContext } from './check-context';
import { checkReference } from './check-reference';
import { certainCodeReferences } from './code-references';
import { type ExpressionPlace, expressionPlaces } from './expression-places';
import type { IssueCode } from './issue';
import type { JsonSchema } from './json-schema';
import { createReadability } from './readability';

/** Names people try for credentials; none is in scope, and each deserves more than "unknown". */
const SECRET_ROOTS: ReadonlySet<string> = new Set(['secret', 'secrets', 'credential', 'credentials', 'env', 'process']);

/** An expression of a text and where it begins there. */
interface Part {
  source: string;
  offset: number;
}

/** Syntax, limits, references and certain type clashes of every expression in the document. */
export function checkExpressions(context: CheckContext): void {
  const found: { place: ExpressionPlace; references: readonly Reference[] }[] = [];
  const targets = new Set<string>();
  const types = rootTypes(context);
  for (const place of expressionPlaces(context)) {
    const compiled = compilePlace(place);
    if (!compiled.ok) {
      reportProblem(context, place, compiled.error);
      continue;
    }
    const { references, parts } = compiled.value;
    for (const part of parts) reportClashes(context, place, part, types);
    found.push({ place, references });
    for (const { root, path } of references) if (root === 'nodes' && path[0] !== undefined) targets.add(path[0]);
  }
  const hasRun = createReadability(context.scopes, context.index, targets);
  for (const { place, references } of found) {
    for (const reference of references) checkReference(context, hasRun, place, reference);
  }
}

function compilePlace({
  kind,
  source,
}: ExpressionPlace): Result<{ references: readonly Reference[]; parts: readonly Part[] }, ExpressionProblem> {
  if (kind === 'code') return ok({ references: certainCodeReferences(source), parts: [] });
  if (kind === 'expression') {
    const compiled = compileExpression(source);
    return compiled.ok ? ok({ references: compiled.value.references, parts: [{ source, offset: 0 }] }) : compiled;
  }
  const compiled = compileTemplate(source);
  return compiled.ok ? ok({ references: compiled.value.references, parts: compiled.value.expressions }) : compiled;
}

/** What is known of the names an expression begins with: the declared inputs, and each node's output by its type. */
function rootTypes({ document, index, catalog }: CheckContext): Record<string, JsonSchema> {
  const nodes: Record<string, JsonSchema> = {};
  for (const [id, { node }] of index) {
    const output = catalog.get(node.type)?.output;
    if (output) nodes[id] = { type: 'object', properties: { output } };
  }
  return { input: document.inputs, nodes: { type: 'object', properties: nodes } };
}

function reportClashes(context: CheckContext, place: ExpressionPlace, { source, offset }: Part, types: Record<string, JsonSchema>): void {
  for (const problem of checkExpressionTypes(source, types)) {
    // Members that are not there are judged by `checkReference`, with what the document can offer instead.
    if (problem.code === 'expression_type') reportProblem(context, place, shifted(problem, offset));
  }
}

function shifted(problem: ExpressionProblem, offset: number): ExpressionProblem {
  const { start, end } = problem;
  return start === undefined || end === undefined ? problem : { ...problem, start: start + offset, end: end + offset };
}

function reportProblem(context: CheckContext, place: ExpressionPlace, problem: ExpressionProblem): void {
  const { name } = problem.params;
  const at = { path: place.path, nodeId: place.nodeId };
  const site = { start: problem.start ?? null, end: problem.end ?? null };
  if (problem.code === 'unknown_reference' && typeof name === 'string' && SECRET_ROOTS.has(name)) {
    context.report('secret_in_expression', at, { name, ...site });
    return;
  }
  // A value is missing only while an expression is evaluated; compiling reports the other codes.
  const code: IssueCode = problem.code === 'missing_value' ? 'unknown_property' : problem.code;
  context.report(code, at, { ...problem.params, ...site });
}
