import { type Principal, requirePermission } from '@/lib/auth';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { filterNotFound, ownerOf } from './saved-filter-row';

/** Deletes a saved filter of who asks. Throws `filter_not_found`. */
export async function deleteSavedFilter(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<null> {
  requirePermission(principal, 'run:read');
  const { workspaceId, userId } = ownerOf(principal);
  await deps.db.transaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'DELETE FROM saved_filter WHERE workspace_id = $1 AND user_id = $2 AND id = $3 RETURNING name',
      [workspaceId, userId, input.id],
    );
    if (!rows[0]) throw filterNotFound(input.id);
    const data = { name: rows[0].name };
    await appendAudit(client, principal, { action: 'filter.deleted', subjectKind: 'filter', subjectId: input.id, data });
  });
  return null;
}
