import { constantTimeEqual, hmac, type MasterKey } from '@/lib/crypto';
import type { Database, SqlClient } from '@/lib/db/database';
import { operationalError } from '@/lib/errors/app-error';

/** A setup link works this long, until the password it sets is set. */
export const SETUP_MINUTES = 60;

/** The member a setup link is for, as they stood when it was used. */
export interface SetupMember {
  workspaceId: string;
  userId: string;
  role: string;
  displayName: string;
  sessionVersion: number;
  passwordHash: string | null;
}

interface MemberRow {
  workspace_id: string;
  user_id: string;
  role: string;
  display_name: string;
  session_version: number;
  password_hash: string | null;
}

const COLUMNS = 'm.workspace_id, m.user_id, m.role, m.display_name, m.session_version, m.password_hash';

/**
 * A link by which the owner of the oldest workspace sets name, address and password. Nothing is stored: it is signed with the master key
 * over what it changes, so setting the password uses it up. Throws `unavailable` when there is no workspace yet.
 */
export async function createSetupLink(db: Database, masterKey: MasterKey): Promise<{ path: string; hasPassword: boolean }> {
  const { rows } = await db.query<MemberRow>(
    `SELECT ${COLUMNS} FROM member m JOIN workspace w ON w.id = m.workspace_id
     WHERE m.role = 'owner' ORDER BY w.created_at, m.created_at LIMIT 1`,
  );
  const owner = rows[0];
  if (!owner) throw operationalError('unavailable', 'There is no workspace yet; start Millrace once, then make the link.');
  const until = (Math.floor((await db.now()) / 1000) + SETUP_MINUTES * 60).toString(36);
  const token = `${owner.user_id}.${until}.${sign(masterKey, toMember(owner), until)}`;
  return { path: `/sign-in/setup?token=${token}`, hasPassword: owner.password_hash !== null };
}

/** Whom a setup link is for; null when it is forged, too old, or used up. */
export async function findSetupMember(
  db: Pick<Database, 'query' | 'now'>,
  masterKey: MasterKey,
  token: string,
): Promise<SetupMember | null> {
  const [, userId, until = '', signature = ''] = /^([0-9A-Z]{26})\.([0-9a-z]{1,12})\.([0-9a-f]{64})$/.exec(token) ?? [];
  if (userId === undefined || Number.parseInt(until, 36) * 1000 < (await db.now())) return null;
  const { rows } = await db.query<MemberRow>(`SELECT ${COLUMNS} FROM member m WHERE m.user_id = $1`, [userId]);
  return rows.map(toMember).find((member) => constantTimeEqual(sign(masterKey, member, until), signature)) ?? null;
}

/** Sets what the link was for. Answers the new session version, or null when the member changed meanwhile: of two uses one wins. */
export async function setOwnPassword(
  client: SqlClient,
  member: SetupMember,
  change: { displayName: string; email: string; passwordHash: string },
): Promise<number | null> {
  const { rows } = await client.query<{ session_version: number }>(
    `UPDATE member SET display_name = $5, email = $6, password_hash = $7, session_version = session_version + 1
     WHERE workspace_id = $1 AND user_id = $2 AND session_version = $3 AND password_hash IS NOT DISTINCT FROM $4 RETURNING session_version`,
    [member.workspaceId, member.userId, member.sessionVersion, member.passwordHash, change.displayName, change.email, change.passwordHash],
  );
  return rows[0]?.session_version ?? null;
}

function sign(masterKey: MasterKey, { workspaceId, userId, sessionVersion, passwordHash }: SetupMember, until: string): string {
  return hmac(masterKey.reveal(), JSON.stringify(['millrace setup link v1', workspaceId, userId, sessionVersion, passwordHash, until]));
}

function toMember(row: MemberRow): SetupMember {
  return {
    workspaceId: row.workspace_id,
    userId: row.user_id,
    role: row.role,
    displayName: row.display_name,
    sessionVersion: row.session_version,
    passwordHash: row.password_hash,
  };
}
