import { PERMISSIONS, type Permission } from '@/lib/contracts/settings';
import { hashToken } from '@/lib/crypto';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import type { Principal } from './principal';
import { permissionsOf } from './roles';

/** How API tokens begin, so that people and secret scanners know one when they see it. */
export const TOKEN_PREFIX = 'mr_';

interface TokenRow {
  id: string;
  workspace_id: string;
  name: string;
  scopes: string[];
  role: string | null;
}

/** A token never does more than its scopes, nor more than its maker may do today. */
const TOKEN_SQL = `
  SELECT t.id, t.workspace_id, t.name, t.scopes, m.role FROM api_token t
  LEFT JOIN member m ON m.workspace_id = t.workspace_id AND m.user_id = t.created_by
  WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > millrace_now())`;

/** The principal of an API token. Throws `invalid_token` for one that is unknown, expired or revoked. */
export async function findTokenPrincipal(db: SqlClient, token: string): Promise<Principal> {
  if (!token.startsWith(TOKEN_PREFIX) || token.length > 128) throw invalidToken();
  const { rows } = await db.query<TokenRow>(TOKEN_SQL, [hashToken(token)], { name: 'token_principal' });
  const row = rows[0];
  if (!row || row.role === null) throw invalidToken();
  const allowed = permissionsOf(row.role);
  const permissions = new Set(PERMISSIONS.filter((permission) => row.scopes.includes(permission) && allowed.has(permission)));
  return { userId: null, tokenId: row.id, workspaceId: row.workspace_id, role: 'token', displayName: row.name, permissions };
}

interface MemberRow {
  display_name: string;
  role: string;
  session_version: number;
}

/** What a session's cookie says. */
export interface SessionClaims {
  userId: string;
  workspaceId: string;
  sessionVersion: number;
}

/** The principal of a session. Throws `session_expired` when the member is gone or signed out everywhere since. */
export async function findMemberPrincipal(db: SqlClient, claims: SessionClaims): Promise<Principal> {
  const { rows } = await db.query<MemberRow>(
    'SELECT display_name, role, session_version FROM member WHERE workspace_id = $1 AND user_id = $2',
    [claims.workspaceId, claims.userId],
    { name: 'member_principal' },
  );
  const row = rows[0];
  if (!row || row.session_version !== claims.sessionVersion) throw sessionExpired();
  const permissions: ReadonlySet<Permission> = permissionsOf(row.role);
  return {
    userId: claims.userId,
    tokenId: null,
    workspaceId: claims.workspaceId,
    role: row.role,
    displayName: row.display_name,
    permissions,
  };
}

/** Says that a session is over. */
export function sessionExpired() {
  return userError('session_expired', 'Your session has ended; sign in again.');
}

function invalidToken() {
  return userError(
    'invalid_token',
    'The API token is not valid: it is unknown, has expired, or was revoked. Make a new one under Settings.',
  );
}
