import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { RunAccepted, TriggerRun } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import { hasEnded, readRunResult } from './run-result';
import { type StartRun, startRun } from './start-run';
import { findStartTarget } from './start-target';
import { openRunWaiter } from './wait-for-run';

/** A trigger request with the caller's `Idempotency-Key`. */
export type TriggerRunInput = TriggerRun & { idempotencyKey?: string | undefined };

/**
 * Starts a run of a flow, and waits for its end where asked to. The answer's `status` says whether it has ended.
 * Throws `not_published`, `draft_has_errors`, `invalid_inputs`, `idempotency_conflict`, and 404s for foreign flows.
 */
export async function triggerRun(deps: ServiceDeps, principal: Principal, input: TriggerRunInput): Promise<RunAccepted> {
  requirePermission(principal, 'run:start');
  if (input.revision === 'draft') requirePermission(principal, 'flow:edit');
  const { flowId, inputs, triggerType, revision, labels } = input;
  const target = await findStartTarget(deps, principal, flowId, revision);
  const actor = actorOf(principal);
  const start: StartRun = {
    target,
    workspaceId: principal.workspaceId,
    inputs,
    triggerType,
    triggerId: null,
    labels,
    startedBy: `${actor.kind}:${actor.id}`,
    idempotency: {
      scope: `flow:${flowId}`,
      key: input.idempotencyKey,
      request: { inputs, triggerType, revision: revision ?? null, ...(labels && { labels }) },
    },
  };
  return input.mode === 'wait' ? startAndWait(deps, start, input.waitMs) : acceptRun(deps, start);
}

/** Starts a run and answers at once; a repeated key whose run has ended answers its result too. */
export async function acceptRun(deps: ServiceDeps, start: StartRun): Promise<RunAccepted> {
  const { runId, status } = await startRun(deps, start);
  return hasEnded(status) ? readRunResult(deps, start.workspaceId, runId) : { runId, status };
}

/** Starts a run and waits for its end, at most `waitMs`. */
export async function startAndWait(deps: ServiceDeps, start: StartRun, waitMs: number): Promise<RunAccepted> {
  const runId = newId();
  const waiter = openRunWaiter(deps, runId);
  try {
    const started = await startRun(deps, { ...start, runId });
    if (started.isNew) return await waiter.wait(start.workspaceId, waitMs);
    return await waitForEarlier(deps, start.workspaceId, started.runId, waitMs);
  } finally {
    waiter.close();
  }
}

/** The key had started a run before: it may have ended long ago. */
async function waitForEarlier(deps: ServiceDeps, workspaceId: string, runId: string, waitMs: number): Promise<RunAccepted> {
  const waiter = openRunWaiter(deps, runId);
  try {
    const now = await readRunResult(deps, workspaceId, runId);
    return hasEnded(now.status) ? now : await waiter.wait(workspaceId, waitMs);
  } finally {
    waiter.close();
  }
}
