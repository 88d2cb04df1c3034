import type { ASTNode, BinaryOperator } from '@marcbachmann/cel-js';
import { isTimestampMs } from './civil-time';
import { isEqual, order } from './compare';
import type { Compiler, NodeOf } from './compiler';
import { boundedText, type Machine, type Run, spend, spendMembers, spendText, tooLarge } from './machine';
import { ExpressionFault, fault, type Site, typeFault } from './problem';
import { describeKind, instant, isInstant, isMap, isSpan, span, type Value } from './value';

type Apply = (machine: Machine, a: Value, b: Value, site: Site) => Value;

/** Operators of two values, each evaluated once. Numbers are JSON numbers: `/` is true division, `%` takes whole numbers. */
const APPLY: Record<BinaryOperator, Apply> = {
  '+': add,
  '-': subtract,
  '*': (_, a, b, site) => arithmetic('*', a, b, site, (x, y) => x * y),
  '/': (_, a, b, site) => arithmetic('/', a, b, site, divide(site)),
  '%': (_, a, b, site) => arithmetic('%', a, b, site, remainder(site)),
  '==': (machine, a, b) => isEqual(machine, a, b),
  '!=': (machine, a, b) => !isEqual(machine, a, b),
  '<': (_, a, b, site) => order(a, b, site, '<') < 0,
  '<=': (_, a, b, site) => order(a, b, site, '<=') <= 0,
  '>': (_, a, b, site) => order(a, b, site, '>') > 0,
  '>=': (_, a, b, site) => order(a, b, site, '>=') >= 0,
  in: contains,
};

/** `a + b`, `a < b`, `a in b` and the like. */
export function compileBinary(compiler: Compiler, node: NodeOf<BinaryOperator>): Run {
  const left = compiler.compile(node.args[0]);
  const right = compiler.compile(node.args[1]);
  const apply = APPLY[node.op];
  return (machine) => {
    spend(machine, 1, node);
    return apply(machine, left(machine), right(machine), node);
  };
}

/** `!a` and `-a`. */
export function compileUnary(compiler: Compiler, node: NodeOf<'!_' | '-_'>): Run {
  const operand = compiler.compile(node.args);
  if (node.op === '!_') return (machine) => !toBool(operand(machine), node, '!');
  return (machine) => {
    spend(machine, 1, node);
    const value = operand(machine);
    if (typeof value === 'number') return -value;
    if (isSpan(value)) return span(-value.ms);
    throw typeFault(node, `- needs a number and got ${describeKind(value)}.`, { operation: '-' });
  };
}

/** `a && b` and `a || b`. As in CEL a side that decides wins over a failure of the other; limits always fail. */
export function compileLogic(compiler: Compiler, node: NodeOf<'&&' | '||'>): Run {
  const left = compiler.compile(node.args[0]);
  const right = compiler.compile(node.args[1]);
  const decisive = node.op === '||';
  return (machine) => {
    spend(machine, 1, node);
    let failure: unknown = null;
    try {
      if (toBool(left(machine), node, node.op) === decisive) return decisive;
    } catch (error) {
      if (!isAbsorbed(error)) throw error;
      failure = error;
    }
    if (toBool(right(machine), node, node.op) === decisive) return decisive;
    if (failure !== null) throw failure;
    return !decisive;
  };
}

/** True for a failure that a deciding value elsewhere makes void: any but a limit. */
export function isAbsorbed(error: unknown): boolean {
  return error instanceof ExpressionFault && error.problem.code !== 'expression_limit';
}

/** `condition ? a : b`; only the side taken is evaluated. */
export function compileTernary(compiler: Compiler, node: NodeOf<'?:'>): Run {
  const [condition, yes, no] = node.args.map((part: ASTNode) => compiler.compile(part)) as [Run, Run, Run];
  return (machine) => {
    spend(machine, 1, node);
    return toBool(condition(machine), node, '? :') ? yes(machine) : no(machine);
  };
}

