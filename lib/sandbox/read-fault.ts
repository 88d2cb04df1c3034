import type { CodeFault } from '@/lib/nodes/contract';

/** What the engine or the prelude said of a failure. */
export interface Trouble {
  name?: string;
  message: string;
  stack?: string;
}

/** What is known of the engine when it failed. */
export interface EngineState {
  memory: WebAssembly.Memory;
  maxBytes: number;
  interrupted: boolean;
}

/** Memory is full when no further step of the engine's growth fits. */
const NEARLY = 0.9;

/** Messages by which QuickJS says that a value would not fit. */
const MEMORY_MESSAGES = /^(out of memory|string too long|invalid string length|invalid array buffer length|.*array buffer too large.*)$/i;
/** Thrown where there was no memory left even for an error. */
const NO_ERROR: ReadonlySet<string> = new Set(['', 'null']);
const STACK_MESSAGES = /stack overflow|maximum call stack/i;

/** Line 1 of a body is line 2 of what is compiled. */
const LINES_BEFORE = 1;

/**
 * The fault a failure stands for. The engine's own word is not enough: a full memory shows as an interrupt, as an empty error or as a
 * crash, so the size of the memory decides first. What the code itself threw stays what it is.
 */
export function readFault(state: EngineState, trouble: Trouble): CodeFault {
  const { name = '', message } = trouble;
  const isFull = state.memory.buffer.byteLength >= state.maxBytes * NEARLY;
  const line = lineOf(trouble);
  const at = line === undefined ? {} : { line };
  // JSON.parse says it as a SyntaxError.
  if ((isInternal(name) || name === 'SyntaxError') && STACK_MESSAGES.test(message)) return { kind: 'recursion', ...at };
  if ((isInternal(name) || name === 'RangeError') && MEMORY_MESSAGES.test(message)) return { kind: 'memory', ...at };
  if (state.interrupted) return { kind: isFull ? 'memory' : 'time', ...at };
  if (isFull && (NO_ERROR.has(message) || name === 'InternalError')) return { kind: 'memory', ...at };
  return { kind: 'threw', detail: name === '' ? message : `${name}: ${message}`, ...at };
}

/** The fault of an engine that broke down itself. */
export function readCrash(state: EngineState, error: unknown): CodeFault {
  const message = error instanceof Error ? error.message : String(error);
  if (STACK_MESSAGES.test(message)) return { kind: 'recursion' };
  if (state.memory.buffer.byteLength >= state.maxBytes * NEARLY) return { kind: 'memory' };
  return { kind: 'crashed', detail: message.slice(0, 200) };
}

function isInternal(name: string): boolean {
  return name === 'InternalError' || name === '';
}

/** The first place of the stack that lies in the source; undefined where there is none. */
export function lineOf({ stack = '' }: Pick<Trouble, 'stack'>): number | undefined {
  const match = /\bcode:(\d+)/.exec(stack);
  const line = Number(match?.[1] ?? 0) - LINES_BEFORE;
  return line >= 1 ? line : undefined;
}
