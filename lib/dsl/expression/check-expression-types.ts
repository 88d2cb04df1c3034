import type { ASTNode } from '@marcbachmann/cel-js';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { nearest } from '@/lib/std/nearest';
import { findFunction } from './functions/function-table';
import { closedNames, DYNAMIC, kindOfParam, type StaticType, typeOfKind, typeOfLiteral, typeOfResult, typeOfSchema } from './infer-type';
import { parseExpression } from './parse-expression';
import { type ExpressionProblem, fault, problemOf, typeFault } from './problem';
import { propertySchema } from './schema-position';
import { KIND_NAMES, type ValueKind } from './value';

/** One check: schemas by root, names bound inside the expression, and what was found. */
interface Check {
  types: Readonly<Record<string, JsonSchema>>;
  locals: Map<string, StaticType>;
  problems: ExpressionProblem[];
}

const COMPREHENSIONS: ReadonlySet<string> = new Set(['map', 'filter', 'all', 'exists', 'exists_one']);
const OPTIONAL_METHODS: ReadonlySet<string> = new Set(['orValue', 'or', 'value', 'hasValue']);

/**
 * Clashes that are certain from the schemas of the roots (`nodes` is an object of nodes by id): a text minus a number, a member
 * of a closed object that it does not have. What is not known is never a problem, and null fits everywhere. A source that does
 * not parse has no clashes; `compileExpression` says what is wrong with it.
 */
export function checkExpressionTypes(source: string, types: Readonly<Record<string, JsonSchema>>): ExpressionProblem[] {
  const check: Check = { types, locals: new Map(), problems: [] };
  try {
    infer(check, parseExpression(source));
  } catch (error) {
    problemOf(error);
  }
  return check.problems;
}

function infer(check: Check, node: ASTNode): StaticType {
  switch (node.op) {
    case 'value':
      return typeOfLiteral(node.args);
    case 'id':
      return inferName(check, node.args);
    case '.':
      return inferMember(check, node.args[0], node.args[1], node);
    case '.?':
      infer(check, node.args[0]);
      return DYNAMIC;
    case '[]':
    case '[?]':
      return inferIndex(check, node.args[0], node.args[1], node);
    case 'call':
      return inferCall(check, node.args[0], node.args[1]);
    case 'rcall':
      return inferMethod(check, node.args[0], node.args[1], node.args[2]);
    case 'list':
      for (const member of node.args) infer(check, member);
      return typeOfKind('list');
    case 'map':
      for (const [, value] of node.args) infer(check, value);
      return typeOfKind('map');
    default:
      return inferOperator(check, node);
  }
}

type Operator = Exclude<ASTNode, { op: 'value' | 'id' | '.' | '.?' | '[]' | '[?]' | 'call' | 'rcall' | 'list' | 'map' }>;

function inferOperator(check: Check, node: Operator): StaticType {
  switch (node.op) {
    case '?:': {
      const [condition, yes, no] = node.args;
      expect(check, condition, 'bool', '? :');
      return sameOrDynamic(infer(check, yes), infer(check, no));
    }
    case '&&':
    case '||':
      for (const side of node.args) expect(check, side, 'bool', node.op);
      return typeOfKind('bool');
    case '!_':
      expect(check, node.args, 'bool', '!');
      return typeOfKind('bool');
    case '-_':
      return infer(check, node.args);
    default:
      return inferBinary(check, node);
  }
}

function sameOrDynamic(a: StaticType, b: StaticType): StaticType {
  return a.kind !== null && a.kind === b.kind ? typeOfKind(a.kind) : DYNAMIC;
}

/** Reports where a value is certainly of another kind. Null may stand for a value that is not there yet, so it is let pass. */
function expect(check: Check, node: ASTNode, kind: ValueKind, operation: string): void {
  const found = infer(check, node).kind;
  if (found === null || found === 'null' || found === kind) return;
  report(check, node, `${operation} needs ${KIND_NAMES[kind]} and gets ${KIND_NAMES[found]}.`, operation);
}

function report(check: Check, node: ASTNode, message: string, operation: string): void {
  check.problems.push(typeFault(node, message, { operation }).problem);
}

type Binary = Exclude<Operator, { op: '?:' | '&&' | '||' | '!_' | '-_' }>;

function inferBinary(check: Check, node: Binary): StaticType {
  const a = infer(check, node.args[0]).kind;
  const b = infer(check, node.args[1]).kind;
  if (node.op === '==' || node.op === '!=') return typeOfKind('bool');
  if (a !== null && b !== null && a !== 'null' && b !== 'null' && !fits(node.op, a, b)) {
    const remedy = node.op === '+' && (a === 'text' || b === 'text') ? ' Turn the other side into text with string(…).' : '';
    report(check, node, `${node.op} cannot be applied to ${KIND_NAMES[a]} and ${KIND_NAMES[b]}.${remedy}`, node.op);
  }
  return resultOf(node.op, a, b);
}

