import { EXPRESSION_LIMITS } from './limits';
import { limitFault, type Site } from './problem';
import type { ExpressionScope } from './scope';
import type { Value } from './value';

/** The state of one evaluation. `locals` holds what comprehensions and `cel.bind` name. */
export interface Machine {
  readonly scope: ExpressionScope;
  steps: number;
  readonly locals: Value[];
}

/** A compiled part of an expression. Throws ExpressionFault. */
export type Run = (machine: Machine) => Value;

/** A fresh machine with all its steps. */
export function createMachine(scope: ExpressionScope): Machine {
  return { scope, steps: EXPRESSION_LIMITS.steps, locals: [] };
}

/** Takes steps for work done; throws `expression_limit` when there are none left. */
export function spend(machine: Machine, steps: number, site: Site | null): void {
  machine.steps -= steps;
  if (machine.steps < 0) throw limitFault(site, `The expression takes more than ${EXPRESSION_LIMITS.steps} steps.`, 'steps');
}

/** Units of text that cost one step. */
const TEXT_PER_STEP = 64;

/** List members that cost one step. */
const MEMBERS_PER_STEP = 8;

/** Takes the steps of reading or making a text. */
export function spendText(machine: Machine, length: number, site: Site): void {
  spend(machine, Math.ceil(length / TEXT_PER_STEP), site);
}

/** Takes the steps of reading or making a list or object. */
export function spendMembers(machine: Machine, count: number, site: Site): void {
  spend(machine, Math.ceil(count / MEMBERS_PER_STEP), site);
}

/** The text itself; throws `expression_limit` when it is longer than a result may be. */
export function boundedText(text: string, site: Site): string {
  if (text.length > EXPRESSION_LIMITS.resultLength) throw tooLarge(site);
  return text;
}

/** The fault of a text or result past the size limit. */
export function tooLarge(site: Site | null) {
  return limitFault(site, 'The result is larger than 1 MB.', 'result');
}
