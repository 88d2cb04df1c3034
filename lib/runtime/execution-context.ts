import { type CompiledExpression, compileExpression, type ExpressionScope } from '@/lib/dsl/expression';
import { type ChatRequest, type ExecutionContext, type HttpCall, NodeFailure, type SpentCall } from '@/lib/nodes/contract';
import type { Json, JsonObject } from '@/lib/std/json';
import type { UsageRow, UsageSum } from './journal-port';
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
    http: (call: HttpCall) => outside.http(workspaceId, call, signal),
    chat: async (request) => {
      const begun = context.now();
      const own = request.timeoutMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]);
      try {
        const answer = await outside.chat(workspaceId, request, own);
        attempt.usages.push({ ...callUsage(context, attempt, answer), known: answer.usage !== null });
        return answer;
      } catch (error) {
        const lost = lostUsage(context, attempt, { error, request, durationMs: context.now() - begun });
        if (lost) attempt.usages.push(lost);
        throw error;
      }
    },
  };
}

interface LostCall {
  error: unknown;
  request: ChatRequest;
  durationMs: number;
}

/** Usage of a call that failed. One that was cut may have cost more than was counted: that is unknown, never nothing. */
function lostUsage(context: RunContext, attempt: Attempt, { error, request, durationMs }: LostCall): UsageRow | null {
  if (!(error instanceof NodeFailure)) return unknownUsage(context, attempt, request, durationMs);
  const model = error.model ?? request.model;
  const asked = { provider: request.provider, ...(model !== undefined && { model }) };
  if (error.spent?.usage) return { ...callUsage(context, attempt, error.spent), partial: true };
  if (error.spent) return unknownUsage(context, attempt, error.spent, durationMs, error.spent.firstTokenMs);
  if (error.unanswered || error.partial !== undefined) return unknownUsage(context, attempt, asked, durationMs);
  return NEVER_SENT.has(error.code) ? null : refusedUsage(context, attempt, { ...asked, durationMs });
}

/** Failures of calls that no provider heard of. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'provider_not_configured',
  'model_not_named',
  'egress_denied',
  'host_not_found',
  'connection_refused',
]);

/** A call the provider refused: known, and nothing. */
function refusedUsage(context: RunContext, attempt: Attempt, asked: CalledModel): UsageRow {
  return { ...usageFrame(context, attempt, asked), known: true, costNano: '0', savedNano: '0' };
}

function callUsage(context: RunContext, attempt: Attempt, call: SpentCall): UsageRow {
  const { provider, model, usage, firstTokenMs } = call;
  const frame = { ...usageFrame(context, attempt, call), firstTokenMs };
  if (!usage) return frame;
  const price = context.deps.outside.price({ provider, model, usage });
  return {
    ...frame,
    ...usage,
    costNano: price.costNano === null ? null : String(price.costNano),
    savedNano: price.savedNano === null ? null : String(price.savedNano),
    currency: price.currency,
  };
}

/** Usage of a call that was cut before anything was counted: it may have been charged for, so it is unknown; a free model stays free. */
export function unknownUsage(
  context: RunContext,
  attempt: Attempt,
  request: Pick<ChatRequest, 'provider' | 'model'>,
  durationMs: number,
  firstTokenMs: number | null = null,
): UsageRow {
  const frame = { ...usageFrame(context, attempt, { ...request, durationMs }), firstTokenMs, partial: true };
  return isFree(context, request) ? { ...frame, costNano: '0', savedNano: '0' } : frame;
}

const MILLION = { promptTokens: 1_000_000, completionTokens: 1_000_000, cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };

/** A model whose million tokens cost nothing costs nothing, however many there were. */
function isFree(context: RunContext, { provider, model }: Pick<ChatRequest, 'provider' | 'model'>): boolean {
  return context.deps.outside.price({ provider, model: model ?? 'default', usage: MILLION }).costNano === 0n;
}

type CalledModel = Pick<ChatRequest, 'provider' | 'model'> & { durationMs: number };

function usageFrame(context: RunContext, attempt: Attempt, { provider, model, durationMs }: CalledModel): UsageRow {
  return {
    path: attempt.path,
    attempt: attempt.number,
    n: attempt.usages.length,
    nodeId: attempt.compiled.plan.id,
    provider,
    model: model ?? 'default',
    known: false,
    promptTokens: 0,
    completionTokens: 0,
    cachedTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    costNano: null,
    savedNano: null,
    partial: false,
    currency: 'USD',
    costTag: attempt.compiled.plan.costTag,
    firstTokenMs: null,
    durationMs: Math.round(durationMs),
    at: context.now(),
  };
}
