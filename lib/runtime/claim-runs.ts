import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import type { Fence } from './journal-port';

/** A run row as the claim answers it. Times in database ms. */
export interface ClaimedRun {
  fence: Fence;
  flowId: string;
  flowRevId: string | null;
  snapshotHash: string;
  status: string;
  triggerType: string;
  inputId: string;
  varsId: string | null;
  seq: number;
  wake: number;
  startedAt: number | null;
  createdAt: number;
  metrics: JsonObject | null;
  /** Weighed crashes without an attempt ending in between. */
  crashCount: number;
  /** Its worker died twice without an attempt ending. */
  crashedAgain: boolean;
  /** Database time of the claim. */
  claimedAt: number;
}

interface Row {
  id: string;
  workspace_id: string;
  flow_id: string;
  flow_rev_id: string | null;
  snapshot_hash: string;
  status: string;
  trigger_type: string;
  input_id: string;
  vars_id: string | null;
  seq: string;
  wake: string;
  epoch: string;
  lease_owner: string;
  started_ms: number | null;
  created_ms: number;
  metrics_json: JsonObject | null;
  crash_count: number;
  crashed_again: boolean;
  now_ms: number;
}

/**
 * Claims what may be claimed: not ended, not leased (or its lease ran out), and, when it waits, due or signalled.
 * A lease that ran out means its holder died: the run is suspect until an attempt of it ends. For one that was suspect
 * already (`crashed_again`) crashes are counted, weighing more when it was alone in its worker.
 */
const CLAIM = `
UPDATE run SET epoch = run.epoch + 1, lease_owner = c.owner, lease_until = millrace_now() + make_interval(secs => $3::float8 / 1000),
  suspect = run.suspect OR run.lease_owner IS NOT NULL
FROM (
  SELECT r.id, o.owner, r.suspect AND r.lease_owner IS NOT NULL AS crashed_again FROM run r JOIN unnest($1::text[], $2::text[]) AS o(id, owner) ON o.id = r.id
  WHERE r.status IN ('PENDING', 'RUNNING', 'WAITING', 'COMPENSATING') AND (r.lease_owner IS NULL OR r.lease_until < millrace_now())
    AND (r.status <> 'WAITING' OR r.wake_at <= millrace_now()
      OR EXISTS (SELECT 1 FROM run_signal s WHERE s.run_id = r.id AND s.consumed_seq IS NULL))
  ORDER BY r.id FOR UPDATE OF r SKIP LOCKED
) c WHERE run.id = c.id
RETURNING run.id, run.workspace_id, run.flow_id, run.flow_rev_id, run.snapshot_hash, run.status, run.trigger_type, run.input_id, run.vars_id, run.seq,
  run.wake, run.epoch, run.lease_owner, extract(epoch FROM run.started_at) * 1000 AS started_ms, extract(epoch FROM run.created_at) * 1000 AS created_ms,
  run.metrics_json, run.crash_count, c.crashed_again, extract(epoch FROM millrace_now()) * 1000 AS now_ms`;

/** Claims the runs among `runIds` that are free; each claim has its own fresh owner. One durable commit for all. */
export async function claimRuns(db: Database, runIds: readonly string[], leaseMs: number): Promise<ClaimedRun[]> {
  const owners = runIds.map(() => newId());
  const { rows } = await db.query<Row>(CLAIM, [runIds, owners, leaseMs], { name: 'claim_runs' });
  return rows.map(toClaimedRun);
}

function toClaimedRun(row: Row): ClaimedRun {
  return {
    fence: { runId: row.id, workspaceId: row.workspace_id, epoch: Number(row.epoch), owner: row.lease_owner },
    flowId: row.flow_id,
    flowRevId: row.flow_rev_id,
    snapshotHash: row.snapshot_hash,
    status: row.status,
    triggerType: row.trigger_type,
    inputId: row.input_id,
    varsId: row.vars_id,
    seq: Number(row.seq),
    wake: Number(row.wake),
    startedAt: row.started_ms === null ? null : Number(row.started_ms),
    createdAt: Number(row.created_ms),
    metrics: row.metrics_json,
    crashCount: row.crash_count,
    crashedAgain: row.crashed_again,
    claimedAt: Number(row.now_ms),
  };
}

/** Counts a crash ahead, by its weight: should this worker die before an attempt of the run ends, the count stands. */
export async function countCrashAhead(db: Database, fence: Fence, weight: number): Promise<void> {
  await db.query('UPDATE run SET crash_count = crash_count + $4 WHERE id = $1 AND epoch = $2 AND lease_owner = $3', [
    fence.runId,
    fence.epoch,
    fence.owner,
    weight,
  ]);
}
