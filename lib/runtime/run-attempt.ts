import type { ExpressionScope } from '@/lib/dsl/expression';
import { apply, isSettled, taskAt } from '@/lib/engine';
import type { Failure } from '@/lib/engine/types';
import { type ExecutionResult, NodeFailure } from '@/lib/nodes/contract';
import type { JsonObject } from '@/lib/std/json';
import { type ClassifiedFailure, classifyFailure } from './classify-failure';
import { encodeOutput } from './encode-output';
import { type Attempt, createExecutionContext } from './execution-context';
import { loadScope } from './load-scope';
import type { RunContext } from './run-context';
import { settleCancelled, settleFailure, settleSuccess } from './settle-task';

/**
 * One try of a task, from its parameters to its recorded end. A pure task writes nothing before its end; a read's
 * start, and a write's intent, are durable before the outside is touched.
 */
export async function runAttempt(context: RunContext, attempt: Attempt): Promise<void> {
  const scope = await loadScope(context, attempt.path, attempt.compiled.parameters.references);
  const parameters = attempt.compiled.parameters.resolve(scope);
  if (!parameters.ok) {
    const { code, message, parameter } = parameters.error;
    const failure: Failure = { class: 'invalid', code, message: `Parameter ${parameter} of node ${attempt.compiled.plan.id}: ${message}` };
    return settleFailure(context, attempt, { failure, unanswered: false, partial: undefined });
  }
  if (attempt.compiled.plan.effect !== 'none' && !(await recordStart(context, attempt, parameters.value))) return;
  await execute(context, attempt, parameters.value, scope);
}

async function execute(context: RunContext, attempt: Attempt, parameters: JsonObject, scope: ExpressionScope): Promise<void> {
  // Stopped while its start was being written: nothing has been sent, and nothing is.
  if (attempt.controller.signal.aborted) return settleThrown(context, attempt, NEVER_CALLED);
  let result: ExecutionResult;
  try {
    result = await callExecutor(context, attempt, parameters, scope);
  } catch (error) {
    return settleThrown(context, attempt, classifyFailure(error, attempt.compiled.plan.id));
  } finally {
    attempt.stream.stop();
  }
  if (attempt.compiled.plan.effect === 'write') context.deps.faults.at('effect_happened', context.row.fence.runId);
  const output = await encodeOutput(context, attempt.compiled.plan, result.output);
  if (!output.ok) return settleFailure(context, attempt, { failure: output.error, unanswered: false, partial: undefined });
  await settleSuccess(context, attempt, result, output.value);
}

const NEVER_CALLED: ClassifiedFailure = {
  failure: { class: 'timeout', code: 'aborted', message: 'Stopped before it began' },
  unanswered: false,
  partial: undefined,
};

function settleThrown(context: RunContext, attempt: Attempt, classified: ClassifiedFailure): Promise<void> {
  const aborted = abortReason(attempt);
  if (!aborted) return settleFailure(context, attempt, classified);
  if (aborted === 'timeout') return settleFailure(context, attempt, { ...classified, failure: timeoutFailure(attempt) });
  return settleCancelled(context, attempt, aborted, classified);
}

/** Why the attempt was stopped from our side; null when it failed by itself. */
function abortReason(attempt: Attempt): string | null {
  const { signal } = attempt.controller;
  return signal.aborted ? String(signal.reason) : null;
}

function timeoutFailure({ compiled, timeoutMs }: Attempt): Failure {
  const message = `Node ${compiled.plan.id} took longer than ${timeoutMs} ms and was stopped. Raise timeout_ms, or make the call smaller.`;
  return { class: 'timeout', code: 'timeout', message };
}

/** Runs the executor under its timeout. An executor that ignores its signal is left behind after the abort. */
async function callExecutor(
  context: RunContext,
  attempt: Attempt,
  parameters: JsonObject,
  scope: ExpressionScope,
): Promise<ExecutionResult> {
  const executor = context.deps.executors.get(attempt.compiled.plan.type);
  if (!executor)
    throw new NodeFailure('bug', 'node_type_unavailable', `No executor for node type ${attempt.compiled.plan.type} in this worker`);
  const run = executor.execute(parameters, createExecutionContext(context, attempt, scope));
  if (attempt.compiled.plan.effect === 'none') return run;
  const { controller } = attempt;
  const timer = setTimeout(() => controller.abort('timeout'), attempt.timeoutMs);
  try {
    return await Promise.race([run, rejectOnAbort(controller.signal)]);
  } finally {
    clearTimeout(timer);
    run.catch(() => undefined);
  }
}

const LEAVE_AFTER_MS = 500;

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = (): void => {
      // The executor hears the signal too: its own, better informed, failure usually comes first.
      setTimeout(
        () => reject(new NodeFailure('timeout', 'aborted', 'Stopped before it answered', { unanswered: true })),
        LEAVE_AFTER_MS,
      ).unref();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}

/** Records the start (and a write's intent) durably. False: the run was lost, or the task told to stop, meanwhile. */
async function recordStart(context: RunContext, attempt: Attempt, parameters: JsonObject): Promise<boolean> {
  const { ledger } = context;
  const { plan } = attempt.compiled;
  const payload = await context.deps.payloads.encode(context.row.fence.workspaceId, parameters);
  if (isCalledOff(context, attempt)) return false;
  const at = context.now();
  const row = ledger.task(attempt.path, plan.id);
  Object.assign(row, {
    status: 'RUNNING',
    attempt: attempt.number,
    startedAt: row.startedAt ?? at,
    dueAt: null,
    waitsFor: null,
    inputId: payload.id,
    error: null,
  });
  ledger.add({ payload });
  ledger.record('task.started', at, { nodeId: plan.id, inputId: payload.id }, { path: attempt.path, attempt: attempt.number });
  ledger.touch(row);
  apply(context.state, { type: 'task.started', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, inputId: payload.id });
  if (plan.effect === 'write') recordIntent(context, attempt, parameters, at);
  if (!(await ledger.flush())) return false;
  if (plan.effect === 'write') context.deps.faults.at('effect_intended', context.row.fence.runId);
  return true;
}

/** Whether a cancel, a failed sibling or a stopping worker came since the start was decided. To be asked after the last `await` before a start is recorded. */
export function isCalledOff(context: RunContext, attempt: Attempt): boolean {
  const task = taskAt(context.state, attempt.path);
  return attempt.controller.signal.aborted || task === undefined || task.halted || isSettled(task.status);
}

function recordIntent(context: RunContext, attempt: Attempt, parameters: JsonObject, at: number): void {
  const { plan } = attempt.compiled;
  const target = targetOf(parameters);
  context.ledger.record(
    'effect.intended',
    at,
    { nodeId: plan.id, key: attempt.effectKey, target },
    { path: attempt.path, attempt: attempt.number },
  );
  context.ledger.add({
    effect: {
      path: attempt.path,
      key: attempt.effectKey,
      nodeId: plan.id,
      kind: plan.type,
      status: 'INTENDED',
      attempt: attempt.number,
      target,
      receipt: null,
      intendedAt: at,
      settledAt: null,
      resolution: null,
      resolvedBy: null,
    },
  });
}

/** Where a write goes, for the ledger: method and URL without its query, which may hold secrets. */
function targetOf(parameters: JsonObject): string {
  const url = typeof parameters.url === 'string' ? (parameters.url.split('?')[0] ?? '') : '';
  const method = typeof parameters.method === 'string' ? parameters.method : '';
  return `${method} ${url}`.trim().slice(0, 500);
}
