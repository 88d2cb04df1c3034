import { apply } from '@/lib/engine';
import type { Failure } from '@/lib/engine/types';
import { isJsonObject, type JsonObject } from '@/lib/std/json';
import { addUsage, NO_USAGE, storedUsage, usageOfCall } from '@/lib/std/usage-sum';
import type { Attempt } from './execution-context';
import { type EffectRow, failureJson, type TaskRow, type UsageRow } from './journal-port';
import type { RunContext } from './run-context';

/** Records that another try follows at `dueAt` (database ms). */
export async function settleRetrying(context: RunContext, attempt: Attempt, failure: Failure, dueAt: number): Promise<void> {
  const { ledger } = context;
  const { plan } = attempt.compiled;
  const at = context.now();
  const row = sumUsage(context, attempt, ledger.task(attempt.path, plan.id));
  Object.assign(row, {
    status: 'WAITING',
    attempt: attempt.number,
    dueAt,
    waitsFor: null,
    startedAt: row.startedAt ?? attempt.startedAt,
    error: failureJson(failure, attempt.path, plan.id, attempt.number),
  });
  keepAttempt(context, attempt, 'FAILED', failure, failure.detailId ?? null);
  if (attempt.stream.hasTail) ledger.add({ endedTail: attempt.path });
  ledger.record(
    'task.retrying',
    at,
    { nodeId: plan.id, failure: failureData(failure), dueAt },
    { path: attempt.path, attempt: attempt.number },
  );
  ledger.touch(row);
  if (plan.effect !== 'none' && !(await ledger.flush())) return;
  apply(context.state, { type: 'task.retrying', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, failure, dueAt });
}

/** Writes the ledger line of the attempt's effect and the event beside it. */
export function recordEffect(
  context: RunContext,
  attempt: Attempt,
  status: EffectRow['status'],
  at: number,
  receipt: JsonObject | null,
): void {
  const { plan } = attempt.compiled;
  context.ledger.add({
    effect: {
      path: attempt.path,
      key: attempt.effectKey,
      nodeId: plan.id,
      kind: plan.type,
      status,
      attempt: attempt.number,
      target: null,
      receipt,
      intendedAt: attempt.startedAt,
      settledAt: at,
      resolution: null,
      resolvedBy: null,
    },
  });
  if (status === 'DONE' || status === 'UNCERTAIN') {
    const type = status === 'DONE' ? 'effect.done' : 'effect.uncertain';
    context.ledger.record(type, at, { nodeId: plan.id, key: attempt.effectKey }, { path: attempt.path, attempt: attempt.number });
  }
}

/** Marks what a failed or stopped attempt used: paid for, and of no use. */
export function markWasted({ usages }: Attempt): void {
  for (const usage of usages) usage.partial ||= usage.promptTokens + usage.completionTokens > 0;
}

/** Moves the attempt's usage into the ledger, the task's sum and the run's sum. */
export function sumUsage(context: RunContext, attempt: Attempt, row: TaskRow): TaskRow {
  for (const usage of attempt.usages.splice(0)) {
    context.ledger.add({ usage });
    context.ledger.record(
      'usage.recorded',
      usage.at,
      {
        nodeId: usage.nodeId,
        n: usage.n,
        provider: usage.provider,
        model: usage.model,
        known: usage.known,
        promptTokens: usage.promptTokens,
        completionTokens: usage.completionTokens,
        cachedTokens: usage.cachedTokens,
        cacheWriteTokens: usage.cacheWriteTokens,
        reasoningTokens: usage.reasoningTokens,
        costNano: usage.costNano,
        savedNano: usage.savedNano,
        partial: usage.partial,
        currency: usage.currency,
      },
      { path: attempt.path, attempt: attempt.number },
    );
    const call = usageOfCall(usage);
    row.usage = addUsage(row.usage ? storedUsage(row.usage) : NO_USAGE, call);
    row.firstTokenMs = usage.firstTokenMs ?? row.firstTokenMs;
    attempt.spent = addUsage(attempt.spent ?? NO_USAGE, call);
    attempt.firstTokenMs ??= usage.firstTokenMs;
    addToRun(context, usage);
  }
  return row;
}

function addToRun(context: RunContext, usage: UsageRow): void {
  const metrics = context.ledger.patch.metrics ?? {};
  const before = isJsonObject(metrics.usage) ? storedUsage(metrics.usage) : NO_USAGE;
  context.ledger.patch.metrics = { ...metrics, usage: addUsage(before, usageOfCall(usage)) };
}

/** Keeps one attempt, with its failure and what is left of its output. */
export function keepAttempt(
  context: RunContext,
  attempt: Attempt,
  status: string,
  failure: Failure | null,
  partialId: string | null,
): void {
  context.ledger.add({
    attempt: {
      path: attempt.path,
      number: attempt.number,
      status,
      startedAt: attempt.startedAt,
      endedAt: context.now(),
      error: failure ? failureJson(failure, attempt.path, attempt.compiled.plan.id, attempt.number) : null,
      partialId,
      firstTokenMs: attempt.firstTokenMs,
      usage: attempt.spent,
    },
  });
}

/** A failure as event data. */
export function failureData(failure: Failure): JsonObject {
  return {
    class: failure.class,
    code: failure.code,
    message: failure.message,
    ...(failure.detailId ? { detailId: failure.detailId } : {}),
    ...(failure.line ? { line: failure.line } : {}),
  };
}
