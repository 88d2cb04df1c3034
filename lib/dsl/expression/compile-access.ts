import type { ASTNode } from '@marcbachmann/cel-js';
import { nearest } from '@/lib/std/nearest';
import { type Compiler, type NodeOf, textOf } from './compiler';
import { type Machine, type Run, spend } from './machine';
import { fault, type Site, typeFault } from './problem';
import { EXPRESSION_ROOTS, type ExpressionScope } from './scope';
import { describeKind, isMap, isOptional, NONE, some, type Value, type ValueMap } from './value';

type Access = NodeOf<'.' | '.?' | '[]' | '[?]'>;

/** `type(x)` answers these words, and they may be written bare: `type(x) == int`. */
const TYPE_WORDS = ['int', 'double', 'string', 'bool', 'list', 'map', 'null_type', 'timestamp', 'duration'];

/** A name alone: a local, a root of the scope, or a type word. */
export function compileIdentifier(compiler: Compiler, node: NodeOf<'id'>): Run {
  const name = node.args;
  const slot = compiler.locals.lastIndexOf(name);
  // A slot is filled before anything that can name it runs.
  if (slot !== -1) return (machine) => machine.locals[slot] as Value;
  if (name === 'nodes') throw fault('unknown_reference', node, 'Name one node: nodes.<id>.output.', { name });
  if (isRoot(name)) return compileRoot(compiler, node, name);
  if (TYPE_WORDS.includes(name)) return () => name;
  throw unknownName(compiler, node);
}

function isRoot(name: string): name is Exclude<keyof ExpressionScope, 'nodes'> {
  return name !== 'nodes' && (EXPRESSION_ROOTS as readonly string[]).includes(name);
}

function unknownName(compiler: Compiler, node: NodeOf<'id'>) {
  const suggestion = nearest(node.args, [...EXPRESSION_ROOTS, ...compiler.locals]);
  const hint = suggestion ? ` Did you mean ${suggestion}?` : ` Known names are ${EXPRESSION_ROOTS.join(', ')}.`;
  return fault('unknown_reference', node, `There is no ${node.args} here.${hint}`, { name: node.args, suggestion });
}

function compileRoot(compiler: Compiler, node: NodeOf<'id'>, name: Exclude<keyof ExpressionScope, 'nodes'>): Run {
  compiler.references.push({ root: name, path: [], start: node.start, end: node.end });
  return readRoot(node, name);
}

function readRoot(site: Site, name: Exclude<keyof ExpressionScope, 'nodes'>): Run {
  return (machine) => {
    const value = machine.scope[name];
    if (value !== undefined) return value;
    const where = name === 'effect' ? 'in the compensation of a write' : 'inside a map';
    throw fault('missing_value', site, `${name} exists only ${where}.`, { path: name, available: [] });
  };
}

/** `a.b`, `a.?b`, `a[b]`, `a[?b]`. The longest chain of written names that begins at a root is recorded as a reference. */
export function compileAccess(compiler: Compiler, node: Access): Run {
  recordReference(compiler, node);
  return compileChain(compiler, node);
}

function recordReference(compiler: Compiler, node: Access): void {
  let path: string[] = [];
  let end = node.end;
  let current: ASTNode = node;
  while (isAccess(current)) {
    const key = writtenKey(current);
    const target: ASTNode = current.args[0];
    if (key === null) {
      path = [];
      end = target.end;
    } else path.push(key);
    current = target;
  }
  if (current.op !== 'id' || compiler.locals.includes(current.args)) return;
  compiler.references.push({ root: current.args, path: path.reverse(), start: node.start, end });
}

function isAccess(node: ASTNode): node is Access {
  return node.op === '.' || node.op === '.?' || node.op === '[]' || node.op === '[?]';
}

/** The name in `a.name` or `a["name"]`; null where it is computed. */
function writtenKey(node: Access): string | null {
  const key = node.args[1];
  if (typeof key === 'string') return key;
  return key.op === 'value' && typeof key.args === 'string' ? key.args : null;
}

/** Compiles the target of an access without recording a shorter reference for it. */
function compileTarget(compiler: Compiler, node: ASTNode): Run {
  if (isAccess(node)) return compileChain(compiler, node);
  if (node.op === 'id' && !compiler.locals.includes(node.args) && isRoot(node.args)) return readRoot(node, node.args);
  return compiler.compile(node);
}

function compileChain(compiler: Compiler, node: Access): Run {
  const target = node.args[0];
  if (target.op === 'id' && target.args === 'nodes' && !compiler.locals.includes('nodes')) return compileNodeResult(node);
  const read = compileTarget(compiler, target);
  const isLenient = node.op === '.?' || node.op === '[?]';
  const key = writtenKey(node);
  if (key === null) return compileIndex(compiler, node, read, isLenient);
  const label = textOf(compiler, target);
  if (isLenient) return (machine) => readOptional(machine, read(machine), key, node);
  return (machine) => {
    spend(machine, 1, node);
    const value = read(machine);
    // Plain objects are nearly all there is; the rest is told apart below.
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key))
      return (value as ValueMap)[key] as Value;
    return readOther(machine, value, key, node, label);
  };
}

