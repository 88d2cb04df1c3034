import { type Principal, requirePermission } from '@/lib/auth';
import type { DraftRun } from '@/lib/contracts/flows';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from './flow-row';

/** A test older than this many runs of the flow is not looked for. */
const LOOKED_AT = 500;

/** The last run that walked the draft as it stands now, places of nodes aside. Throws `flow_not_found`. */
export async function getDraftRun(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<DraftRun> {
  requirePermission(principal, 'run:read');
  const flow = await getFlowRow(deps.db, principal, input.id);
  const { rows } = await deps.db.query<{ runId: string; status: string; createdAt: Date }>(
    `SELECT id AS "runId", status, created_at AS "createdAt"
     FROM (SELECT id, status, created_at, snapshot_hash FROM run WHERE workspace_id = $1 AND flow_id = $2 ORDER BY created_at DESC, id DESC LIMIT $4) recent
     WHERE snapshot_hash = $3 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [principal.workspaceId, flow.id, flow.draftHash, LOOKED_AT],
  );
  const run = rows[0];
  return { run: run ? { ...run, createdAt: run.createdAt.toISOString() } : null };
}
