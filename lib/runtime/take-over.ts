import { apply, createState, forgetInterrupted, fromCheckpoint, interruptedTasks, type RunState, toCheckpoint } from '@/lib/engine';
import type { EngineEvent, Plan, TaskStatus, WaitReason } from '@/lib/engine/types';
import type { Json, JsonObject } from '@/lib/std/json';
import type { UsageSum } from '@/lib/std/usage-sum';
import { sumUsage } from './attempt-records';
import { unknownUsage } from './call-usage';
import type { RuntimeDeps } from './deps';
import { effectKey } from './effect-key';
import { createAttempt } from './execution-context';
import type { TaskRow } from './journal-port';
import type { RunContext } from './run-context';
import { settleUncertain, WORKER_LOST } from './settle-uncertain';

const CHECKPOINT_EVERY = 1000;

interface EventRow {
  seq: string;
  v: number;
  at_ms: number;
  type: string;
  path: string | null;
  attempt: number | null;
  data: JsonObject | null;
}

/** Thrown when the log holds events of a newer version than this code reads: another worker must go on. */
export class NewerEvents extends Error {}

const EVENT_VERSION = 1;

/** Folds the recorded events, from the last checkpoint on, into the state they describe. */
export async function foldEvents(deps: RuntimeDeps, plan: Plan, runId: string, workspaceId: string): Promise<RunState> {
  const checkpoint = await deps.db.query<{ seq: string; state: Json }>(
    'SELECT seq, state FROM run_checkpoint WHERE run_id = $1 ORDER BY seq DESC LIMIT 1',
    [runId],
  );
  const from = checkpoint.rows[0];
  const state = from ? fromCheckpoint(plan, from.state) : createState(plan);
  const { rows } = await deps.db.query<EventRow>(
    'SELECT seq, v, extract(epoch FROM at) * 1000 AS at_ms, type, path, attempt, data FROM run_event WHERE run_id = $1 AND seq > $2 ORDER BY seq',
    [runId, from ? Number(from.seq) : 0],
  );
  for (const row of rows) {
    if (row.v > EVENT_VERSION)
      throw new NewerEvents(`Run ${runId} has events of version ${row.v}; this worker reads ${EVENT_VERSION}. Upgrade it.`);
    apply(state, toEngineEvent(row));
  }
  const last = rows.at(-1);
  if (last && rows.length >= CHECKPOINT_EVERY) await saveCheckpoint(deps, runId, workspaceId, Number(last.seq), state);
  return state;
}

async function saveCheckpoint(deps: RuntimeDeps, runId: string, workspaceId: string, seq: number, state: RunState): Promise<void> {
  await deps.db.query('INSERT INTO run_checkpoint (run_id, seq, workspace_id, state) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    runId,
    seq,
    workspaceId,
    JSON.stringify(toCheckpoint(state)),
  ]);
}

/** The columns and the data of a stored event are the members of the engine's event: the journal wrote them so. */
function toEngineEvent(row: EventRow): EngineEvent {
  const event: Record<string, unknown> = { ...row.data, type: row.type, at: Number(row.at_ms) };
  if (row.path !== null && event.path === undefined) event.path = row.path;
  if (row.attempt !== null) event.attempt = row.attempt;
  return event as EngineEvent;
}

interface OpenTaskRow {
  path: string;
  node_id: string;
  status: TaskStatus;
  attempt: number;
  started_ms: number | null;
  due_ms: number | null;
  input_id: string | null;
  items_total: number | null;
  items_done: number | null;
  usage_json: UsageSum | null;
  waits_for: WaitReason | null;
  wait_seq: number | string | null;
  approvers: string[];
}

/** Adopts the rows of tasks that are under way, so that the next write of each keeps what the last holder knew. */
export async function adoptOpenTasks(context: RunContext): Promise<void> {
  const { rows } = await context.deps.db.query<OpenTaskRow>(
    `SELECT path, node_id, status, attempt, extract(epoch FROM started_at) * 1000 AS started_ms, extract(epoch FROM due_at) * 1000 AS due_ms,
       input_id, items_total, items_done, usage_json, waits_for, wait_seq, coalesce(approvers, '{}') AS approvers
     FROM task_run WHERE run_id = $1 AND ended_at IS NULL`,
    [context.row.fence.runId],
  );
  for (const row of rows) context.ledger.adopt(toTaskRow(row));
}

function toTaskRow(row: OpenTaskRow): TaskRow {
  return {
    path: row.path,
    nodeId: row.node_id,
    status: row.status,
    attempt: row.attempt,
    startedAt: row.started_ms === null ? null : Number(row.started_ms),
    endedAt: null,
    dueAt: row.due_ms === null ? null : Number(row.due_ms),
    firstTokenMs: null,
    inputId: row.input_id,
    outputId: null,
    preview: null,
    port: null,
    error: null,
    itemsTotal: row.items_total,
    itemsDone: row.items_done,
    usage: row.usage_json,
    settledSeq: null,
    waitsFor: row.waits_for,
    waitSeq: row.wait_seq === null ? null : Number(row.wait_seq),
    approvers: row.approvers,
  };
}

/**
 * Decides what becomes of tasks the last holder left in the middle: what touched nothing, or only read, starts again;
 * a write may have happened, so it is uncertain and goes by its node's policy.
 */
export async function settleInterrupted(context: RunContext): Promise<void> {
  const { runId, workspaceId } = context.row.fence;
  for (const task of interruptedTasks(context.state)) {
    const compiled = context.snapshot.nodes.get(task.nodeId);
    if (!compiled || compiled.plan.control === 'scope') continue;
    const attempt = createAttempt(context, compiled, task.path, task.attempt, effectKey(workspaceId, runId, task.path));
    if (task.effect === 'write') {
      await settleUncertain(context, attempt, {
        class: 'unavailable',
        code: WORKER_LOST,
        message: 'The worker was lost while the call was under way',
      });
    } else {
      await noteLostCall(context, attempt);
      forgetInterrupted(context.state, task.path);
    }
  }
}

/** A model call cut by a crash may have been charged for: its usage is recorded as unknown. */
async function noteLostCall(context: RunContext, attempt: ReturnType<typeof createAttempt>): Promise<void> {
  if (context.deps.catalog.get(attempt.compiled.plan.type)?.category !== 'model') return;
  const { node, plan } = attempt.compiled;
  const called = { provider: String(node.provider ?? ''), model: String(node.model ?? 'default') };
  const book = await context.deps.outside.prices(context.row.fence.workspaceId);
  attempt.usages.push({ ...unknownUsage({ context, attempt, book }, called, 0), n: LOST_CALL + context.row.fence.epoch });
  context.ledger.touch(sumUsage(context, attempt, context.ledger.task(attempt.path, plan.id)));
}

/** Numbers of lost calls stand apart from those of answered ones, which count from 0. */
const LOST_CALL = 1000;
