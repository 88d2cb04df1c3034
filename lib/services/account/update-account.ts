import type { Principal } from '@/lib/auth';
import type { AccountView, UpdateAccount } from '@/lib/contracts/account';
import { databaseErrorCode } from '@/lib/db/as-database-error';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { toAccountView } from './get-account';
import { requireCurrentPassword } from './require-current-password';
import { type AccountRow, readAccount, requireMember } from './require-member';

const UNIQUE_VIOLATION = '23505';

/** Changes one's own name or address. Throws `wrong_password` for another address without the password, `email_taken`. */
export async function updateAccount(deps: ServiceDeps, principal: Principal, input: UpdateAccount): Promise<AccountView> {
  const userId = requireMember(principal);
  const before = await readAccount(deps.db, principal);
  const displayName = input.displayName ?? before.display_name;
  const email = input.email ?? before.email;
  if (email !== before.email) await requireCurrentPassword(deps, principal, before, input.currentPassword);
  const write = deps.db.transaction(async (client) => {
    const { rows } = await client.query<AccountRow>(
      `UPDATE member SET display_name = $3, email = $4 WHERE workspace_id = $1 AND user_id = $2
       RETURNING display_name, email, role, password_hash, session_version`,
      [principal.workspaceId, userId, displayName, email],
    );
    const data = { displayName: displayName !== before.display_name, email: email !== before.email };
    await appendAudit(client, principal, { action: 'member.updated', subjectKind: 'member', subjectId: userId, data });
    return rows[0];
  });
  const row = await orEmailTaken(write);
  if (!row) throw userError('session_expired', 'Your session has ended; sign in again.');
  return toAccountView(row);
}

/** Says a breach of uniqueness as what it is here. */
export async function orEmailTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw userError('email_taken', 'Somebody in this workspace has this e-mail address already; use another.');
  }
}
