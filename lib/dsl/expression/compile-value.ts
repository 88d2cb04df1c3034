import { codeReferences } from '@/lib/dsl/code-references';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json, JsonObject } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { compileExpression } from './compile-expression';
import { compileTemplate } from './compile-template';
import { type ExpressionProblem, problemOf } from './problem';
import { memberSchema, propertySchema, takesOnlyText } from './schema-position';
import type { ExpressionScope, Reference } from './scope';
import { jsonText } from './to-json';

/** Keys and indexes from the value's root to the text that is meant. */
export type ValuePath = (string | number)[];

/** A reference and the text of the value it stands in; its offsets are those of that text. */
export interface ValueReference extends Reference {
  at: ValuePath;
}

/** A problem and the text of the value it stands in; its offsets are those of that text. */
export type ValueProblem = ExpressionProblem & { path: ValuePath };

/** A JSON structure with templates in its texts, ready to be rendered. */
export interface CompiledValue {
  readonly references: readonly ValueReference[];
  /** Never throws. Parts without `{{ }}` are shared between renderings: do not change them. */
  render(scope: ExpressionScope): Result<Json, ValueProblem>;
}

/** Renders one part, or throws `RenderFault`. */
type Render = (scope: ExpressionScope) => Json;

interface Walk {
  references: ValueReference[];
  problems: ValueProblem[];
}

class RenderFault extends Error {
  readonly problem: ValueProblem;

  constructor(problem: ValueProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Compiles every text of a value as a template. The error is the first problem. */
export function compileValue(value: Json): Result<CompiledValue, ValueProblem> {
  const compiled = compileBySchema(value, undefined, []);
  if (compiled.ok) return compiled;
  const [first] = compiled.error;
  // A failed compilation has at least one problem.
  return err(first as ValueProblem);
}

/**
 * Compiles a value whose schema is known: texts at an `x-expression` or `x-code` place stay as they are (their references count), a template
 * where only text fits is rendered to text. The error lists every problem.
 */
export function compileBySchema(value: Json, schema: JsonSchema | undefined, path: ValuePath): Result<CompiledValue, ValueProblem[]> {
  const walk: Walk = { references: [], problems: [] };
  const render = compilePart(walk, value, schema, path) ?? (() => value);
  if (walk.problems.length > 0) return err(walk.problems);
  return ok({ references: walk.references, render: (scope) => renderSafely(render, scope, path) });
}

function renderSafely(render: Render, scope: ExpressionScope, path: ValuePath): Result<Json, ValueProblem> {
  try {
    return ok(render(scope));
  } catch (error) {
    return err(error instanceof RenderFault ? error.problem : { ...problemOf(error), path });
  }
}

/** Null where nothing in the value is to be rendered. */
function compilePart(walk: Walk, value: Json, schema: JsonSchema | undefined, path: ValuePath): Render | null {
  if (typeof value === 'string') {
    if (schema?.['x-expression']) return noteExpression(walk, value, path);
    return schema?.['x-code'] ? noteCode(walk, value, path) : compileText(walk, value, schema, path);
  }
  if (Array.isArray(value)) return compileList(walk, value, schema, path);
  if (typeof value === 'object' && value !== null) return compileObject(walk, value, schema, path);
  return null;
}

/** A bare expression is the executor's to evaluate; what it reads must be there all the same. */
function noteExpression(walk: Walk, source: string, path: ValuePath): null {
  const compiled = compileExpression(source);
  if (compiled.ok) noteReferences(walk, compiled.value.references, path);
  else walk.problems.push({ ...compiled.error, path });
  return null;
}

/** Code stays as it is; the nodes it names are read before it runs. */
function noteCode(walk: Walk, source: string, path: ValuePath): null {
  noteReferences(walk, codeReferences(source), path);
  return null;
}

function noteReferences(walk: Walk, references: readonly Reference[], at: ValuePath): void {
  for (const reference of references) walk.references.push({ ...reference, at });
}

function compileText(walk: Walk, text: string, schema: JsonSchema | undefined, path: ValuePath): Render | null {
  if (!text.includes('{{')) return null;
  const compiled = compileTemplate(text);
  if (!compiled.ok) {
    walk.problems.push({ ...compiled.error, path });
    return null;
  }
  const template = compiled.value;
  noteReferences(walk, template.references, path);
  const asText = takesOnlyText(schema);
  return (scope) => {
    const rendered = template.render(scope);
    if (!rendered.ok) throw new RenderFault({ ...rendered.error, path });
    return asText ? jsonText(rendered.value) : rendered.value;
  };
}

function compileList(walk: Walk, list: Json[], schema: JsonSchema | undefined, path: ValuePath): Render | null {
  const renders = list.map((member, index) => compilePart(walk, member, memberSchema(schema), [...path, index]));
  if (renders.every((render) => render === null)) return null;
  return (scope) =>
    list.map((member, index) => {
      const render = renders[index];
      return render ? render(scope) : member;
    });
}

function compileObject(walk: Walk, object: JsonObject, schema: JsonSchema | undefined, path: ValuePath): Render | null {
  const renders: [string, Render][] = [];
  for (const [key, member] of Object.entries(object)) {
    const render = compilePart(walk, member, propertySchema(schema, key), [...path, key]);
    if (render) renders.push([key, render]);
  }
  if (renders.length === 0) return null;
  // The spread copies own properties as they are; documents cannot hold the key `__proto__`.
  return (scope) => {
    const rendered = { ...object };
    for (const [key, render] of renders) rendered[key] = render(scope);
    return rendered;
  };
}
