import type { Principal } from '@/lib/auth';
import type { UsageSum } from '@/lib/contracts/common';
import type { FailureView, RunSummary } from '@/lib/contracts/runs';
import type { SqlClient } from '@/lib/db/database';
import { NO_USAGE, storedUsage } from '@/lib/std/usage-sum';
import { runNotFound, toFailureView } from './run-result';

/** A run as stored, with the names to show. */
export interface RunRow {
  id: string;
  flowId: string;
  flowName: string | null;
  revNo: number | null;
  status: RunSummary['status'];
  triggerType: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  endedBecause: string | null;
  error: FailureView | null;
  metrics: { usage?: UsageSum } | null;
  labels: Record<string, string> | null;
  seq: number;
  snapshotHash: string;
  inputId: string;
  outputId: string | null;
  waitingFor: string | null;
}

/** Select list of a `RunRow`, over `run r`. */
export const RUN_COLUMNS = `r.id, r.flow_id AS "flowId", f.name AS "flowName", v.rev_no AS "revNo", r.status, r.trigger_type AS "triggerType",
  r.created_at AS "createdAt", r.started_at AS "startedAt", r.ended_at AS "endedAt", r.ended_because AS "endedBecause", r.error_json AS error,
  r.metrics_json AS metrics, r.labels, r.seq, r.snapshot_hash AS "snapshotHash", r.input_id AS "inputId", r.output_id AS "outputId",
  CASE WHEN r.status = 'WAITING' THEN (
    SELECT coalesce(t.waits_for, CASE WHEN t.error_json ->> 'code' = 'effect_uncertain' AND t.due_at IS NULL THEN 'uncertain' ELSE 'retry' END) AS reason
    FROM task_run t WHERE t.run_id = r.id AND t.status = 'WAITING'
    ORDER BY array_position(ARRAY['uncertain', 'person', 'callback', 'timer'], t.waits_for::text) NULLS LAST, t.due_at NULLS FIRST LIMIT 1) END AS "waitingFor"`;
/** The joins `RUN_COLUMNS` needs. */
export const RUN_JOINS = 'LEFT JOIN flow f ON f.id = r.flow_id LEFT JOIN flow_revision v ON v.id = r.flow_rev_id';

/** A run of the principal's workspace. Throws `run_not_found`, also for a run of another workspace. */
export async function getRunRow(client: SqlClient, principal: Pick<Principal, 'workspaceId'>, runId: string): Promise<RunRow> {
  const { rows } = await client.query<RunRow>(`SELECT ${RUN_COLUMNS} FROM run r ${RUN_JOINS} WHERE r.workspace_id = $1 AND r.id = $2`, [
    principal.workspaceId,
    runId,
  ]);
  if (!rows[0]) throw runNotFound(runId);
  return rows[0];
}

/** Checks that the run is the workspace's. Throws `run_not_found`. */
export async function requireRunRow(client: SqlClient, principal: Pick<Principal, 'workspaceId'>, runId: string): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM run WHERE workspace_id = $1 AND id = $2', [principal.workspaceId, runId], {
    name: 'run_exists',
  });
  if (rows.length === 0) throw runNotFound(runId);
}

/** A run as lists show it; `durationMs` from its start to its end. */
export function toRunSummary(row: RunRow): RunSummary {
  return {
    id: row.id,
    flowId: row.flowId,
    flowName: row.flowName ?? '',
    revNo: row.revNo,
    status: row.status,
    triggerType: row.triggerType,
    createdAt: row.createdAt.toISOString(),
    startedAt: toTime(row.startedAt),
    endedAt: toTime(row.endedAt),
    durationMs: row.endedAt === null ? null : row.endedAt.getTime() - (row.startedAt ?? row.createdAt).getTime(),
    endedBecause: row.endedBecause,
    error: toFailureView(row.error),
    usage: row.metrics?.usage ? storedUsage(row.metrics.usage) : NO_USAGE,
    labels: row.labels ?? {},
    waitingFor: row.waitingFor,
  };
}

/** ISO text of a time that may be missing. */
export function toTime(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
