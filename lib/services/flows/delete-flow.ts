import { type Principal, requirePermission } from '@/lib/auth';
import { userError } from '@/lib/errors/app-error';
import { appendOutbox } from '@/lib/outbox';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { lockFlowRow } from './flow-row';

/** Takes a flow out of sight and switches its triggers off; its runs stay. Throws `flow_in_use` while runs are under way. */
export async function deleteFlow(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<null> {
  requirePermission(principal, 'flow:delete');
  await deps.db.transaction(async (client) => {
    const flow = await lockFlowRow(client, principal, input.id);
    const { rows } = await client.query<{ live: number }>(
      "SELECT count(*)::int AS live FROM run WHERE flow_id = $1 AND status IN ('PENDING', 'RUNNING', 'WAITING', 'COMPENSATING')",
      [input.id],
    );
    const live = rows[0]?.live ?? 0;
    if (live > 0)
      throw userError('flow_in_use', `Flow ${flow.name} has ${live} runs that have not ended; cancel them first.`, { runs: live });
    await client.query('UPDATE flow SET deleted_at = millrace_now() WHERE id = $1', [input.id]);
    await client.query('UPDATE trigger SET active = false, updated_at = millrace_now() WHERE flow_id = $1', [input.id]);
    await appendOutbox(client, { workspaceId: principal.workspaceId, kind: 'flow.deleted', subjectId: input.id, data: { v: 1 } });
    await appendAudit(client, principal, { action: 'flow.deleted', subjectKind: 'flow', subjectId: input.id, data: { name: flow.name } });
  });
  deps.caches.targets.clear();
  deps.caches.hooks.clear();
  return null;
}
