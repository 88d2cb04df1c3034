import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';
import type { CodeFault } from '@/lib/nodes/contract';
import { jsonDepth } from './json-depth';
import { PRELUDE } from './prelude';
import { ANSWER_DEPTH, type ThreadCall, type ThreadEnd } from './protocol';
import { type EngineState, readCrash, readFault, type Trouble } from './read-fault';

/** WebAssembly's pages are 64 KB; the module needs 16 MB to start. */
const PAGES_PER_MB = 16;
const FIRST_PAGES = 256;

/** More of it and a deep recursion takes the whole module down instead of throwing. */
const STACK_BYTES = 256 * 1024;

/** Promise jobs run between two looks at the clock. */
const JOBS_AT_ONCE = 200;

/** Who hears of a call: that its time runs, and what it writes to its console. */
export interface CallEars {
  begin: () => void;
  write: (text: string) => void;
}

/** One call under way. */
interface OpenCall extends EngineState {
  context: QuickJSContext;
  deadlineMs: number;
}

/**
 * Runs a function body in a QuickJS of its own: fresh memory with a hard cap, a stack of 256 KB, nothing of Node in reach. Never throws.
 * An allocation that never asks for the clock is the host's to end.
 */
export async function runSource(wasm: WebAssembly.Module, call: ThreadCall, { begin, write }: CallEars): Promise<ThreadEnd> {
  const maximum = call.memoryMb * PAGES_PER_MB;
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum });
  const state: EngineState = { memory, maxBytes: maximum * 65_536, interrupted: false };
  try {
    const engine = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: wasm, wasmMemory: memory }));
    const runtime = engine.newRuntime();
    runtime.setMaxStackSize(STACK_BYTES);
    begin();
    const open: OpenCall = Object.assign(state, { context: runtime.newContext(), deadlineMs: Date.now() + call.timeMs });
    runtime.setInterruptHandler(() => {
      open.interrupted ||= Date.now() > open.deadlineMs;
      return open.interrupted;
    });
    return runInside(open, call, write);
  } catch (error) {
    return ended(readCrash(state, error));
  }
}

function runInside(open: OpenCall, call: ThreadCall, write: (text: string) => void): ThreadEnd {
  const { context } = open;
  const main = compile(open, call.source);
  if (main.fault) return ended(main.fault);
  const log = context.newFunction('log', (text) => {
    write(context.getString(text));
  });
  const prepare = context.unwrapResult(context.evalCode(PRELUDE, 'prelude'));
  const start = context.unwrapResult(context.callFunction(prepare, context.undefined, log));
  const begun = context.callFunction(start, context.undefined, main.handle, context.newString(call.scope));
  return begun.error ? ended(readFault(open, troubleOf(context, begun.error))) : finish(open, begun.value);
}

/** The names a body sees, in the order the prelude hands them over. */
const PARAMETERS = 'input, nodes, item, index, run, vars';

/**
 * The body as a function. Line 1 of the body is line 2 of what is compiled. It is compiled as a function and as a method: a text that
 * closes its wrapper and opens another cannot do so for both.
 */
function compile(open: OpenCall, source: string): { handle: QuickJSHandle; fault?: never } | { fault: CodeFault } {
  const { context } = open;
  const asFunction = context.evalCode(`(async function (${PARAMETERS}) { 'use strict';\n${source}\n})`, 'code');
  if (asFunction.error) return { fault: syntaxFault(open, source, asFunction.error) };
  const asMethod = context.evalCode(`[{ async main(${PARAMETERS}) { 'use strict';\n${source}\n} }]`, 'code');
  if (asMethod.error) return { fault: syntaxFault(open, source, asMethod.error) };
  return { handle: asFunction.value };
}

function syntaxFault(open: OpenCall, source: string, error: QuickJSHandle): CodeFault {
  const trouble = troubleOf(open.context, error);
  const fault = readFault(open, trouble);
  if (trouble.name !== 'SyntaxError') return fault;
  // Something is open at the end: the engine points behind the last line.
  const line = Math.min(fault.line ?? 1, source.split('\n').length);
  return { kind: 'syntax', detail: trouble.message, line };
}

/** Does what was promised, looking at the clock between jobs, until the answer is there or nothing is left to do. */
function finish(open: OpenCall, promise: QuickJSHandle): ThreadEnd {
  const { context } = open;
  for (;;) {
    const state = context.getPromiseState(promise);
    if (state.type === 'fulfilled') return readAnswer(open, context.getString(state.value));
    if (state.type === 'rejected') return ended(readFault(open, troubleOf(context, state.error)));
    open.interrupted ||= Date.now() > open.deadlineMs;
    if (open.interrupted) return ended(readFault(open, { message: '' }));
    if (!context.runtime.hasPendingJob()) return ended({ kind: 'never_settles' });
    const jobs = context.runtime.executePendingJobs(JOBS_AT_ONCE);
    if (jobs.error) return ended(readFault(open, troubleOf(context, jobs.error)));
  }
}

/** What the prelude says of an end without an answer: its own word, or what the code threw. */
type Refusal = Trouble & { fault: CodeFault['kind']; what?: string; key?: string };

function readAnswer(open: OpenCall, text: string): ThreadEnd {
  const json = text.slice(1);
  if (text[0] === 'v') return jsonDepth(json) > ANSWER_DEPTH ? ended({ kind: 'answer_too_deep' }) : { kind: 'value', json };
  // Written by the prelude from its own two shapes.
  const refusal = JSON.parse(json) as Refusal;
  if (refusal.fault === 'threw') return ended(readFault(open, refusal));
  const { fault, what, key } = refusal;
  return ended({ kind: fault, ...(what !== undefined && { detail: what }), ...(key && { member: key }) });
}

/** Characters of what an error says that are read. */
const TEXT_CHARS = 2000;

/** An error as text. Mostly the engine's own: what code throws is read by the prelude, unless it keeps the prelude from doing so. */
function troubleOf(context: QuickJSContext, error: QuickJSHandle): Trouble {
  const dumped: unknown = context.dump(error);
  if (dumped === null || dumped === undefined) return { message: '' };
  if (typeof dumped !== 'object') return { message: String(dumped).slice(0, TEXT_CHARS) };
  const text = (name: string) => {
    const member: unknown = Reflect.get(dumped, name);
    return typeof member === 'string' ? member.slice(0, TEXT_CHARS) : '';
  };
  return { name: text('name'), message: text('message'), stack: text('stack') };
}

function ended(fault: CodeFault): ThreadEnd {
  return { kind: 'fault', fault };
}
