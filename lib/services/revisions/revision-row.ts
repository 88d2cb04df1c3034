import type { Principal } from '@/lib/auth';
import type { ChangeCounts, RevisionView } from '@/lib/contracts/flows';
import type { SqlClient } from '@/lib/db/database';
import type { FlowDocument, SourceFormat } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';

/** A revision as stored; `createdBy` is the name to show, `live` whether it takes traffic. */
export interface RevisionRow {
  id: string;
  revNo: number;
  comment: string | null;
  createdAt: Date;
  createdBy: string;
  snapshotHash: string;
  live: boolean;
  changes: ChangeCounts | null;
  runCount: number;
}

/** Select list and joins of a `RevisionRow`, over `flow_revision r`. */
export const REVISION_COLUMNS = `r.id, r.rev_no AS "revNo", r.comment, r.created_at AS "createdAt", r.snapshot_hash AS "snapshotHash",
  coalesce(m.display_name, t.name, r.created_by) AS "createdBy", coalesce(l.stable_rev_id = r.id, false) AS live, r.changes_json AS changes,
  (SELECT count(*)::int FROM (SELECT 1 FROM run u WHERE u.flow_rev_id = r.id LIMIT 1001) few) AS "runCount"`;
export const REVISION_JOINS = `LEFT JOIN release l ON l.flow_id = r.flow_id
  LEFT JOIN member m ON m.workspace_id = r.workspace_id AND m.user_id = r.created_by
  LEFT JOIN api_token t ON t.workspace_id = r.workspace_id AND t.id = r.created_by`;

/** A revision with its document and the text it was written as. */
export interface WholeRevision extends RevisionRow {
  dsl: FlowDocument;
  sourceText: string | null;
  sourceFormat: SourceFormat;
}

/** A revision of a flow by its number. Throws `revision_not_found`. */
export async function getRevisionRow(
  client: SqlClient,
  { workspaceId }: Pick<Principal, 'workspaceId'>,
  { id, revNo }: { id: string; revNo: number },
): Promise<WholeRevision> {
  const { rows } = await client.query<WholeRevision>(
    `SELECT ${REVISION_COLUMNS}, r.dsl_json AS dsl, r.source_text AS "sourceText", r.source_format AS "sourceFormat"
     FROM flow_revision r ${REVISION_JOINS} WHERE r.workspace_id = $1 AND r.flow_id = $2 AND r.rev_no = $3`,
    [workspaceId, id, revNo],
  );
  if (!rows[0]) throw userError('revision_not_found', `Flow ${id} has no revision ${revNo}.`, { flowId: id, revNo });
  return rows[0];
}

/** A revision as the API tells it. */
export function toRevisionView(row: RevisionRow): RevisionView {
  return {
    id: row.id,
    revNo: row.revNo,
    comment: row.comment,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    snapshotHash: row.snapshotHash,
    live: row.live,
    changes: row.changes,
    runCount: row.runCount,
  };
}
