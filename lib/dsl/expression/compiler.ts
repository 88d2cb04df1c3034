import type { ASTNode } from '@marcbachmann/cel-js';
import type { Run } from './machine';
import type { Reference } from './scope';

/** What the parts of the compiler share while they turn one syntax tree into closures. */
export interface Compiler {
  readonly source: string;
  readonly references: Reference[];
  /** Names bound by comprehensions and `cel.bind`, innermost last; the index is the slot in `Machine.locals`. */
  readonly locals: string[];
  /** How many comprehensions surround this place. */
  depth: number;
  compile(node: ASTNode): Run;
}

/** A node of one operator, with that operator's operands. */
export type NodeOf<Op extends ASTNode['op']> = Extract<ASTNode, { op: Op }>;

/** The source text of a node, for messages. Names and literals only: it is what the author wrote. */
export function textOf(compiler: Compiler, node: ASTNode): string {
  const text = compiler.source.slice(node.start, node.end);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Compiles with a further local name in scope; `slot` is where its value goes. */
export function withLocal<T>(compiler: Compiler, name: string, body: (slot: number) => T): T {
  const slot = compiler.locals.length;
  compiler.locals.push(name);
  try {
    return body(slot);
  } finally {
    compiler.locals.pop();
  }
}
