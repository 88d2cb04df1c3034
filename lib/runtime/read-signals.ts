import { apply, cancelRequested, mayAnswer, nodeIdOf, taskAt } from '@/lib/engine';
import type { Json, JsonObject } from '@/lib/std/json';
import type { PayloadRow } from '@/lib/storage/payload-store';
import type { RunContext } from './run-context';

interface SignalRow {
  id: string;
  kind: string;
  payload_id: string | null;
  data: JsonObject | null;
}

/**
 * Reads what others told the run and records what came of it. Answers the `wake` that was seen: every signal that
 * raised it has been read. Signals that fit nothing (a second answer, a wait long over) are consumed and do nothing.
 */
export async function readSignals(context: RunContext): Promise<number> {
  const { runId } = context.row.fence;
  const seen = await context.deps.db.query<{ wake: string }>('SELECT wake FROM run WHERE id = $1', [runId], { name: 'wake_read' });
  const { rows } = await context.deps.db.query<SignalRow>(
    'SELECT id, kind, payload_id, data FROM run_signal WHERE run_id = $1 AND consumed_seq IS NULL ORDER BY id',
    [runId],
    { name: 'signals_read' },
  );
  for (const signal of rows) {
    if (signal.kind === 'cancel') cancel(context, signal);
    else if (signal.kind === 'effect.resolve') await resolveEffect(context, signal);
    else if (signal.kind === 'wait.answer') takeAnswer(context, signal);
    else consume(context, signal);
  }
  if (rows.length > 0) await context.ledger.flush();
  return Number(seen.rows[0]?.wake ?? context.row.wake);
}

function consume(context: RunContext, signal: SignalRow): void {
  context.ledger.add({ signal: { id: signal.id, seq: context.ledger.lastSeq } });
}

function cancel(context: RunContext, signal: SignalRow): void {
  if (!cancelRequested(context.state)) {
    const at = context.now();
    const by = typeof signal.data?.by === 'string' ? signal.data.by : null;
    context.ledger.record('run.cancel_requested', at, { by });
    apply(context.state, { type: 'run.cancel_requested', at, by });
  }
  consume(context, signal);
}

/** Somebody answered a wait, or one that is still to open: the engine keeps it for then. One for a wait that is over does nothing. */
function takeAnswer(context: RunContext, signal: SignalRow): void {
  const path = signal.data?.path;
  const { payload_id: answerId } = signal;
  if (typeof path === 'string' && answerId !== null && mayAnswer(context.state, path)) {
    const at = context.now();
    const nodeId = nodeIdOf(path);
    context.ledger.record('task.answered', at, { nodeId, answerId }, { path });
    apply(context.state, { type: 'task.answered', at, path, nodeId, answerId });
  }
  consume(context, signal);
}

/** A person says what became of an uncertain effect: it happened (`done`), it did not (`failed`), or try again (`retry`). */
async function resolveEffect(context: RunContext, signal: SignalRow): Promise<void> {
  const data = signal.data ?? {};
  const { path, resolution, by } = data;
  const task = typeof path === 'string' ? taskAt(context.state, path) : undefined;
  if (typeof path !== 'string' || task?.waitsFor !== 'uncertain' || !isResolution(resolution)) return consume(context, signal);
  const output = await context.deps.payloads.encode(context.row.fence.workspaceId, data.output ?? null);
  // Asked again after the last wait: what follows is recorded in one go, or not at all.
  if (taskAt(context.state, path)?.waitsFor !== 'uncertain') return consume(context, signal);
  const nodeId = nodeIdOf(path);
  const at = context.now();
  const key = typeof data.key === 'string' ? data.key : '';
  const person = typeof by === 'string' ? by : null;
  context.ledger.add({
    effect: {
      path,
      key,
      nodeId,
      kind: '',
      status: STATUS_OF[resolution],
      attempt: task.attempt,
      target: null,
      receipt: null,
      intendedAt: at,
      settledAt: at,
      resolution,
      resolvedBy: person,
    },
  });
  context.ledger.record('effect.resolved', at, { nodeId, key, resolution, by: person }, { path, attempt: task.attempt });
  apply(context.state, { type: 'effect.resolved', at, path, nodeId, key, resolution, by: person });
  consume(context, signal);
  if (resolution === 'done') succeed(context, { path, nodeId, attempt: task.attempt }, output, data.output ?? null);
  else if (resolution === 'failed') fail(context, path, nodeId, task.attempt);
}

const STATUS_OF = { done: 'DONE', failed: 'FAILED', retry: 'INTENDED' } as const;

function isResolution(value: unknown): value is keyof typeof STATUS_OF {
  return value === 'done' || value === 'failed' || value === 'retry';
}

function succeed(context: RunContext, task: { path: string; nodeId: string; attempt: number }, payload: PayloadRow, output: Json): void {
  const { path, nodeId, attempt } = task;
  context.values.put(payload.id, output, payload.sizeBytes);
  context.ledger.add({ payload });
  const at = context.now();
  const row = context.ledger.task(path, nodeId);
  Object.assign(row, { status: 'SUCCEEDED', endedAt: at, outputId: payload.id, error: null, waitsFor: null });
  row.settledSeq = context.ledger.record('task.succeeded', at, { nodeId, outputId: payload.id, resolved: true }, { path, attempt });
  context.ledger.touch(row);
  apply(context.state, { type: 'task.succeeded', at, path, nodeId, attempt, outputId: payload.id });
}

function fail(context: RunContext, path: string, nodeId: string, attempt: number): void {
  const at = context.now();
  const row = context.ledger.task(path, nodeId);
  Object.assign(row, { status: 'FAILED', endedAt: at, waitsFor: null });
  const failure = {
    class: 'invalid' as const,
    code: 'effect_denied',
    message: `A person said that the effect of node ${nodeId} did not happen.`,
  };
  row.settledSeq = context.ledger.record('task.failed', at, { nodeId, failure }, { path, attempt });
  context.ledger.touch(row);
  apply(context.state, { type: 'task.failed', at, path, nodeId, attempt, failure });
}
