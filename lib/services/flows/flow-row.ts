import type { Principal } from '@/lib/auth';
import type { SqlClient } from '@/lib/db/database';
import type { FlowDocument } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import type { TimeCursor } from '@/lib/services/page';

/** A flow with its draft, as stored. */
export interface FlowRow {
  id: string;
  name: string;
  currentRev: number;
  /** Number of the revision that takes traffic; null for none. */
  liveRev: number | null;
  dsl: FlowDocument;
  sourceText: string | null;
  sourceFormat: 'json' | 'yaml';
  draftVersion: number;
  draftHash: string;
  errorCount: number;
  warningCount: number;
  labels: { template?: string };
  createdAt: Date;
  updatedAt: Date;
  /** Content hash of the live revision; null while nothing is published. */
  liveHash: string | null;
  nodeCount: number;
}

const COLUMNS = `f.id, f.name, f.current_rev AS "currentRev", f.source_text AS "sourceText", f.source_format AS "sourceFormat",
  f.draft_version AS "draftVersion", f.draft_hash AS "draftHash", f.error_count AS "errorCount", f.warning_count AS "warningCount",
  f.labels, f.created_at AS "createdAt", f.updated_at AS "updatedAt", r.snapshot_hash AS "liveHash", r.rev_no AS "liveRev",
  jsonb_array_length(jsonb_path_query_array(f.dsl_json, '$.**.nodes[*].id')) AS "nodeCount"`;

const LIVE = 'LEFT JOIN release l ON l.flow_id = f.id LEFT JOIN flow_revision r ON r.id = l.stable_rev_id';

/** A flow of the principal's workspace. Throws `flow_not_found`, also for a flow of another workspace. */
export async function getFlowRow(client: SqlClient, principal: Pick<Principal, 'workspaceId'>, id: string): Promise<FlowRow> {
  const sql = `SELECT ${COLUMNS}, f.dsl_json AS dsl FROM flow f ${LIVE} WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL`;
  const { rows } = await client.query<FlowRow>(sql, [principal.workspaceId, id]);
  if (!rows[0]) throw flowNotFound(id);
  return rows[0];
}

/** The same, locked until the transaction ends: writers of one flow take turns. */
export async function lockFlowRow(client: SqlClient, principal: Pick<Principal, 'workspaceId'>, id: string): Promise<FlowRow> {
  const lock = 'SELECT id FROM flow WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE';
  await client.query(lock, [principal.workspaceId, id]);
  return getFlowRow(client, principal, id);
}

/** A page of flows, the last changed first, without their documents. */
export async function listFlowRows(client: SqlClient, principal: Principal, page: FlowPage): Promise<Omit<FlowRow, 'dsl'>[]> {
  const sql = `SELECT ${COLUMNS} FROM flow f ${LIVE}
    WHERE f.workspace_id = $1 AND f.deleted_at IS NULL AND ($2::text IS NULL OR f.name ILIKE '%' || $2 || '%')
      AND ($3::timestamptz IS NULL OR (f.updated_at, f.id) < ($3, $4))
    ORDER BY f.updated_at DESC, f.id DESC LIMIT $5`;
  const search = page.search === null ? null : page.search.replace(/[\\%_]/g, '\\$&');
  const after = page.after ?? { at: null, id: null };
  const { rows } = await client.query<Omit<FlowRow, 'dsl'>>(sql, [principal.workspaceId, search, after.at, after.id, page.limit]);
  return rows;
}

export interface FlowPage {
  search: string | null;
  after: TimeCursor | null;
  limit: number;
}

/** Says that there is no such flow here. */
export function flowNotFound(id: string) {
  return userError('flow_not_found', `Flow ${id} does not exist in this workspace.`, { flowId: id });
}
