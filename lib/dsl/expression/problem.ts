import type { Json } from '@/lib/std/json';

/** What can be wrong with an expression, at compile time or while it is evaluated. */
export type ExpressionProblemCode =
  | 'expression_syntax'
  | 'expression_limit'
  | 'expression_type'
  | 'missing_value'
  | 'unknown_reference'
  | 'unknown_property';

/** A problem as data. `start` and `end` are UTF-16 offsets into the source; `message` names things, never values. */
export interface ExpressionProblem {
  code: ExpressionProblemCode;
  message: string;
  start?: number;
  end?: number;
  params: Record<string, Json>;
}

/** A part of the source. */
export interface Site {
  readonly start: number;
  readonly end: number;
}

/** How a problem travels inside this folder; the front door turns it into a `Result`. */
export class ExpressionFault extends Error {
  readonly problem: ExpressionProblem;

  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Builds a fault of a code at a place. */
export function fault(code: ExpressionProblemCode, site: Site | null, message: string, params: Record<string, Json> = {}): ExpressionFault {
  return new ExpressionFault({ code, message, params: { ...params, message }, ...(site && { start: site.start, end: site.end }) });
}

/** The values are of the wrong kind for what is done with them. */
export function typeFault(site: Site | null, message: string, params: Record<string, Json> = {}): ExpressionFault {
  return fault('expression_type', site, message, params);
}

/** Something would cost more than `EXPRESSION_LIMITS` allows. */
export function limitFault(site: Site | null, message: string, limit: string): ExpressionFault {
  return fault('expression_limit', site, message, { limit });
}

/** The problem of a thrown fault; a full call stack is a limit; anything else is a bug and thrown on. */
export function problemOf(thrown: unknown): ExpressionProblem {
  if (thrown instanceof ExpressionFault) return thrown.problem;
  if (thrown instanceof RangeError)
    return limitFault(null, 'The expression or its data is nested too deeply or too large.', 'depth').problem;
  throw thrown;
}

/** The same problem of a source that stands `offset` units into a larger text. */
export function shiftProblem(problem: ExpressionProblem, offset: number): ExpressionProblem {
  if (problem.start === undefined || problem.end === undefined) return problem;
  return { ...problem, start: problem.start + offset, end: problem.end + offset };
}
