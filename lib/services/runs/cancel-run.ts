import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { RunAccepted } from '@/lib/contracts/runs';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { hasEnded, runNotFound } from './run-result';
import { insertSignal } from './signal-run';

/**
 * Asks a run to stop; a running task hears it within a second. Answers the status as it stands, which for a run that has ended is its
 * last. Throws `run_not_found`.
 */
export async function cancelRun(deps: ServiceDeps, principal: Principal, input: { runId: string }): Promise<RunAccepted> {
  requirePermission(principal, 'run:cancel');
  const { runId } = input;
  const { workspaceId } = principal;
  const { status, isAsked } = await deps.db.transaction(async (client) => {
    const { rows } = await client.query<{ status: RunAccepted['status'] }>(
      'SELECT status FROM run WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
      [workspaceId, runId],
    );
    const row = rows[0];
    if (!row) throw runNotFound(runId);
    if (hasEnded(row.status)) return { status: row.status, isAsked: false };
    const by = actorOf(principal).id;
    const isFirst = await insertSignal(client, { workspaceId, runId, kind: 'cancel', dedupeKey: 'cancel', data: { by } });
    if (isFirst) {
      await client.query('UPDATE run SET cancel_requested_at = millrace_now() WHERE id = $1', [runId]);
      await appendAudit(client, principal, { action: 'run.cancel_requested', subjectKind: 'run', subjectId: runId });
    }
    return { status: row.status, isAsked: true };
  });
  if (isAsked) await deps.orchestrator.signal(runId).catch(() => {}); // reported by the orchestrator; the workers' repair finds it
  return { runId, status };
}
