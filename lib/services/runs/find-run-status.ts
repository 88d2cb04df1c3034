import { type Principal, requirePermission } from '@/lib/auth';
import type { RunSummary } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { runNotFound } from './run-result';

/** How a run stands and how far its log goes: what the live channel asks before it lets anyone follow. Throws `run_not_found`. */
export async function findRunStatus(
  deps: ServiceDeps,
  principal: Principal,
  input: { runId: string },
): Promise<{ status: RunSummary['status']; seq: number }> {
  requirePermission(principal, 'run:read');
  const { rows } = await deps.db.query<{ status: RunSummary['status']; seq: number }>(
    'SELECT status, seq FROM run WHERE workspace_id = $1 AND id = $2',
    [principal.workspaceId, input.runId],
    { name: 'run_status' },
  );
  if (!rows[0]) throw runNotFound(input.runId);
  return rows[0];
}
