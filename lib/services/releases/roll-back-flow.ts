import { type Principal, requirePermission } from '@/lib/auth';
import type { RevisionView, RollBackFlow } from '@/lib/contracts/flows';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { appendOutbox } from '@/lib/outbox';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { lockFlowRow } from '@/lib/services/flows/flow-row';
import { getRevisionRow, toRevisionView } from '@/lib/services/revisions/revision-row';
import { activateTriggers } from '@/lib/services/triggers/activate-triggers';
import { requireBaseRevision } from './require-base-revision';

/**
 * Sends all traffic to a revision that was published before and puts its triggers back, in one transaction; the draft stays. Runs under
 * way keep the document they began with. A revision that is live already is answered as it is. Throws `revision_not_found`, and
 * `live_conflict` when something else went live than `baseRevision`.
 */
export async function rollBackFlow(deps: ServiceDeps, principal: Principal, input: RollBackFlow & { id: string }): Promise<RevisionView> {
  requirePermission(principal, 'flow:publish');
  const revision = await deps.db.transaction(async (client) => {
    const flow = await lockFlowRow(client, principal, input.id);
    const target = await getRevisionRow(client, principal, { id: flow.id, revNo: input.revision });
    if (target.live) return target;
    requireBaseRevision(flow.id, flow.liveRev, input.baseRevision);
    const fromRevNo = await sendTraffic(client, flow.id, target.id);
    await activateTriggers(client, principal.workspaceId, flow.id, target.dsl);
    const data = { revNo: target.revNo, fromRevNo, snapshotHash: target.snapshotHash };
    await appendOutbox(client, {
      workspaceId: principal.workspaceId,
      kind: 'flow.rolled_back',
      subjectId: flow.id,
      data: { v: 1, ...data },
    });
    await appendAudit(client, principal, { action: 'flow.rolled_back', subjectKind: 'flow', subjectId: flow.id, data });
    return { ...target, live: true };
  });
  deps.caches.targets.delete(`${principal.workspaceId}/${input.id}/stable`);
  deps.caches.hooks.clear();
  return toRevisionView(revision);
}

/** Points the release at a revision, ends its canary, and answers the number of the revision it pointed at before. */
async function sendTraffic(client: SqlClient, flowId: string, revId: string): Promise<number> {
  const { rows } = await client.query<{ revNo: number }>(
    `UPDATE release l SET stable_rev_id = $2, canary_rev_id = NULL, canary_share = 0, updated_at = millrace_now()
     FROM release old JOIN flow_revision was ON was.id = old.stable_rev_id
     WHERE l.flow_id = $1 AND old.flow_id = l.flow_id RETURNING was.rev_no AS "revNo"`,
    [flowId, revId],
  );
  // A flow with a revision has a release: publishing writes both.
  if (!rows[0]) throw userError('not_published', `Flow ${flowId} is not published yet; publish it first.`, { flowId });
  return rows[0].revNo;
}
