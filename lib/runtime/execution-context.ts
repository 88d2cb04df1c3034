import { type CompiledExpression, compileExpression, type ExpressionScope, referencedNodes } from '@/lib/dsl/expression';
import type { PriceBook } from '@/lib/llm';
import { type ExecutionContext, type HttpCall, NodeFailure, type TaskScope } from '@/lib/nodes/contract';
import type { Json, JsonObject } from '@/lib/std/json';
import type { UsageSum } from '@/lib/std/usage-sum';
import { type AttemptMoney, createAttemptMoney } from './attempt-money';
import { callUsage, lostUsage } from './call-usage';
import type { UsageRow } from './journal-port';
import type { RunContext } from './run-context';
import type { CompiledNode } from './snapshot-cache';
import { createTextStream, type TextStream } from './text-stream';

/** One try of a task run, while it is under way. */
export interface Attempt {
  path: string;
  number: number;
  compiled: CompiledNode;
  effectKey: string;
  startedAt: number;
  controller: AbortController;
  /** Calls answered, or lost, so far. */
  usages: UsageRow[];
  /** Sum of those already recorded; null where the attempt called no model. */
  spent: UsageSum | null;
  /** What its calls cost, exactly. */
  money: AttemptMoney;
  /** Of its first model call that began to answer. */
  firstTokenMs: number | null;
  stream: TextStream;
  /** Bound of the whole attempt. */
  timeoutMs: number;
}

/** Starts the bookkeeping of one attempt. */
export function createAttempt(context: RunContext, compiled: CompiledNode, path: string, number: number, effectKey: string): Attempt {
  return {
    path,
    number,
    compiled,
    effectKey,
    startedAt: context.now(),
    controller: new AbortController(),
    usages: [],
    spent: null,
    money: createAttemptMoney(),
    firstTokenMs: null,
    stream: createTextStream(context, path, number),
    timeoutMs: compiled.plan.timeoutMs ?? context.deps.times.attemptMs,
  };
}

const compiled = new Map<string, CompiledExpression>();
const COMPILED_MAX = 2000;

function compileCached(source: string): CompiledExpression {
  const hit = compiled.get(source);
  if (hit) return hit;
  const fresh = compileExpression(source);
  if (!fresh.ok)
    throw new NodeFailure('invalid', fresh.error.code, `Expression "${source.slice(0, 80)}" does not compile: ${fresh.error.message}`);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(source, fresh.value);
  return fresh.value;
}

function evaluateIn(scope: ExpressionScope, source: string, extra: JsonObject | undefined): Json {
  const result = compileCached(source).evaluate(extra ? { ...scope, ...extra } : scope);
  if (!result.ok) throw new NodeFailure('invalid', result.error.code, `Expression "${source.slice(0, 80)}": ${result.error.message}`);
  return result.value;
}

/** Where prices cannot be read, money is unknown. */
const NO_PRICES: PriceBook = { find: () => null };

function readScope({ compiled: { parameters } }: Attempt, scope: ExpressionScope): TaskScope {
  const { input, run, vars, item = null, index = null } = scope;
  const results = referencedNodes(parameters.references).flatMap((id) => {
    const result = scope.nodes(id);
    return result ? [[id, result] as const] : [];
  });
  return { input, nodes: Object.fromEntries(results), item, index, run, vars };
}

/** All an executor may touch, bound to one attempt. */
export function createExecutionContext(context: RunContext, attempt: Attempt, scope: ExpressionScope): ExecutionContext {
  const { workspaceId, runId } = context.row.fence;
  const { outside } = context.deps;
  const { signal } = attempt.controller;
  return {
    runId,
    path: attempt.path,
    attempt: attempt.number,
    effectKey: attempt.effectKey,
    idempotencyHeader: attempt.compiled.node.idempotency?.header ?? null,
    signal,
    timeoutMs: attempt.timeoutMs,
    streamText: (delta) => attempt.stream.push(delta),
    evaluate: (source, extra) => evaluateIn(scope, source, extra),
    readScope: () => readScope(attempt, scope),
    http: (call: HttpCall) => outside.http(workspaceId, call, signal),
    runCode: (call) => outside.runCode(call, signal),
    chat: async (request) => {
      const begun = context.now();
      const own = request.timeoutMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]);
      // Prices that were changed a moment ago are read while the model thinks.
      const prices = outside.prices(workspaceId).catch(() => NO_PRICES);
      try {
        const answer = await outside.chat(workspaceId, request, own);
        attempt.usages.push(callUsage({ context, attempt, book: await prices }, answer));
        return answer;
      } catch (error) {
        const durationMs = context.now() - begun;
        const { provider, model } = request;
        const asked = { provider, durationMs, ...(model !== undefined && { model }) };
        const lost = lostUsage({ context, attempt, book: await prices }, error, asked);
        if (lost) attempt.usages.push(lost);
        throw error;
      }
    },
  };
}