/** `nodes.<id>`: asks the scope for one node. */
function compileNodeResult(node: Access): Run {
  const id = writtenKey(node);
  if (id === null) throw fault('unknown_reference', node, 'Name the node where it is read: nodes.<id>.output.', { name: 'nodes' });
  const isLenient = node.op === '.?' || node.op === '[?]';
  return (machine) => {
    spend(machine, 1, node);
    const result = machine.scope.nodes(id);
    if (result) return { output: result.output, error: result.error };
    if (isLenient) return NONE;
    throw fault('missing_value', node, `Node ${id} has no result here.`, { path: `nodes.${id}`, available: [] });
  };
}

/** A member of something that is no object with that member: an optional goes on as one, the rest is missing. */
function readOther(machine: Machine, value: Value, key: string, site: Site, label: string): Value {
  if (isOptional(value)) return readOptional(machine, value, key, site);
  throw missing(value, key, site, label);
}

function missing(value: Value, key: string, site: Site, label: string) {
  const path = `${label}.${key}`;
  if (value === null) return fault('missing_value', site, `${label} is null, so it has no ${key}.`, { path, available: [] });
  if (!isMap(value)) {
    return fault('missing_value', site, `${label} is ${describeKind(value)}, so it has no ${key}.`, { path, available: [] });
  }
  const available = namesOf(value);
  const there = available.length === 0 ? 'It is empty.' : `It has ${available.join(', ')}${more(value)}.`;
  return fault('missing_value', site, `${label} has no ${key}. ${there}`, { path, available, suggestion: nearest(key, available) });
}

/** At most ten names, each cut at 40 characters. */
function namesOf(map: ValueMap): string[] {
  return Object.keys(map)
    .slice(0, 10)
    .map((name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name));
}

function more(map: ValueMap): string {
  const rest = Object.keys(map).length - 10;
  return rest > 0 ? ` and ${rest} more` : '';
}

function readOptional(machine: Machine, target: Value, key: Value, site: Site): Value {
  spend(machine, 1, site);
  const value = isOptional(target) ? (target.value ?? null) : target;
  if (value === null) return NONE;
  if (Array.isArray(value) && typeof key === 'number') return some(value[key] ?? null);
  if (!isMap(value)) throw typeFault(site, `${describeKind(value)} has no members to look up.`, { operation: '.?' });
  const name = String(key);
  return Object.hasOwn(value, name) ? some(value[name] ?? null) : NONE;
}

function compileIndex(compiler: Compiler, node: Access, read: Run, isLenient: boolean): Run {
  const keyNode = node.args[1];
  // Only the bracket forms have no written key, and their key is a node.
  const readKey = compiler.compile(keyNode as ASTNode);
  const label = textOf(compiler, node.args[0]);
  return (machine) => {
    spend(machine, 1, node);
    const target = read(machine);
    const key = readKey(machine);
    if (typeof key === 'object')
      throw typeFault(node, `${label}[…] needs a number or text as its key and got ${describeKind(key)}.`, { operation: '[]' });
    if (isLenient || isOptional(target)) return readOptional(machine, target, key, node);
    if (Array.isArray(target)) return readMember(target, key, node, label);
    return readKeyed(target, String(key), node, label);
  };
}

function readMember(list: Value[], key: Value, site: Site, label: string): Value {
  if (typeof key !== 'number' || !Number.isInteger(key)) {
    throw typeFault(site, `${label} is a list; its members are read by whole numbers, not by ${describeKind(key)}.`, { operation: '[]' });
  }
  const value = key < 0 ? undefined : list[key];
  if (value !== undefined) return value;
  throw fault('missing_value', site, `${label} has ${list.length} members, so there is none at ${key}.`, {
    path: `${label}[${key}]`,
    available: [],
  });
}

function readKeyed(target: Value, key: string, site: Site, label: string): Value {
  // The key is an own property by the time it is read.
  if (target !== null && isMap(target) && Object.hasOwn(target, key)) return target[key] as Value;
  throw missing(target, 'member of that name', site, label);
}

/** `has(a.b)`: true where there is a value that is not null; a missing or null part on the way is false, not a failure. */
export function compileHas(compiler: Compiler, argument: ASTNode): Run {
  if (!isAccess(argument) || argument.op === '[]' || argument.op === '[?]') {
    throw fault('expression_syntax', argument, 'has() asks for a property, for example has(input.name).');
  }
  recordReference(compiler, argument);
  const read = compileLenient(compiler, argument);
  return (machine) => {
    const value = read(machine);
    return isOptional(value) ? value !== NONE : value !== null;
  };
}

function compileLenient(compiler: Compiler, node: ASTNode): Run {
  const key = isAccess(node) ? writtenKey(node) : null;
  if (node.op === 'id' && isRoot(node.args) && !compiler.locals.includes(node.args)) {
    const name = node.args;
    return (machine) => machine.scope[name] ?? null;
  }
  if (!isAccess(node) || key === null) return compileTarget(compiler, node);
  const target = node.args[0];
  if (target.op === 'id' && target.args === 'nodes' && !compiler.locals.includes('nodes')) {
    return (machine) => {
      const result = machine.scope.nodes(key);
      return result ? { output: result.output, error: result.error } : NONE;
    };
  }
  const read = compileLenient(compiler, target);
  return (machine) => {
    spend(machine, 1, node);
    const value = read(machine);
    const inner = isOptional(value) ? (value.value ?? null) : value;
    // The key is an own property by the time it is read.
    return inner !== null && isMap(inner) && Object.hasOwn(inner, key) ? (inner[key] as Value) : NONE;
  };
}
