import type { Json } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { type CompiledExpression, compileExpression } from './compile-expression';
import { EXPRESSION_LIMITS } from './limits';
import { tooLarge } from './machine';
import { type ExpressionProblem, problemOf, shiftProblem } from './problem';
import { scanTemplate, type TemplatePart } from './scan-template';
import type { ExpressionScope, Reference } from './scope';
import { jsonText } from './to-json';

/** One expression of a template and where its source begins in the template, in UTF-16 units. */
export interface TemplateExpression {
  source: string;
  offset: number;
}

/** A template ready to be rendered any number of times. */
export interface CompiledTemplate {
  readonly text: string;
  /** Offsets are those of the template's text. */
  readonly references: readonly Reference[];
  readonly expressions: readonly TemplateExpression[];
  /** Exactly one `{{ }}` keeps the value's type; anything else is text. Never throws; the answer is not evaluated again. */
  render(scope: ExpressionScope): Result<Json, ExpressionProblem>;
}

type CompiledPart = string | { expression: CompiledExpression; offset: number };

/** Compiles a text with any number of `{{ }}`. Problems carry offsets into the text. */
export function compileTemplate(text: string): Result<CompiledTemplate, ExpressionProblem> {
  try {
    const parts = scanTemplate(text);
    const compiled: CompiledPart[] = [];
    for (const part of parts) {
      const result = compilePart(part);
      if (!result.ok) return result;
      compiled.push(result.value);
    }
    return ok(toTemplate(text, compiled));
  } catch (error) {
    return err(problemOf(error));
  }
}

function compilePart(part: TemplatePart): Result<CompiledPart, ExpressionProblem> {
  if (part.kind === 'text') return ok(part.text);
  const expression = compileExpression(part.source);
  if (!expression.ok) return err(shiftProblem(expression.error, part.offset));
  return ok({ expression: expression.value, offset: part.offset });
}

function toTemplate(text: string, parts: CompiledPart[]): CompiledTemplate {
  const holes = parts.filter((part) => typeof part !== 'string');
  return {
    text,
    references: holes.flatMap(({ expression, offset }) => shiftReferences(expression.references, offset)),
    expressions: holes.map(({ expression, offset }) => ({ source: expression.source, offset })),
    render: rendererOf(parts),
  };
}

function rendererOf(parts: CompiledPart[]): CompiledTemplate['render'] {
  const [only = ''] = parts;
  if (parts.length > 1) return (scope) => renderText(parts, scope);
  if (typeof only === 'string') return () => ok(only);
  return (scope) => renderPart(only, scope);
}

function renderPart(part: Exclude<CompiledPart, string>, scope: ExpressionScope): Result<Json, ExpressionProblem> {
  const value = part.expression.evaluate(scope);
  return value.ok ? value : err(shiftProblem(value.error, part.offset));
}

function renderText(parts: CompiledPart[], scope: ExpressionScope): Result<string, ExpressionProblem> {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = renderPart(part, scope);
    if (!value.ok) return value;
    text += jsonText(value.value);
    if (text.length > EXPRESSION_LIMITS.resultLength) return err(tooLarge(null).problem);
  }
  return ok(text);
}

function shiftReferences(references: readonly Reference[], offset: number): Reference[] {
  return references.map((reference) => ({ ...reference, start: reference.start + offset, end: reference.end + offset }));
}
