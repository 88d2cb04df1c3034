import { apply, planRetry } from '@/lib/engine';
import type { EngineEvent, Failure } from '@/lib/engine/types';
import type { ExecutionResult } from '@/lib/nodes/contract';
import type { JsonObject } from '@/lib/std/json';
import { cleanText } from '@/lib/storage';
import { failureData, keepAttempt, markWasted, recordEffect, settleRetrying, sumUsage } from './attempt-records';
import type { ClassifiedFailure } from './classify-failure';
import type { EncodedOutput } from './encode-output';
import type { Attempt } from './execution-context';
import { failureJson, type TaskRow } from './journal-port';
import { previewOf } from './preview';
import type { RunContext } from './run-context';
import { settleUncertain } from './settle-uncertain';

/** Records a success. What touched the outside is durable before the engine hears of it, so no successor starts early. */
export async function settleSuccess(context: RunContext, attempt: Attempt, result: ExecutionResult, output: EncodedOutput): Promise<void> {
  const { ledger } = context;
  const { plan } = attempt.compiled;
  const at = context.now();
  const row = endTask(context, attempt, 'SUCCEEDED', at);
  row.outputId = output.row.id;
  row.preview = previewOf(output.value);
  row.port = result.port ?? null;
  ledger.add({ payload: output.row });
  if (plan.effect === 'write') recordEffect(context, attempt, 'DONE', at, result.receipt ?? null);
  const data = outcomeData(row, {
    outputId: output.row.id,
    preview: row.preview,
    ...(result.port === undefined ? {} : { port: result.port }),
  });
  row.settledSeq = ledger.record('task.succeeded', at, data, { path: attempt.path, attempt: attempt.number });
  const logId = await keepLog(context, result.log);
  if (attempt.number > 1 || logId !== null) keepAttempt(context, attempt, 'SUCCEEDED', null, logId);
  ledger.touch(row);
  const event: EngineEvent = {
    type: 'task.succeeded',
    at,
    path: attempt.path,
    nodeId: plan.id,
    attempt: attempt.number,
    outputId: output.row.id,
    preview: row.preview,
    ...(result.port === undefined ? {} : { port: result.port }),
  };
  if (plan.effect !== 'none' && !(await ledger.flush())) return;
  apply(context.state, event);
}

/** Records a failed attempt: a retry when the policy has one left, an uncertain effect when a write got no answer, else the task's failure. */
export async function settleFailure(context: RunContext, attempt: Attempt, classified: ClassifiedFailure): Promise<void> {
  const { plan } = attempt.compiled;
  markWasted(attempt);
  const failure = await withDetail(context, classified);
  if (plan.effect === 'write' && classified.unanswered) return settleUncertain(context, attempt, failure);
  const at = context.now();
  if (plan.effect === 'write') recordEffect(context, attempt, 'FAILED', at, null);
  const retry = planRetry(plan, attempt.number, failure, at, context.deps.random());
  if (retry) return settleRetrying(context, attempt, failure, retry.dueAt);
  const row = endTask(context, attempt, 'FAILED', at);
  row.error = failureJson(failure, attempt.path, plan.id, attempt.number);
  keepAttempt(context, attempt, 'FAILED', failure, failure.detailId ?? null);
  row.settledSeq = context.ledger.record('task.failed', at, outcomeData(row, { failure: failureData(failure) }), {
    path: attempt.path,
    attempt: attempt.number,
  });
  context.ledger.touch(row);
  if (plan.effect !== 'none' && !(await context.ledger.flush())) return;
  apply(context.state, { type: 'task.failed', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, failure });
}

/** Records a task that was stopped from our side. A write that may have arrived stays in the ledger as UNCERTAIN. */
export async function settleCancelled(
  context: RunContext,
  attempt: Attempt,
  because: string,
  classified: ClassifiedFailure,
): Promise<void> {
  if (because === HAND_BACK) return handBack(context, attempt, classified);
  markWasted(attempt);
  const { detailId } = await withDetail(context, classified);
  const { plan } = attempt.compiled;
  const at = context.now();
  if (plan.effect === 'write') recordEffect(context, attempt, classified.unanswered ? 'UNCERTAIN' : 'FAILED', at, null);
  const row = endTask(context, attempt, 'CANCELLED', at);
  keepAttempt(context, attempt, 'CANCELLED', null, detailId ?? null);
  row.settledSeq = context.ledger.record('task.cancelled', at, outcomeData(row, { because }), {
    path: attempt.path,
    attempt: attempt.number,
  });
  context.ledger.touch(row);
  apply(context.state, { type: 'task.cancelled', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, because });
}

/** Abort reason of a stopping worker: unfinished reads are forgotten, unfinished writes are uncertain. */
export const HAND_BACK = 'hand_back';

async function handBack(context: RunContext, attempt: Attempt, classified: ClassifiedFailure): Promise<void> {
  if (attempt.compiled.plan.effect === 'write' && classified.unanswered) await settleUncertain(context, attempt, classified.failure);
}

function endTask(context: RunContext, attempt: Attempt, status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED', at: number): TaskRow {
  const row = sumUsage(context, attempt, context.ledger.task(attempt.path, attempt.compiled.plan.id));
  Object.assign(row, {
    status,
    attempt: attempt.number,
    startedAt: row.startedAt ?? attempt.startedAt,
    endedAt: at,
    dueAt: null,
    waitsFor: null,
    error: null,
  });
  if (attempt.stream.hasTail) context.ledger.add({ endedTail: attempt.path });
  return row;
}

function outcomeData(row: TaskRow, extra: JsonObject): JsonObject {
  return {
    nodeId: row.nodeId,
    durationMs: row.startedAt === null || row.endedAt === null ? null : Math.round(row.endedAt - row.startedAt),
    ...(row.usage ? { usage: row.usage } : {}),
    ...(row.firstTokenMs === null ? {} : { firstTokenMs: row.firstTokenMs }),
    ...extra,
  };
}

/** Keeps what a node wrote to its console, as a payload its attempt names; null where it wrote nothing. */
async function keepLog(context: RunContext, log: string | undefined): Promise<string | null> {
  if (log === undefined || log === '') return null;
  const payload = await context.deps.payloads.encode(context.row.fence.workspaceId, { log: cleanText(log) });
  context.ledger.add({ payload });
  return payload.id;
}

/** Keeps partial output (the text before a cut) as a payload the failure names. */
async function withDetail(context: RunContext, classified: ClassifiedFailure): Promise<Failure> {
  if (classified.partial === undefined) return classified.failure;
  const payload = await context.deps.payloads.encode(context.row.fence.workspaceId, cleanText(classified.partial));
  context.ledger.add({ payload });
  return { ...classified.failure, detailId: payload.id };
}
