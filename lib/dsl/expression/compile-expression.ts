import type { ASTNode } from '@marcbachmann/cel-js';
import type { Json } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { compileAccess, compileIdentifier } from './compile-access';
import { compileCall, compileMethod } from './compile-call';
import { compileBinary, compileLogic, compileTernary, compileUnary } from './compile-operators';
import type { Compiler, NodeOf } from './compiler';
import { createMachine, type Run, spend, spendMembers } from './machine';
import { parseExpression } from './parse-expression';
import { type ExpressionProblem, problemOf, typeFault } from './problem';
import type { ExpressionScope, Reference } from './scope';
import { toJson } from './to-json';
import { describeKind, setOwn, type Value, type ValueMap } from './value';

/** An expression ready to be evaluated any number of times. Keep it: compiling costs a hundred evaluations. */
export interface CompiledExpression {
  readonly source: string;
  /** Every place it reads, in order of appearance. */
  readonly references: readonly Reference[];
  /** Never throws; the answer is JSON and shares what it read with the scope. */
  evaluate(scope: ExpressionScope): Result<Json, ExpressionProblem>;
}

/** Compiles one bare expression. Problems: syntax, limits, names and functions that do not exist. */
export function compileExpression(source: string): Result<CompiledExpression, ExpressionProblem> {
  try {
    const ast = parseExpression(source);
    const compiler = createCompiler(source);
    const run = compiler.compile(ast);
    const references = compiler.references.sort((a, b) => a.start - b.start);
    return ok({ source, references, evaluate: (scope) => evaluate(run, scope) });
  } catch (error) {
    return err(problemOf(error));
  }
}

function evaluate(run: Run, scope: ExpressionScope): Result<Json, ExpressionProblem> {
  try {
    return ok(toJson(run(createMachine(scope))));
  } catch (error) {
    return err(problemOf(error));
  }
}

function createCompiler(source: string): Compiler {
  const compiler: Compiler = { source, references: [], locals: [], depth: 0, compile: (node) => compileNode(compiler, node) };
  return compiler;
}

function compileNode(compiler: Compiler, node: ASTNode): Run {
  switch (node.op) {
    case 'value':
      return compileLiteral(node);
    case 'id':
      return compileIdentifier(compiler, node);
    case '.':
    case '.?':
    case '[]':
    case '[?]':
      return compileAccess(compiler, node);
    case 'call':
      return compileCall(compiler, node);
    case 'rcall':
      return compileMethod(compiler, node);
    case 'list':
      return compileList(compiler, node);
    case 'map':
      return compileMap(compiler, node);
    case '?:':
      return compileTernary(compiler, node);
    case '||':
    case '&&':
      return compileLogic(compiler, node);
    case '!_':
    case '-_':
      return compileUnary(compiler, node);
    default:
      return compileBinary(compiler, node);
  }
}

/** Whole numbers come from the parser as bigint, unsigned ones as an object; both are JSON numbers here. Bytes are not JSON. */
function compileLiteral(node: NodeOf<'value'>): Run {
  const literal = node.args;
  if (literal instanceof Uint8Array)
    throw typeFault(node, 'Bytes cannot be written in an expression; write text.', { operation: 'literal' });
  const value: Value =
    typeof literal === 'bigint' || (typeof literal === 'object' && literal !== null) ? Number(literal.valueOf()) : literal;
  if (typeof value === 'number' && !Number.isFinite(value)) throw typeFault(node, 'The number is too large.', { operation: 'literal' });
  return () => value;
}

function compileList(compiler: Compiler, node: NodeOf<'list'>): Run {
  const members = node.args.map((member) => compiler.compile(member));
  return (machine) => {
    spend(machine, 1, node);
    return members.map((member) => member(machine));
  };
}

function compileMap(compiler: Compiler, node: NodeOf<'map'>): Run {
  const entries = node.args.map(([key, value]) => ({ key: compiler.compile(key), value: compiler.compile(value), site: key }));
  return (machine) => {
    spendMembers(machine, entries.length, node);
    const map: ValueMap = {};
    for (const { key, value, site } of entries) {
      const name = key(machine);
      if (typeof name === 'object')
        throw typeFault(site, `The key of an object must be text and is ${describeKind(name)}.`, { operation: '{}' });
      setOwn(map, String(name), value(machine));
    }
    return map;
  };
}
