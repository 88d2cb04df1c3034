import type { Principal } from '@/lib/auth';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';

/** A person's own row, as far as their account is about it. */
export interface AccountRow {
  display_name: string;
  email: string | null;
  role: string;
  password_hash: string | null;
  session_version: number;
}

/** The id of the person who asks. Throws `forbidden` for an API token: it has no account, and none may change its maker's. */
export function requireMember(principal: Principal): string {
  if (principal.userId !== null) return principal.userId;
  throw userError('forbidden', 'An API token has no account; sign in as a person for this.');
}

/** The person's row. Throws `session_expired` when they were removed meanwhile. */
export async function readAccount(client: SqlClient, principal: Principal): Promise<AccountRow> {
  const { rows } = await client.query<AccountRow>(
    'SELECT display_name, email, role, password_hash, session_version FROM member WHERE workspace_id = $1 AND user_id = $2',
    [principal.workspaceId, requireMember(principal)],
  );
  if (!rows[0]) throw userError('session_expired', 'Your session has ended; sign in again.');
  return rows[0];
}
