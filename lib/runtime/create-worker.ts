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

/** How long a suspect run is watched before the next one begins. */
const PROBATION_MS = 1000;

/** Builds a worker over its dependencies; nothing runs before `start`. */
export function createWorker(deps: RuntimeDeps): Worker {
  const sessions = new Map<string, RunSession>();
  const snapshots = createSnapshotCache(deps.db, deps.catalog);
  let stopping = false;
  let quarantine: Promise<void> = Promise.resolve();
  const loops: (() => void)[] = [];

  const walk = async (row: ClaimedRun, values: ReadonlyMap<string, Json>): Promise<void> => {
    try {
      const snapshot = await snapshots.load(row.fence.workspaceId, row.snapshotHash);
      const vars = row.varsId === null ? {} : (values.get(row.varsId) ?? {});
      const session = await openSession(deps, { row, snapshot, input: values.get(row.inputId) ?? null, vars });
      if (!session) return;
      sessions.set(row.fence.runId, session);
      await session.run();
    } catch (error) {
      await giveUp(deps, row, error);
    } finally {
      sessions.delete(row.fence.runId);
    }
  };

  /** Runs whose workers died twice, one after another. A crash counts only against a run that was alone here. */
  const walkApart = async (rows: readonly ClaimedRun[], values: ReadonlyMap<string, Json>): Promise<void> => {
    const walks: Promise<void>[] = [];
    for (const row of rows) {
      await quarantine;
      if (sessions.size === 0) await countCrashAhead(deps.db, row.fence);
      const walked = walk(row, values);
      walks.push(walked);
      quarantine = Promise.race([walked, pause(PROBATION_MS)]);
    }
    await Promise.all(walks);
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
      const apart = claimed.filter((row) => row.crashedAgain);
      await Promise.all([...claimed.filter((row) => !row.crashedAgain).map((row) => walk(row, values)), walkApart(apart, values)]);
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
