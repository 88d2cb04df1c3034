import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { ChangeCounts, PublishFlow, RevisionView } from '@/lib/contracts/flows';
import type { SqlClient } from '@/lib/db/database';
import { contentHash, countChanges, diffDocuments } from '@/lib/dsl';
import { appendOutbox } from '@/lib/outbox';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { requireBaseRevision } from '@/lib/services/releases/require-base-revision';
import { getRevisionRow, REVISION_COLUMNS, REVISION_JOINS, type RevisionRow, toRevisionView } from '@/lib/services/revisions/revision-row';
import { activateTriggers } from '@/lib/services/triggers/activate-triggers';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { checkDocument, refuseErrors } from './check-document';
import { type FlowRow, lockFlowRow } from './flow-row';
import { insertSnapshot } from './insert-snapshot';
import { requireBaseVersion } from './update-flow';

/**
 * Makes the draft the next revision and sends it all traffic: snapshot, revision, release and triggers in one transaction.
 * A draft that is live already answers its revision. Throws `draft_has_errors` with the issues, `draft_conflict` when the draft moved on since
 * `baseVersion`, and `live_conflict` when something else went live than `baseRevision`.
 */
export async function publishFlow(deps: ServiceDeps, principal: Principal, input: PublishFlow & { id: string }): Promise<RevisionView> {
  requirePermission(principal, 'flow:publish');
  const revision = await deps.db.transaction(async (client) => {
    const flow = await lockFlowRow(client, principal, input.id);
    requireBaseVersion(flow, input.baseVersion);
    requireBaseRevision(flow.id, flow.liveRev, input.baseRevision);
    const checked = await checkDocument({ db: client, catalog: deps.catalog }, principal.workspaceId, {
      // What is stored went through the parser: it is JSON, whatever its type is called.
      dsl: flow.dsl as unknown as JsonObject,
    });
    refuseErrors(checked.issues, 'draft_has_errors');
    const live = flow.liveHash === contentHash(flow.dsl) ? await findLive(client, principal, flow.id) : null;
    if (live) return live;
    const snapshotHash = await insertSnapshot(client, principal.workspaceId, flow.dsl, deps.catalog);
    const row = await insertRevision(client, principal, {
      ...{ flow, snapshotHash, comment: input.comment ?? null },
      changes: await countSinceLast(client, principal, flow),
    });
    await activateTriggers(client, principal.workspaceId, flow.id, flow.dsl);
    const data = { revNo: row.revNo, snapshotHash };
    await appendOutbox(client, { workspaceId: principal.workspaceId, kind: 'flow.published', subjectId: flow.id, data: { v: 1, ...data } });
    await appendAudit(client, principal, { action: 'flow.published', subjectKind: 'flow', subjectId: flow.id, data });
    return row;
  });
  deps.caches.targets.delete(`${principal.workspaceId}/${input.id}/stable`);
  deps.caches.hooks.clear();
  return toRevisionView(revision);
}

/** The revision that takes traffic: publishing the same content again changes nothing. */
async function findLive(client: SqlClient, { workspaceId }: Principal, flowId: string): Promise<RevisionRow | null> {
  const { rows } = await client.query<RevisionRow>(
    `SELECT ${REVISION_COLUMNS} FROM flow_revision r ${REVISION_JOINS} WHERE r.workspace_id = $1 AND r.flow_id = $2 AND r.id = l.stable_rev_id`,
    [workspaceId, flowId],
  );
  return rows[0] ?? null;
}

interface NewRevision {
  flow: FlowRow;
  snapshotHash: string;
  comment: string | null;
  changes: ChangeCounts | null;
}

/** How far the draft is from the newest revision, live or not; null when it becomes the first. */
async function countSinceLast(client: SqlClient, principal: Principal, flow: FlowRow): Promise<ChangeCounts | null> {
  if (flow.currentRev === 0) return null;
  const last = await getRevisionRow(client, principal, { id: flow.id, revNo: flow.currentRev });
  return countChanges(diffDocuments(last.dsl, flow.dsl));
}

async function insertRevision(client: SqlClient, principal: Principal, revision: NewRevision): Promise<RevisionRow> {
  const { workspaceId } = principal;
  const { flow, snapshotHash, comment, changes } = revision;
  const id = newId();
  const { rows } = await client.query<{ created_at: Date; rev_no: number }>(
    `INSERT INTO flow_revision (id, workspace_id, flow_id, rev_no, dsl_json, source_text, source_format, snapshot_hash, comment, created_by, changes_json)
     SELECT $1, workspace_id, id, current_rev + 1, dsl_json, source_text, source_format, $3, $4, $5, $6::jsonb FROM flow WHERE id = $2
     RETURNING created_at, rev_no`,
    [id, flow.id, snapshotHash, comment, actorOf(principal).id, changes && JSON.stringify(changes)],
  );
  const revNo = rows[0]?.rev_no ?? flow.currentRev + 1;
  await client.query('UPDATE flow SET current_rev = $2, updated_at = millrace_now() WHERE id = $1', [flow.id, revNo]);
  await client.query(
    `INSERT INTO release (flow_id, workspace_id, stable_rev_id) VALUES ($1, $2, $3)
     ON CONFLICT (flow_id) DO UPDATE SET stable_rev_id = excluded.stable_rev_id, canary_rev_id = NULL, canary_share = 0, updated_at = millrace_now()`,
    [flow.id, workspaceId, id],
  );
  return {
    ...{ id, revNo, comment, snapshotHash, changes, createdAt: rows[0]?.created_at ?? new Date(), createdBy: principal.displayName },
    ...{ live: true, runCount: 0 },
  };
}
