import { type Principal, requirePermission } from '@/lib/auth';
import type { SavedFilterView, SaveFilter } from '@/lib/contracts/saved-filters';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import { getFilterRow, orFilterNameTaken, ownerOf, toFilterView } from './saved-filter-row';

/** More than anybody finds again in a menu. */
const MOST_FILTERS = 50;

/** Saves a filter for who asks. Throws `name_taken`, and `invalid_request` once there are 50. */
export async function createSavedFilter(deps: ServiceDeps, principal: Principal, input: SaveFilter): Promise<SavedFilterView> {
  requirePermission(principal, 'run:read');
  const owner = ownerOf(principal);
  const id = newId();
  const write = deps.db.transaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO saved_filter (id, workspace_id, user_id, page, name, query)
       SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM saved_filter WHERE workspace_id = $2 AND user_id = $3) < $7`,
      [id, owner.workspaceId, owner.userId, input.page, input.name, JSON.stringify(input.query), MOST_FILTERS],
    );
    if (rowCount === 0) throw userError('invalid_request', `You keep ${MOST_FILTERS} filters already; delete one first.`);
    const data = { name: input.name, query: input.query };
    await appendAudit(client, principal, { action: 'filter.created', subjectKind: 'filter', subjectId: id, data });
    return getFilterRow(client, owner, id);
  });
  return toFilterView(await orFilterNameTaken(write, input.name));
}
