import { type Principal, requirePermission } from '@/lib/auth';
import type { SavedFilterView, UpdateFilter } from '@/lib/contracts/saved-filters';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { filterNotFound, getFilterRow, orFilterNameTaken, ownerOf, toFilterView } from './saved-filter-row';

/** Renames a saved filter, or changes what it holds. Throws `filter_not_found`, `name_taken`. */
export async function updateSavedFilter(
  deps: ServiceDeps,
  principal: Principal,
  input: UpdateFilter & { id: string },
): Promise<SavedFilterView> {
  requirePermission(principal, 'run:read');
  const owner = ownerOf(principal);
  const { id, name, query } = input;
  const write = deps.db.transaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE saved_filter SET name = coalesce($4, name), query = coalesce($5::jsonb, query)
       WHERE workspace_id = $1 AND user_id = $2 AND id = $3`,
      [owner.workspaceId, owner.userId, id, name ?? null, query === undefined ? null : JSON.stringify(query)],
    );
    if (rowCount === 0) throw filterNotFound(id);
    const row = await getFilterRow(client, owner, id);
    const data = { name: row.name, query: row.query };
    await appendAudit(client, principal, { action: 'filter.updated', subjectKind: 'filter', subjectId: id, data });
    return row;
  });
  return toFilterView(await orFilterNameTaken(write, name));
}
