import { apply } from '@/lib/engine';
import type { Failure } from '@/lib/engine/types';
import { failureData, recordEffect, settleRetrying, sumUsage } from './attempt-records';
import type { Attempt } from './execution-context';
import { failureJson } from './journal-port';
import type { RunContext } from './run-context';

/** Failure code of an attempt whose worker died under it. */
export const WORKER_LOST = 'worker_lost';

const RETRY_UNCERTAIN_MAX = 3;
const RETRY_UNCERTAIN_MS = 1000;

/**
 * A write ended without an answer: it may have happened. It is recorded as UNCERTAIN and goes by the node's policy.
 * `verify` has no verifier yet on the core nodes and asks a person, as `ask` does.
 */
export async function settleUncertain(context: RunContext, attempt: Attempt, cause: Failure): Promise<void> {
  const { plan } = attempt.compiled;
  recordEffect(context, attempt, 'UNCERTAIN', context.now(), null);
  const failure = uncertainFailure(plan.id, cause);
  // Workers that die are counted by the poison count, not against the target's tries.
  const retriesLeft = cause.code === WORKER_LOST || attempt.number <= (plan.retry?.max ?? RETRY_UNCERTAIN_MAX);
  if (plan.onUncertain === 'retry' && retriesLeft) {
    // A lost worker says nothing of the target's health: try again at once.
    const pause = cause.code === WORKER_LOST ? 0 : RETRY_UNCERTAIN_MS * attempt.number;
    return settleRetrying(context, attempt, failure, context.now() + pause);
  }
  if (plan.onUncertain === 'fail') return failTask(context, attempt, failure);
  await waitForPerson(context, attempt, failure);
}

function uncertainFailure(nodeId: string, cause: Failure): Failure {
  const message = `Node ${nodeId} sent its request and got no answer, so nobody knows whether it happened (${cause.message}). Look at the target, then resolve the effect on the run's page.`;
  return { class: cause.class, code: 'effect_uncertain', message };
}

async function failTask(context: RunContext, attempt: Attempt, failure: Failure): Promise<void> {
  const { plan } = attempt.compiled;
  const at = context.now();
  const row = sumUsage(context, attempt, context.ledger.task(attempt.path, plan.id));
  Object.assign(row, {
    status: 'FAILED',
    attempt: attempt.number,
    startedAt: row.startedAt ?? attempt.startedAt,
    endedAt: at,
    waitsFor: null,
    error: failureJson(failure, attempt.path, plan.id, attempt.number),
  });
  row.settledSeq = context.ledger.record(
    'task.failed',
    at,
    { nodeId: plan.id, failure: failureData(failure) },
    { path: attempt.path, attempt: attempt.number },
  );
  context.ledger.touch(row);
  if (await context.ledger.flush())
    apply(context.state, { type: 'task.failed', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, failure });
}

async function waitForPerson(context: RunContext, attempt: Attempt, failure: Failure): Promise<void> {
  const { plan } = attempt.compiled;
  const at = context.now();
  const row = sumUsage(context, attempt, context.ledger.task(attempt.path, plan.id));
  Object.assign(row, {
    status: 'WAITING',
    attempt: attempt.number,
    startedAt: row.startedAt ?? attempt.startedAt,
    dueAt: null,
    waitsFor: 'uncertain',
    error: failureJson(failure, attempt.path, plan.id, attempt.number),
  });
  context.ledger.record(
    'task.waiting',
    at,
    { nodeId: plan.id, reason: 'uncertain', failure: failureData(failure) },
    { path: attempt.path, attempt: attempt.number },
  );
  context.ledger.touch(row);
  if (await context.ledger.flush()) {
    apply(context.state, { type: 'task.waiting', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, reason: 'uncertain' });
  }
}
