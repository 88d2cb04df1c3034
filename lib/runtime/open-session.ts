import { apply, createState } from '@/lib/engine';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import type { ClaimedRun } from './claim-runs';
import type { RuntimeDeps } from './deps';
import { endFailed } from './finish-run';
import type { RunPatch } from './journal-port';
import type { RunContext } from './run-context';
import { RunLedger } from './run-ledger';
import { RunSession } from './run-session';
import type { CompiledSnapshot } from './snapshot-cache';
import { adoptOpenTasks, foldEvents, settleInterrupted } from './take-over';
import { createValueCache } from './value-cache';

/** Weighed crashes that end a run as poison: three while it was alone in its worker, or twelve in company. */
const POISON_AFTER = 12;

/** What a session starts from. */
export interface SessionInput {
  row: ClaimedRun;
  snapshot: CompiledSnapshot;
  input: Json;
  vars: Json;
}

/** Builds the session of a claimed run: a fresh state for a new run, the folded log for one taken over or resumed. Null: it ended here. */
export async function openSession(deps: RuntimeDeps, given: SessionInput): Promise<RunSession | null> {
  const claimedMono = performance.now();
  const { row, snapshot } = given;
  const now = (): number => row.claimedAt + (performance.now() - claimedMono);
  let session: RunSession | null = null;
  const ledger = new RunLedger(deps, row.fence, row.seq, patchOf(row), () => session?.lose());
  const state = row.seq === 0 ? createState(snapshot.plan) : await foldEvents(deps, snapshot.plan, row.fence.runId, row.fence.workspaceId);
  const context: RunContext = {
    deps,
    row,
    snapshot,
    state,
    ledger,
    now,
    input: given.input,
    vars: objectOf(given.vars),
    items: new Map(),
    values: createValueCache(deps.payloads, row.fence.workspaceId),
  };
  if (row.seq === 0) begin(context);
  else await resume(context);
  if (row.crashCount >= POISON_AFTER) {
    const message = `Workers died again and again while they walked this run, so it is not tried any more. Look at the last started task.`;
    await endFailed(context, { class: 'bug', code: 'poison', message }, null, 'poison');
    return null;
  }
  session = new RunSession(context);
  return session;
}

function objectOf(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function patchOf(row: ClaimedRun): RunPatch {
  return {
    status: 'RUNNING',
    startedAt: row.startedAt ?? row.claimedAt,
    endedAt: null,
    outputId: null,
    error: null,
    endedBecause: null,
    metrics: row.metrics,
    wakeAt: null,
    release: false,
  };
}

function begin(context: RunContext): void {
  const at = context.now();
  context.ledger.record('run.created', context.row.createdAt, { trigger: context.row.triggerType, snapshotHash: context.row.snapshotHash });
  context.ledger.record('run.started', at, {});
  apply(context.state, { type: 'run.created', at: context.row.createdAt });
  apply(context.state, { type: 'run.started', at });
}

async function resume(context: RunContext): Promise<void> {
  const at = context.now();
  await adoptOpenTasks(context);
  context.ledger.record('run.resumed', at, { epoch: context.row.fence.epoch });
  apply(context.state, { type: 'run.resumed', at, epoch: context.row.fence.epoch });
  await settleInterrupted(context);
}
