import { exactCost, type PriceBook } from '@/lib/llm';
import { type ChatRequest, type ModelUsage, NodeFailure, type SpentCall } from '@/lib/nodes/contract';
import { columnText } from '@/lib/std/column-text';
import type { Attempt } from './execution-context';
import type { UsageRow } from './journal-port';
import type { RunContext } from './run-context';

/** Whose call it was, and what models cost there. A call is priced by what held when its attempt began. */
export interface Charged {
  context: RunContext;
  attempt: Attempt;
  book: PriceBook;
}

/** A model that was called, as far as the caller knows it. */
export type CalledModel = Pick<ChatRequest, 'provider' | 'model'> & { durationMs: number };

/** Usage of a call that was answered, or of what is known of one that broke off. */
export function callUsage(charged: Charged, call: SpentCall): UsageRow {
  const { attempt, book } = charged;
  const { provider, model, usage, firstTokenMs } = call;
  const frame = { ...usageFrame(charged, call), firstTokenMs };
  if (!usage || !isSound(usage)) return frame;
  const price = book.find(provider, model, attempt.startedAt);
  return { ...frame, ...usage, known: true, ...(price && attempt.money.add(exactCost(usage, price))) };
}

/** More than any call has; what a column holds. */
const MOST_TOKENS = 2_000_000_000;

/** A server that counts in fractions, below zero or beyond reason has told nothing. */
function isSound(usage: ModelUsage): boolean {
  return Object.values(usage).every((count) => Number.isInteger(count) && count >= 0 && count <= MOST_TOKENS);
}

/** Usage of a call that failed. One that was cut may have cost more than was counted: that is unknown, never nothing. */
export function lostUsage(charged: Charged, error: unknown, asked: CalledModel): UsageRow | null {
  const { durationMs } = asked;
  if (!(error instanceof NodeFailure)) return unknownUsage(charged, asked, durationMs);
  const model = error.model ?? asked.model;
  const called = { provider: asked.provider, durationMs, ...(model !== undefined && { model }) };
  if (error.spent?.usage) return { ...callUsage(charged, error.spent), known: false, partial: true };
  if (error.spent) return unknownUsage(charged, error.spent, durationMs, error.spent.firstTokenMs);
  if (error.unanswered || error.partial !== undefined) return unknownUsage(charged, called, durationMs);
  return NEVER_SENT.has(error.code) ? null : refusedUsage(charged, called);
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
function refusedUsage(charged: Charged, called: CalledModel): UsageRow {
  return { ...usageFrame(charged, called), known: true, costNano: '0', savedNano: '0' };
}

/** Usage of a call that was cut before anything was counted: it may have been charged for, so it is unknown; a free model stays free. */
export function unknownUsage(
  charged: Charged,
  called: Pick<ChatRequest, 'provider' | 'model'>,
  durationMs: number,
  firstTokenMs: number | null = null,
): UsageRow {
  const frame = { ...usageFrame(charged, { ...called, durationMs }), firstTokenMs, partial: true };
  return isFree(charged, called) ? { ...frame, costNano: '0', savedNano: '0' } : frame;
}

const MILLION = { promptTokens: 1_000_000, completionTokens: 1_000_000, cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };

/** A model whose million tokens cost nothing costs nothing, however many there were. */
function isFree({ attempt, book }: Charged, { provider, model }: Pick<ChatRequest, 'provider' | 'model'>): boolean {
  const price = book.find(provider, model ?? 'default', attempt.startedAt);
  return price !== null && exactCost(MILLION, price).paid === 0n;
}

function usageFrame({ context, attempt }: Charged, { provider, model, durationMs }: CalledModel): UsageRow {
  return {
    path: attempt.path,
    attempt: attempt.number,
    n: attempt.usages.length,
    nodeId: attempt.compiled.plan.id,
    provider: columnText(provider, 64),
    model: columnText(model ?? 'default', 128),
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
