import { actorOf, type Principal } from '@/lib/auth';
import type { CancelledRuns, RunAccepted } from '@/lib/contracts/runs';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { hasEnded } from './run-result';
import { insertSignal } from './signal-run';

/** What asking a run to stop came to. */
export interface CancelOutcome {
  outcome: Exclude<CancelledRuns['items'][number]['outcome'], 'not_found'>;
  status: RunAccepted['status'];
}

/** Asks one run to stop, once; null where the workspace has no such run. Whoever calls has checked the permission. */
export async function requestCancel(deps: ServiceDeps, principal: Principal, runId: string): Promise<CancelOutcome | null> {
  const { workspaceId } = principal;
  const result = await deps.db.transaction(async (client): Promise<CancelOutcome | null> => {
    const { rows } = await client.query<{ status: RunAccepted['status'] }>(
      'SELECT status FROM run WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
      [workspaceId, runId],
    );
    const status = rows[0]?.status;
    if (status === undefined) return null;
    if (hasEnded(status)) return { outcome: 'ended', status };
    const by = actorOf(principal).id;
    const isFirst = await insertSignal(client, { workspaceId, runId, kind: 'cancel', dedupeKey: 'cancel', data: { by } });
    if (!isFirst) return { outcome: 'requested_before', status };
    await client.query('UPDATE run SET cancel_requested_at = millrace_now() WHERE id = $1', [runId]);
    await appendAudit(client, principal, { action: 'run.cancel_requested', subjectKind: 'run', subjectId: runId });
    return { outcome: 'requested', status };
  });
  const isAsked = result !== null && result.outcome !== 'ended';
  if (isAsked) await deps.orchestrator.signal(runId).catch(() => {}); // reported by the orchestrator; the workers' repair finds it
  return result;
}
