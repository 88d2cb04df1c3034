import { type CompiledExpression, compileExpression, type ExpressionScope } from '@/lib/dsl/expression';
import { type ChatAnswer, type ChatRequest, type ExecutionContext, type HttpCall, NodeFailure } from '@/lib/nodes/contract';
import type { Json, JsonObject } from '@/lib/std/json';
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
  stream: TextStream;
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
    stream: createTextStream(context, path, number),
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
    streamText: (delta) => attempt.stream.push(delta),
    evaluate: (source, extra) => evaluateIn(scope, source, extra),
    http: (call: HttpCall) => outside.http(workspaceId, call, signal),
    chat: async (request) => {
      const begun = context.now();
      try {
        const answer = await outside.chat(workspaceId, request, signal);
        attempt.usages.push(usageOf(context, attempt, answer));
        return answer;
      } catch (error) {
        // A call that was cut may have been charged for: recorded as unknown, never as nothing.
        if (mayHaveCost(error)) attempt.usages.push(unknownUsage(context, attempt, request, context.now() - begun));
        throw error;
      }
    },
  };
}

function mayHaveCost(error: unknown): boolean {
  return !(error instanceof NodeFailure) || error.unanswered || error.partial !== undefined;
}

function usageOf(context: RunContext, attempt: Attempt, answer: ChatAnswer): UsageRow {
  const usage = answer.usage;
  const price = usage ? context.deps.outside.price({ provider: answer.provider, model: answer.model, usage }) : null;
  return {
    ...usageFrame(context, attempt, answer.provider, answer.model, answer.durationMs),
    known: usage !== null,
    promptTokens: usage?.promptTokens ?? 0,
    completionTokens: usage?.completionTokens ?? 0,
    cachedTokens: usage?.cachedTokens ?? 0,
    reasoningTokens: usage?.reasoningTokens ?? 0,
    costNano: price?.costNano === null || price === null ? null : String(price.costNano),
    currency: price?.currency ?? 'USD',
    firstTokenMs: answer.firstTokenMs,
  };
}

/** Usage of a call that was cut: it may have been charged for, so it is unknown, never nothing; a free model stays free. */
export function unknownUsage(
  context: RunContext,
  attempt: Attempt,
  request: Pick<ChatRequest, 'provider' | 'model'>,
  durationMs: number,
): UsageRow {
  const frame = usageFrame(context, attempt, request.provider, request.model ?? 'default', durationMs);
  return isFree(context, request) ? { ...frame, costNano: '0' } : frame;
}

const MILLION = { promptTokens: 1_000_000, completionTokens: 1_000_000, cachedTokens: 0, reasoningTokens: 0 };

/** A model whose million tokens cost nothing costs nothing, however many there were. */
function isFree(context: RunContext, { provider, model }: Pick<ChatRequest, 'provider' | 'model'>): boolean {
  return context.deps.outside.price({ provider, model: model ?? 'default', usage: MILLION }).costNano === 0n;
}

function usageFrame(context: RunContext, attempt: Attempt, provider: string, model: string, durationMs: number): UsageRow {
  return {
    path: attempt.path,
    attempt: attempt.number,
    n: attempt.usages.length,
    nodeId: attempt.compiled.plan.id,
    provider,
    model,
    known: false,
    promptTokens: 0,
    completionTokens: 0,
    cachedTokens: 0,
    reasoningTokens: 0,
    costNano: null,
    currency: 'USD',
    costTag: attempt.compiled.plan.costTag,
    firstTokenMs: null,
    durationMs: Math.round(durationMs),
    at: context.now(),
  };
}
