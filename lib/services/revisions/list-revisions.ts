import { type Principal, requirePermission } from '@/lib/auth';
import type { RevisionView } from '@/lib/contracts/flows';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from '@/lib/services/flows/flow-row';
import { type Page, pageOf } from '@/lib/services/page';
import { REVISION_COLUMNS, REVISION_JOINS, type RevisionRow, toRevisionView } from './revision-row';

/** Revisions of a flow, newest first; `cursor` is the number of the last one seen. */
export async function listRevisions(
  deps: ServiceDeps,
  principal: Principal,
  input: { id: string; cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<RevisionView>> {
  requirePermission(principal, 'flow:read');
  await getFlowRow(deps.db, principal, input.id);
  const limit = input.limit ?? 50;
  const before = /^\d{1,9}$/.test(input.cursor ?? '') ? Number(input.cursor) : null;
  const { rows } = await deps.db.query<RevisionRow>(
    `SELECT ${REVISION_COLUMNS} FROM flow_revision r ${REVISION_JOINS}
     WHERE r.workspace_id = $1 AND r.flow_id = $2 AND ($3::int IS NULL OR r.rev_no < $3) ORDER BY r.rev_no DESC LIMIT $4`,
    [principal.workspaceId, input.id, before, limit + 1],
  );
  return pageOf(rows, limit, toRevisionView, (row) => String(row.revNo));
}
