import { type Principal, requirePermission } from '@/lib/auth';
import type { RevisionDetail } from '@/lib/contracts/flows';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from '@/lib/services/flows/flow-row';
import { REVISION_COLUMNS, REVISION_JOINS, type RevisionRow, toRevisionView } from './revision-row';

/** One revision with its document. Throws `revision_not_found`. */
export async function getRevision(deps: ServiceDeps, principal: Principal, input: { id: string; revNo: number }): Promise<RevisionDetail> {
  requirePermission(principal, 'flow:read');
  await getFlowRow(deps.db, principal, input.id);
  const { rows } = await deps.db.query<RevisionRow & { dsl: RevisionDetail['dsl'] }>(
    `SELECT ${REVISION_COLUMNS}, r.dsl_json AS dsl FROM flow_revision r ${REVISION_JOINS}
     WHERE r.workspace_id = $1 AND r.flow_id = $2 AND r.rev_no = $3`,
    [principal.workspaceId, input.id, input.revNo],
  );
  const row = rows[0];
  if (!row) throw userError('revision_not_found', `Flow ${input.id} has no revision ${input.revNo}.`, { revNo: input.revNo });
  return { ...toRevisionView(row), dsl: row.dsl };
}
