import { taskAt } from '@/lib/engine';
import type { ExecutionResult } from '@/lib/nodes/contract';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { classifyFailure } from './classify-failure';
import { encodeOutput } from './encode-output';
import type { Attempt } from './execution-context';
import { waitingOf } from './open-wait';
import { isCalledOff } from './run-attempt';
import type { RunContext } from './run-context';
import { settleFailure, settleSuccess } from './settle-task';

/** The longest a wait is asked after again when this process's clock runs ahead of the database's. */
const EARLY_MAX_MS = 1000;

/**
 * Whether the time of an open wait is up by the database's clock, and how many signals the run has. Whoever answers holds the
 * run's row while asking the same clock, so this waits for answers under way, and no later one is taken once it says yes.
 */
export async function isTimeUp(context: RunContext, path: string): Promise<{ isUp: boolean; wake: number }> {
  const { rows } = await context.deps.db.query<{ wake: string }>('SELECT wake FROM run WHERE id = $1 FOR SHARE', [context.row.fence.runId]);
  const clock = await context.deps.db.query<{ now: number }>('SELECT extract(epoch FROM millrace_now()) * 1000 AS now');
  const wake = Number(rows[0]?.wake ?? 0);
  const early = (taskAt(context.state, path)?.dueAt ?? 0) - Number(clock.rows[0]?.now ?? 0);
  if (early <= 0) return { isUp: true, wake };
  await new Promise((resolve) => setTimeout(resolve, Math.min(early, EARLY_MAX_MS)));
  return { isUp: false, wake };
}

/** Records what an answer, or nobody's answer, makes of a wait. */
export async function settleWait(context: RunContext, attempt: Attempt, answerId: string | null): Promise<void> {
  const { plan } = attempt.compiled;
  const { workspaceId } = context.row.fence;
  const row = context.ledger.task(attempt.path, plan.id);
  const { startedAt, dueAt, inputId } = row;
  const ids = [inputId, answerId].filter((id) => id !== null);
  const values = await context.deps.payloads.read(workspaceId, ids);
  const parameters = objectOf(values.get(inputId ?? ''));
  let result: ExecutionResult;
  try {
    const waiting = waitingOf(context, plan.type);
    result =
      answerId === null || !waiting.answer
        ? waiting.expire(parameters, { openedAt: startedAt ?? attempt.startedAt, dueAt: dueAt ?? context.now() })
        : waiting.answer(parameters, values.get(answerId) ?? null);
  } catch (error) {
    const classified = classifyFailure(error, plan.id);
    if (isCalledOff(context, attempt)) return;
    return settleFailure(context, attempt, { ...classified, unanswered: false });
  }
  const output = await encodeOutput(context, plan, result.output);
  // A cancel that came meanwhile ends the wait instead.
  if (isCalledOff(context, attempt)) return;
  if (!output.ok) return settleFailure(context, attempt, { failure: output.error, unanswered: false, partial: undefined });
  await settleSuccess(context, attempt, result, output.value);
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}
