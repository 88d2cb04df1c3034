import type { ASTNode } from '@marcbachmann/cel-js';
import { nearest } from '@/lib/std/nearest';
import { compileHas } from './compile-access';
import { compileMacro } from './compile-macro';
import { type Compiler, type NodeOf, withLocal } from './compiler';
import { checkArguments, type ExpressionFunction } from './functions/function-spec';
import { findFunction, functionNames } from './functions/function-table';
import { type Run, spend } from './machine';
import { fault, type Site, typeFault } from './problem';
import { isOptional, NONE, type Optional, some, type Value } from './value';

/** `f(a, b)`: `has`, or a function of the table. */
export function compileCall(compiler: Compiler, node: NodeOf<'call'>): Run {
  const [name, args] = node.args;
  const first = args[0];
  if (name === 'has' && first && args.length === 1) return compileHas(compiler, first);
  return compileFunction(compiler, name, args, node);
}

/** `a.f(b)`: a comprehension, an optional's method, `cel.bind`, or the function `f(a, b)`. */
export function compileMethod(compiler: Compiler, node: NodeOf<'rcall'>): Run {
  const [name, receiver, args] = node.args;
  if (receiver.op === 'id' && !compiler.locals.includes(receiver.args)) {
    const special = compileNamespace(compiler, receiver.args, name, args, node);
    if (special) return special;
  }
  return (
    compileMacro(compiler, name, receiver, args, node) ??
    compileOptionalMethod(compiler, name, receiver, args, node) ??
    compileFunction(compiler, name, [receiver, ...args], node)
  );
}

function compileNamespace(compiler: Compiler, namespace: string, name: string, args: readonly ASTNode[], site: Site): Run | null {
  if (namespace === 'cel' && name === 'bind') return compileBind(compiler, args, site);
  if (namespace !== 'optional') return null;
  if (name === 'none' && args.length === 0) return () => NONE;
  const [first] = args;
  if (name !== 'of' || !first || args.length !== 1) return null;
  const read = compiler.compile(first);
  return (machine) => some(read(machine));
}

/** `cel.bind(name, value, body)`: the value is evaluated once. */
function compileBind(compiler: Compiler, args: readonly ASTNode[], site: Site): Run {
  const [variable, value, body] = args;
  if (variable?.op !== 'id' || !value || !body || args.length !== 3) {
    throw fault('expression_syntax', site, 'cel.bind takes a name, a value and an expression that uses the name.');
  }
  const readValue = compiler.compile(value);
  return withLocal(compiler, variable.args, (slot) => {
    const readBody = compiler.compile(body);
    return (machine) => {
      spend(machine, 1, site);
      machine.locals[slot] = readValue(machine);
      return readBody(machine);
    };
  });
}

/** `orValue`, `or`, `hasValue` and `value`; a plain value counts as present, null as absent. The alternative is evaluated only when needed. */
function compileOptionalMethod(compiler: Compiler, name: string, receiver: ASTNode, args: readonly ASTNode[], site: Site): Run | null {
  const [argument] = args;
  if ((name === 'orValue' || name === 'or') && argument && args.length === 1) {
    const read = compiler.compile(receiver);
    const readOther = compiler.compile(argument);
    return (machine) => {
      spend(machine, 1, site);
      const value = toOptional(read(machine)).value;
      if (value === undefined) return readOther(machine);
      return name === 'or' ? some(value) : value;
    };
  }
  if (args.length !== 0 || (name !== 'hasValue' && name !== 'value')) return null;
  const read = compiler.compile(receiver);
  if (name === 'hasValue') return (machine) => toOptional(read(machine)).value !== undefined;
  return (machine) => {
    const value = toOptional(read(machine)).value;
    if (value !== undefined) return value;
    throw fault('missing_value', site, 'value() of an optional that is empty.', { path: 'value()', available: [] });
  };
}

function toOptional(value: Value): Optional {
  return isOptional(value) ? value : some(value);
}

function compileFunction(compiler: Compiler, name: string, args: readonly ASTNode[], site: Site): Run {
  const spec = findFunction(name);
  if (!spec) throw unknownFunction(name, site);
  checkCount(spec, args.length, site);
  const reads = args.map((arg) => compiler.compile(arg));
  const { run } = spec;
  return (machine) => {
    spend(machine, 1, site);
    const values = reads.map((read) => read(machine));
    checkArguments(spec, values, site);
    return run({ machine, site, name }, values);
  };
}

function unknownFunction(name: string, site: Site) {
  const suggestion = nearest(name, functionNames());
  const hint = suggestion ? ` Did you mean ${suggestion}()?` : '';
  return fault('unknown_reference', site, `There is no function ${name}().${hint}`, { name, suggestion });
}

function checkCount(spec: ExpressionFunction, count: number, site: Site): void {
  const most = spec.params.length;
  const least = most - spec.optional;
  if (count >= least && (count <= most || spec.isVariadic)) return;
  throw typeFault(site, `${spec.name}() is written ${spec.signature}.`, { operation: spec.name, signature: spec.signature });
}
