import type { ASTNode } from '@marcbachmann/cel-js';
import { isAbsorbed, toBool } from './compile-operators';
import { type Compiler, withLocal } from './compiler';
import { EXPRESSION_LIMITS } from './limits';
import { type Machine, type Run, spend } from './machine';
import { limitFault, type Site, typeFault } from './problem';
import { describeKind, isMap, type Value } from './value';

/** One comprehension, compiled: where its members come from, the slot of its variable, and what is done with each. */
interface Loop {
  name: string;
  site: Site;
  source: Run;
  slot: number;
  bodies: Run[];
}

type LoopRun = (loop: Loop, machine: Machine, members: Value[]) => Value;

const LOOPS: ReadonlyMap<string, { arities: readonly number[]; run: LoopRun }> = new Map([
  ['all', { arities: [2], run: (loop: Loop, machine: Machine, members: Value[]) => quantify(loop, machine, members, false) }],
  ['exists', { arities: [2], run: (loop: Loop, machine: Machine, members: Value[]) => quantify(loop, machine, members, true) }],
  ['exists_one', { arities: [2], run: existsOne }],
  ['filter', { arities: [2], run: filter }],
  ['map', { arities: [2, 3], run: mapMembers }],
]);

/** `list.map(x, …)` and its kin; null where the call is none of them. Throws `expression_limit` for a third level of nesting. */
export function compileMacro(compiler: Compiler, name: string, receiver: ASTNode, args: readonly ASTNode[], site: Site): Run | null {
  const loop = LOOPS.get(name);
  const variable = args[0];
  if (!loop?.arities.includes(args.length) || variable?.op !== 'id') return null;
  const source = compiler.compile(receiver);
  const { slot, bodies } = compileBodies(compiler, variable.args, args.slice(1), site);
  const compiled: Loop = { name, site, source, slot, bodies };
  return (machine) => {
    spend(machine, 1, site);
    return loop.run(compiled, machine, membersOf(compiled, source(machine)));
  };
}

function compileBodies(compiler: Compiler, variable: string, bodies: readonly ASTNode[], site: Site) {
  if (compiler.depth >= EXPRESSION_LIMITS.nestedComprehensions) {
    throw limitFault(site, 'At most two of map, filter, all and exists may stand inside one another.', 'comprehensions');
  }
  compiler.depth += 1;
  try {
    return withLocal(compiler, variable, (slot) => ({ slot, bodies: bodies.map((body) => compiler.compile(body)) }));
  } finally {
    compiler.depth -= 1;
  }
}

/** The members of a list, or the keys of an object. */
function membersOf(loop: Loop, value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (value !== null && isMap(value)) return Object.keys(value);
  throw typeFault(loop.site, `${loop.name}() needs a list and got ${describeKind(value)}.`, { operation: loop.name });
}

function enter(loop: Loop, machine: Machine, member: Value): void {
  spend(machine, 1, loop.site);
  machine.locals[loop.slot] = member;
}

function runBody(loop: Loop, machine: Machine, at: number): Value {
  const body = loop.bodies[at];
  return body ? body(machine) : null;
}

function holds(loop: Loop, machine: Machine, member: Value): boolean {
  enter(loop, machine, member);
  return toBool(runBody(loop, machine, 0), loop.site, loop.name);
}

/** `exists` looks for a true, `all` for a false; as in CEL such a member wins over failures of others. */
function quantify(loop: Loop, machine: Machine, members: Value[], decisive: boolean): boolean {
  let failure: unknown = null;
  for (const member of members) {
    try {
      if (holds(loop, machine, member) === decisive) return decisive;
    } catch (error) {
      if (!isAbsorbed(error)) throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  return !decisive;
}

function existsOne(loop: Loop, machine: Machine, members: Value[]): boolean {
  let count = 0;
  for (const member of members) if (holds(loop, machine, member)) count += 1;
  return count === 1;
}

function filter(loop: Loop, machine: Machine, members: Value[]): Value[] {
  return members.filter((member) => holds(loop, machine, member));
}

/** `map(x, result)`, or `map(x, condition, result)`. */
function mapMembers(loop: Loop, machine: Machine, members: Value[]): Value[] {
  const results: Value[] = [];
  const isFiltered = loop.bodies.length === 2;
  for (const member of members) {
    if (isFiltered && !holds(loop, machine, member)) continue;
    if (!isFiltered) enter(loop, machine, member);
    results.push(runBody(loop, machine, isFiltered ? 1 : 0));
  }
  return results;
}