function resultOf(operation: Binary['op'], a: ValueKind | null, b: ValueKind | null): StaticType {
  if (operation === '*' || operation === '/' || operation === '%') return typeOfKind('number');
  if (operation !== '+' && operation !== '-') return typeOfKind('bool');
  return a !== null && a === b && a !== 'timestamp' ? typeOfKind(a) : DYNAMIC;
}

const TIMES: ReadonlySet<ValueKind> = new Set(['timestamp', 'duration']);
const SUMMABLE: ReadonlySet<ValueKind> = new Set(['number', 'text', 'list']);
const ORDERED: ReadonlySet<ValueKind> = new Set(['number', 'text', 'bool', 'timestamp', 'duration']);

/** What `compile-operators` accepts, by kinds. */
function fits(operation: Binary['op'], a: ValueKind, b: ValueKind): boolean {
  if (operation === 'in') return b === 'list' || b === 'map';
  if (operation === '+') return (a === b && SUMMABLE.has(a)) || (TIMES.has(a) && TIMES.has(b));
  if (operation === '-') return (a === b && a === 'number') || (TIMES.has(a) && TIMES.has(b));
  if (operation === '*' || operation === '/' || operation === '%') return a === 'number' && b === 'number';
  return a === b && ORDERED.has(a);
}

function inferName(check: Check, name: string): StaticType {
  const local = check.locals.get(name);
  if (local) return local;
  return Object.hasOwn(check.types, name) ? typeOfSchema(check.types[name]) : DYNAMIC;
}

function inferMember(check: Check, target: ASTNode, name: string, site: ASTNode): StaticType {
  const { kind, schema } = infer(check, target);
  const known = closedNames(schema);
  const owner = site.input.slice(target.start, target.end);
  if (known && !known.includes(name)) {
    const suggestion = nearest(name, known);
    const params = { reference: `${owner}.${name}`, owner, name, known: known.slice(0, 50), suggestion };
    check.problems.push(fault('unknown_property', site, `${owner} has no ${name}.`, params).problem);
    return DYNAMIC;
  }
  if (kind === 'text' || kind === 'number' || kind === 'bool' || kind === 'list') {
    report(check, site, `${owner} is ${KIND_NAMES[kind]}, so it has no ${name}.`, '.');
  }
  return kind === 'map' ? typeOfSchema(propertySchema(schema, name)) : DYNAMIC;
}

function inferIndex(check: Check, target: ASTNode, key: ASTNode, site: ASTNode): StaticType {
  if (site.op === '[]' && key.op === 'value' && typeof key.args === 'string') return inferMember(check, target, key.args, site);
  const { kind, schema } = infer(check, target);
  const keyKind = infer(check, key).kind;
  if (site.op === '[?]') return DYNAMIC;
  if (kind === 'list' && keyKind === 'text') report(check, key, 'The members of a list are read by whole numbers, not by text.', '[]');
  return kind === 'list' ? typeOfSchema(schema?.items) : DYNAMIC;
}

function inferCall(check: Check, name: string, args: readonly ASTNode[]): StaticType {
  if (name === 'has') return typeOfKind('bool');
  const spec = findFunction(name);
  args.forEach((arg, index) => {
    const found = infer(check, arg).kind;
    const wanted = kindOfParam(spec?.params[index]);
    if (wanted === null || found === null || found === 'null' || found === wanted) return;
    report(check, arg, `${name}() needs ${KIND_NAMES[wanted]} and gets ${KIND_NAMES[found]}.`, name);
  });
  return spec ? typeOfResult(spec.returns) : DYNAMIC;
}

function inferMethod(check: Check, name: string, receiver: ASTNode, args: readonly ASTNode[]): StaticType {
  const [variable, ...bodies] = args;
  if (receiver.op === 'id' && (receiver.args === 'cel' || receiver.args === 'optional')) return DYNAMIC;
  if (COMPREHENSIONS.has(name) && variable?.op === 'id') return inferComprehension(check, name, receiver, variable.args, bodies);
  if (!OPTIONAL_METHODS.has(name)) return inferCall(check, name, [receiver, ...args]);
  infer(check, receiver);
  for (const arg of args) infer(check, arg);
  return DYNAMIC;
}

function inferComprehension(check: Check, name: string, receiver: ASTNode, variable: string, bodies: readonly ASTNode[]): StaticType {
  const source = infer(check, receiver);
  const outer = check.locals.get(variable);
  check.locals.set(variable, source.kind === 'list' ? typeOfSchema(source.schema?.items) : DYNAMIC);
  bodies.forEach((body, index) => {
    const isCondition = name !== 'map' || (bodies.length === 2 && index === 0);
    if (isCondition) expect(check, body, 'bool', `${name}()`);
    else infer(check, body);
  });
  if (outer) check.locals.set(variable, outer);
  else check.locals.delete(variable);
  if (name === 'map') return typeOfKind('list');
  if (name !== 'filter') return typeOfKind('bool');
  return source.kind === 'list' ? source : typeOfKind('list');
}
