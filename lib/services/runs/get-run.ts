import { type Principal, requirePermission } from '@/lib/auth';
import type { RunDetail } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { getRunRow, toRunSummary } from './run-row';

/** Reads a run with its inputs, its outputs and the document it walks. Throws `run_not_found`. */
export async function getRun(deps: ServiceDeps, principal: Principal, input: { runId: string }): Promise<RunDetail> {
  requirePermission(principal, 'run:read');
  const { workspaceId } = principal;
  const row = await getRunRow(deps.db, principal, input.runId);
  const ids = row.outputId === null ? [row.inputId] : [row.inputId, row.outputId];
  const [values, { rows }] = await Promise.all([
    deps.payloads.read(workspaceId, ids),
    deps.db.query<{ dsl: RunDetail['dsl'] | null; tasks: number }>(
      `SELECT (SELECT dsl_json FROM flow_snapshot WHERE workspace_id = $1 AND hash = $2) AS dsl,
         (SELECT count(*)::int FROM task_run WHERE run_id = $3) AS tasks`,
      [workspaceId, row.snapshotHash, input.runId],
    ),
  ]);
  return {
    ...toRunSummary(row),
    inputs: values.get(row.inputId) ?? null,
    outputs: row.outputId === null ? null : (values.get(row.outputId) ?? null),
    dsl: rows[0]?.dsl ?? {},
    snapshotHash: row.snapshotHash,
    seq: row.seq,
    taskCount: rows[0]?.tasks ?? 0,
  };
}
