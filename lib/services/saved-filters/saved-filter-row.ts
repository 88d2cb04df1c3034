import type { Principal } from '@/lib/auth';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import type { SavedFilterView } from '@/lib/contracts/saved-filters';
import { databaseErrorCode } from '@/lib/db/as-database-error';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';

/** A saved filter as stored. */
export interface SavedFilterRow {
  id: string;
  page: 'runs';
  name: string;
  query: RunFilterTexts;
  createdAt: Date;
}

/** Whose filters are meant: they are a person's own. */
export interface FilterOwner {
  workspaceId: string;
  userId: string;
}

/** Select list of a `SavedFilterRow`. */
export const FILTER_COLUMNS = 'id, page, name, query, created_at AS "createdAt"';

/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** The person who asks. Throws `forbidden` for an API token, which is nobody's page. */
export function ownerOf({ workspaceId, userId }: Principal): FilterOwner {
  if (userId === null) throw userError('forbidden', 'Saved filters belong to a person; sign in, or send the filter with the request.');
  return { workspaceId, userId };
}

/** One of the owner's filters. Throws `filter_not_found`, also for another person's. */
export async function getFilterRow(client: SqlClient, owner: FilterOwner, id: string): Promise<SavedFilterRow> {
  const { rows } = await client.query<SavedFilterRow>(
    `SELECT ${FILTER_COLUMNS} FROM saved_filter WHERE workspace_id = $1 AND user_id = $2 AND id = $3`,
    [owner.workspaceId, owner.userId, id],
  );
  if (!rows[0]) throw filterNotFound(id);
  return rows[0];
}

/** A filter as the API tells it. */
export function toFilterView(row: SavedFilterRow): SavedFilterView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** Says that there is no such filter of this person. */
export function filterNotFound(id: string) {
  return userError('filter_not_found', `You have no saved filter ${id}.`, { filterId: id });
}

/** The write, or `name_taken` where it would give a name twice. */
export async function orFilterNameTaken<T>(write: Promise<T>, name: string | undefined): Promise<T> {
  return write.catch((error: unknown) => {
    if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw userError('name_taken', `You have a filter named "${name ?? ''}" already; choose another name.`, { name: name ?? '' });
  });
}