/** The value as a condition; throws for anything but true and false. */
export function toBool(value: Value, site: Site, operation: string): boolean {
  if (typeof value === 'boolean') return value;
  throw typeFault(site, `${operation} needs true or false and got ${describeKind(value)}.`, { operation });
}

function add(machine: Machine, a: Value, b: Value, site: Site): Value {
  if (typeof a === 'number' && typeof b === 'number') return finite(a + b, '+', site);
  if (typeof a === 'string' && typeof b === 'string') return join(machine, a, b, site);
  if (Array.isArray(a) && Array.isArray(b)) {
    spendMembers(machine, a.length + b.length, site);
    return [...a, ...b];
  }
  if (isInstant(a) && isSpan(b)) return shifted(a.ms + b.ms, '+', site);
  if (isSpan(a) && isInstant(b)) return shifted(a.ms + b.ms, '+', site);
  if (isSpan(a) && isSpan(b)) return span(finite(a.ms + b.ms, '+', site));
  throw clash('+', a, b, site);
}

function join(machine: Machine, a: string, b: string, site: Site): string {
  spendText(machine, a.length + b.length, site);
  if (a.length + b.length > 2 ** 28) throw tooLarge(site);
  return boundedText(a + b, site);
}

function subtract(_: Machine, a: Value, b: Value, site: Site): Value {
  if (typeof a === 'number' && typeof b === 'number') return finite(a - b, '-', site);
  if (isInstant(a) && isInstant(b)) return span(a.ms - b.ms);
  if (isInstant(a) && isSpan(b)) return shifted(a.ms - b.ms, '-', site);
  if (isSpan(a) && isSpan(b)) return span(finite(a.ms - b.ms, '-', site));
  throw clash('-', a, b, site);
}

function shifted(ms: number, operation: string, site: Site): Value {
  if (isTimestampMs(ms)) return instant(ms);
  throw typeFault(site, `The result of ${operation} is outside the years 1 to 9999.`, { operation });
}

function arithmetic(operation: string, a: Value, b: Value, site: Site, apply: (x: number, y: number) => number): number {
  if (typeof a === 'number' && typeof b === 'number') return finite(apply(a, b), operation, site);
  throw clash(operation, a, b, site);
}

function divide(site: Site) {
  return (x: number, y: number) => {
    if (y === 0) throw typeFault(site, 'Division by zero.', { operation: '/' });
    return x / y;
  };
}

function remainder(site: Site) {
  return (x: number, y: number) => {
    if (y === 0) throw typeFault(site, 'Remainder of a division by zero.', { operation: '%' });
    if (!Number.isInteger(x) || !Number.isInteger(y)) throw typeFault(site, '% needs whole numbers.', { operation: '%' });
    return x % y;
  };
}

function finite(value: number, operation: string, site: Site): number {
  if (Number.isFinite(value)) return value;
  throw typeFault(site, `The result of ${operation} is too large for a number.`, { operation });
}

function clash(operation: string, a: Value, b: Value, site: Site) {
  const isText = operation === '+' && (typeof a === 'string' || typeof b === 'string');
  const remedy = isText ? ' Turn the other side into text with string(…).' : '';
  return typeFault(site, `${operation} cannot be applied to ${describeKind(a)} and ${describeKind(b)}.${remedy}`, { operation });
}

function contains(machine: Machine, a: Value, b: Value, site: Site): boolean {
  if (Array.isArray(b)) {
    spendMembers(machine, b.length, site);
    return b.some((member) => isEqual(machine, member, a));
  }
  if (b !== null && isMap(b)) return typeof a !== 'object' && Object.hasOwn(b, String(a));
  if (typeof b === 'string') throw typeFault(site, 'in looks into lists and objects. For text use contains(…).', { operation: 'in' });
  if (b === null) throw fault('missing_value', site, 'The right side of in is null.', { path: 'in', available: [] });
  throw typeFault(site, `in looks into lists and objects, not into ${describeKind(b)}.`, { operation: 'in' });
}
