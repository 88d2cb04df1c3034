import { apply } from '@/lib/engine';
import type { Failure } from '@/lib/engine/types';
import { NodeFailure, type NodeWaiting, type OpenedWait } from '@/lib/nodes/contract';
import { classifyFailure } from './classify-failure';
import type { Attempt } from './execution-context';
import { loadScope } from './load-scope';
import { isCalledOff } from './run-attempt';
import type { RunContext } from './run-context';
import { settleFailure } from './settle-task';

/**
 * Opens a wait: its parameters as they were rendered, and the time it ends by itself, are durable before the run can lie
 * down. From then on nobody in this process waits for it.
 */
export async function openWait(context: RunContext, attempt: Attempt): Promise<void> {
  const { plan, parameters: compiled } = attempt.compiled;
  const parameters = compiled.resolve(await loadScope(context, attempt.path, compiled.references));
  if (!parameters.ok) {
    const { code, message, parameter } = parameters.error;
    const failure: Failure = { class: 'invalid', code, message: `Parameter ${parameter} of node ${plan.id}: ${message}` };
    return settleFailure(context, attempt, { failure, unanswered: false, partial: undefined });
  }
  const input = await context.deps.payloads.encode(context.row.fence.workspaceId, parameters.value);
  if (isCalledOff(context, attempt)) return;
  const at = context.now();
  let opened: OpenedWait;
  try {
    opened = waitingOf(context, plan.type).open(parameters.value, at);
  } catch (error) {
    return settleFailure(context, attempt, classifyFailure(error, plan.id));
  }
  context.ledger.add({ payload: input });
  await record(context, attempt, { opened, inputId: input.id, at });
}

/** The waiting half of a node type. Throws NodeFailure where this worker has none. */
export function waitingOf(context: RunContext, type: string): NodeWaiting {
  const waiting = context.deps.waitings.get(type);
  if (!waiting) throw new NodeFailure('bug', 'node_type_unavailable', `This worker cannot wait for node type ${type}; upgrade it`);
  return waiting;
}

async function record(
  context: RunContext,
  attempt: Attempt,
  { opened, inputId, at }: { opened: OpenedWait; inputId: string; at: number },
): Promise<void> {
  const { ledger } = context;
  const { plan } = attempt.compiled;
  const { dueAt, approvers = [] } = opened;
  const reason = context.deps.catalog.get(plan.type)?.waitsFor ?? 'timer';
  const row = ledger.task(attempt.path, plan.id);
  const data = { nodeId: plan.id, reason, inputId, ...(dueAt === null ? {} : { dueAt }) };
  const waitSeq = ledger.record('task.waiting', at, data, { path: attempt.path, attempt: attempt.number });
  Object.assign(row, {
    ...{ status: 'WAITING', attempt: attempt.number, startedAt: row.startedAt ?? at, error: null },
    ...{ dueAt, inputId, waitsFor: reason, waitSeq, approvers },
  });
  ledger.touch(row);
  if (!(await ledger.flush())) return;
  const event = { type: 'task.waiting' as const, at, path: attempt.path, nodeId: plan.id, attempt: attempt.number, reason };
  apply(context.state, dueAt === null ? event : { ...event, dueAt });
}
