import type { Principal } from '@/lib/auth';
import type { ChangePassword } from '@/lib/contracts/account';
import { normalizePassword, passwordProblem } from '@/lib/contracts/password';
import { hashPassword } from '@/lib/crypto';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { requireCurrentPassword } from './require-current-password';
import { readAccount, requireMember } from './require-member';

/**
 * Sets one's own password and ends every session, this one too: whoever had the old one is out. Throws `wrong_password`,
 * `password_refused`, and `invalid_request` for an account without an address to sign in by.
 */
export async function changePassword(deps: ServiceDeps, principal: Principal, input: ChangePassword): Promise<null> {
  const userId = requireMember(principal);
  const account = await readAccount(deps.db, principal);
  if (account.email === null) throw userError('invalid_request', 'Set an e-mail address first: it is what you sign in by.');
  await requireCurrentPassword(deps, principal, account, input.currentPassword);
  refuseBadPassword(input.newPassword, [account.email, account.display_name]);
  const hash = await hashPassword(normalizePassword(input.newPassword));
  await deps.db.transaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE member SET password_hash = $3, session_version = session_version + 1
       WHERE workspace_id = $1 AND user_id = $2 AND password_hash IS NOT DISTINCT FROM $4`,
      [principal.workspaceId, userId, hash, account.password_hash],
    );
    // Of two changes at once the second was allowed by a password that is no longer the current one.
    if (rowCount === 0) throw userError('wrong_password', 'The password was changed meanwhile; enter the new one.');
    await appendAudit(client, principal, { action: 'member.password_changed', subjectKind: 'member', subjectId: userId });
  });
  return null;
}

/** Throws `password_refused`, whose `problem` says why. */
export function refuseBadPassword(password: string, own: readonly string[]): void {
  const problem = passwordProblem(password, own);
  if (problem === null) return;
  throw userError('password_refused', 'The password is too short, too long, too common, or too close to your name or address.', {
    problem,
  });
}
