import { type Principal, requirePermission } from '@/lib/auth';
import type { SavedFilterView } from '@/lib/contracts/saved-filters';
import type { ServiceDeps } from '@/lib/services/deps';
import { FILTER_COLUMNS, ownerOf, type SavedFilterRow, toFilterView } from './saved-filter-row';

/** Lists the filters of who asks, by name. */
export async function listSavedFilters(deps: ServiceDeps, principal: Principal): Promise<{ items: SavedFilterView[] }> {
  requirePermission(principal, 'run:read');
  const { workspaceId, userId } = ownerOf(principal);
  const { rows } = await deps.db.query<SavedFilterRow>(
    `SELECT ${FILTER_COLUMNS} FROM saved_filter WHERE workspace_id = $1 AND user_id = $2 ORDER BY lower(name), id`,
    [workspaceId, userId],
  );
  return { items: rows.map(toFilterView) };
}
