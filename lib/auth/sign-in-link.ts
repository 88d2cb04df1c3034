import { hashToken, randomToken } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { operationalError } from '@/lib/errors/app-error';

/** A link works this long, once. */
export const LINK_MINUTES = 10;

/** A one-time link: its path on this server. The token in it is stored only as a hash. */
export interface SignInLink {
  path: string;
  expiresAt: Date;
}

/** Makes a one-time link for the owner of the oldest workspace. Throws `unavailable` when there is none yet. */
export async function createSignInLink(db: Database): Promise<SignInLink> {
  const { rows: owners } = await db.query<{ workspace_id: string; user_id: string }>(
    `SELECT m.workspace_id, m.user_id FROM member m JOIN workspace w ON w.id = m.workspace_id
     WHERE m.role = 'owner' ORDER BY w.created_at, m.created_at LIMIT 1`,
  );
  const owner = owners[0];
  if (!owner) throw operationalError('unavailable', 'There is no workspace yet; start Millrace once, then make the link.');
  const token = randomToken();
  const { rows } = await db.query<{ expires_at: Date }>(
    `INSERT INTO sign_in_link (token_hash, workspace_id, user_id, expires_at)
     VALUES ($1, $2, $3, millrace_now() + make_interval(mins => $4)) RETURNING expires_at`,
    [hashToken(token), owner.workspace_id, owner.user_id, LINK_MINUTES],
  );
  return { path: `/sign-in/link?token=${token}`, expiresAt: rows[0]?.expires_at ?? new Date() };
}

/** Whom a used link signs in. */
export interface LinkOwner {
  workspaceId: string;
  userId: string;
  displayName: string;
  sessionVersion: number;
}

interface OwnerRow {
  workspace_id: string;
  user_id: string;
  display_name: string;
  session_version: number;
}

/** Uses a link up, in one statement, so that of two clicks one wins; null when it is unknown, used or too old. */
export async function redeemSignInLink(db: Database, token: string): Promise<LinkOwner | null> {
  if (token.length < 20 || token.length > 128) return null;
  const { rows } = await db.query<OwnerRow>(
    `WITH used AS (
       UPDATE sign_in_link SET used_at = millrace_now()
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > millrace_now() RETURNING workspace_id, user_id)
     SELECT m.workspace_id, m.user_id, m.display_name, m.session_version
     FROM used u JOIN member m ON m.workspace_id = u.workspace_id AND m.user_id = u.user_id`,
    [hashToken(token)],
  );
  const row = rows[0];
  if (!row) return null;
  return { workspaceId: row.workspace_id, userId: row.user_id, displayName: row.display_name, sessionVersion: row.session_version };
}
