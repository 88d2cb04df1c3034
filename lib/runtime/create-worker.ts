import type { Json } from '@/lib/std/json';
import { type ClaimedRun, claimRuns, countCrashAhead } from './claim-runs';
import type { RuntimeDeps } from './deps';
import { beat } from './heartbeat';
import { openSession } from './open-session';
import type { RunSession } from './run-session';
import { createSnapshotCache, SnapshotUnavailable } from './snapshot-cache';
import { ringDueTimers, ringForgotten } from './sweep';
import { NewerEvents } from './take-over';

/** The worker of one process: claims the runs it is rung for and walks them; its loops keep what it holds and mend what was lost. */
export interface Worker {
  /** The bell's handler: resolves when every run it could claim has ended, parked or been lost. */
  advance(runIds: readonly string[]): Promise<void>;
  /** Runs held right now. */
  readonly active: number;
  start(): void;
  /** Graceful stop: waits up to the grace time, then hands back what is unfinished. */
  stop(): Promise<void>;
}

/** Weight of a crash by how much it says: alone in the worker the run did it, in company it may have been any. See POISON_AFTER. */
const CRASH_ALONE = 4;
const CRASH_IN_COMPANY = 1;

/** Builds a worker over its dependencies; nothing runs before `start`. */
export function createWorker(deps: RuntimeDeps): Worker {
  const sessions = new Map<string, RunSession>();
  const snapshots = createSnapshotCache(deps.db, deps.catalog);
  let stopping = false;
  const loops: (() => void)[] = [];

  const walk = async (row: ClaimedRun, values: ReadonlyMap<string, Json>, isAlone: boolean): Promise<void> => {
    let session: RunSession | null = null;
    try {
      if (row.crashedAgain) await countCrashAhead(deps.db, row.fence, isAlone ? CRASH_ALONE : CRASH_IN_COMPANY);
      // The prices are asked for here so that they are at hand when the first model has answered.
      const { workspaceId } = row.fence;
      const [snapshot] = await Promise.all([snapshots.load(workspaceId, row.snapshotHash), deps.outside.prices(workspaceId)]);
      session = await openSession(deps, { row, snapshot, input: valueAt(values, row.inputId), vars: valueAt(values, row.varsId) });
      if (!session) return;
      sessions.set(row.fence.runId, session);
      await session.run();
    } catch (error) {
      await giveUp(deps, row, error);
    } finally {
      // Not a later claim's: this one may have been lost to another walk of the same run.
      if (sessions.get(row.fence.runId) === session) sessions.delete(row.fence.runId);
    }
  };

  return {
    get active() {
      return sessions.size;
    },
    async advance(runIds) {
      if (stopping) return;
      const free = runIds.filter((id) => !pokeHeld(sessions, id));
      if (free.length === 0) return;
      const claimed = await claimRuns(deps.db, free, deps.times.leaseMs);
      for (const row of claimed) deps.faults.at('claimed', row.fence.runId);
      const values = await readInputs(deps, claimed);
      const isAlone = claimed.length === 1 && sessions.size === 0;
      await Promise.all(claimed.map((row) => walk(row, values, isAlone)));
    },
    start() {
      loops.push(every(deps, deps.times.heartbeatMs, 'heartbeat', () => beat(deps, sessions)));
      loops.push(every(deps, deps.times.timerMs, 'timers', () => ringDueTimers(deps)));
      loops.push(every(deps, deps.times.repairMs, 'repair', () => ringForgotten(deps)));
    },
    async stop() {
      stopping = true;
      const until = performance.now() + deps.times.graceMs;
      while (sessions.size > 0 && performance.now() < until) await pause(50);
      const left = [...sessions.entries()];
      await Promise.allSettled(left.map(([, session]) => session.handBack()));
      for (const stop of loops.splice(0)) stop();
      if (left.length > 0) await deps.ring(left.map(([id]) => id)).catch(() => undefined);
    },
  };
}

function valueAt(values: ReadonlyMap<string, Json>, id: string | null): Json {
  return id === null ? null : (values.get(id) ?? null);
}

function pokeHeld(sessions: ReadonlyMap<string, RunSession>, runId: string): boolean {
  const session = sessions.get(runId);
  session?.poke();
  return session !== undefined;
}

/** Reads inputs and variables of all claimed runs, one query per workspace. */
async function readInputs(deps: RuntimeDeps, rows: readonly ClaimedRun[]): Promise<Map<string, Json>> {
  const byWorkspace = new Map<string, string[]>();
  for (const row of rows) {
    const ids = byWorkspace.get(row.fence.workspaceId) ?? [];
    ids.push(row.inputId, ...(row.varsId === null ? [] : [row.varsId]));
    byWorkspace.set(row.fence.workspaceId, ids);
  }
  const read = await Promise.all([...byWorkspace].map(([workspaceId, ids]) => deps.payloads.read(workspaceId, ids)));
  return new Map(read.flatMap((values) => [...values]));
}

const RETRY_LATER_S = 30;

/** A run this process cannot walk: it waits for a worker that can, or, after a defect, for its lease to run out. */
async function giveUp(deps: RuntimeDeps, row: ClaimedRun, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  deps.log('error', 'run given up', { runId: row.fence.runId, reason: reason.slice(0, 300) });
  if (!(error instanceof SnapshotUnavailable) && !(error instanceof NewerEvents)) return;
  await deps.db.query(
    `UPDATE run SET lease_owner = NULL, lease_until = NULL, status = 'WAITING', ended_because = 'node_type_unavailable',
       wake_at = millrace_now() + make_interval(secs => $4::int)
     WHERE id = $1 AND epoch = $2 AND lease_owner = $3`,
    [row.fence.runId, row.fence.epoch, row.fence.owner, RETRY_LATER_S],
  );
}

/** Repeats `work`, with a tenth of jitter, never two at once. Answers the stop. */
function every(deps: RuntimeDeps, ms: number, name: string, work: () => Promise<unknown>): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const again = (): void => {
    if (!stopped) timer = setTimeout(tick, ms * (0.95 + deps.random() * 0.1));
  };
  const tick = (): void => {
    work()
      .catch((error) => deps.log('warn', `${name} failed`, { error: error instanceof Error ? error.message.slice(0, 200) : 'unknown' }))
      .finally(again);
  };
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
