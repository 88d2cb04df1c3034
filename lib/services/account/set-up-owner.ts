import { findSetupMember, type LinkOwner, permissionsOf, type SetupMember, setOwnPassword } from '@/lib/auth';
import type { SetUpOwner } from '@/lib/contracts/account';
import { normalizePassword } from '@/lib/contracts/password';
import { hashPassword, type MasterKey } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import { refuseBadPassword } from './change-password';
import { orEmailTaken } from './update-account';

/** What the setup page needs: no session, the link is the proof. */
export interface SetUpDeps {
  db: Database;
  masterKey: MasterKey;
}

/**
 * Gives the owner a setup link was made for name, address and password, once, and ends their older sessions. Throws `link_invalid`,
 * `password_refused`, `email_taken`.
 */
export async function setUpOwner({ db, masterKey }: SetUpDeps, input: SetUpOwner): Promise<LinkOwner> {
  const member = await findSetupMember(db, masterKey, input.token);
  if (member === null) throw linkInvalid();
  refuseBadPassword(input.password, [input.email, input.displayName]);
  const passwordHash = await hashPassword(normalizePassword(input.password));
  const { displayName, email } = input;
  const write = db.transaction(async (client) => {
    const sessionVersion = await setOwnPassword(client, member, { displayName, email, passwordHash });
    if (sessionVersion === null) throw linkInvalid();
    await appendAudit(client, asPrincipal(member), { action: 'member.set_up', subjectKind: 'member', subjectId: member.userId });
    return sessionVersion;
  });
  const sessionVersion = await orEmailTaken(write);
  return { workspaceId: member.workspaceId, userId: member.userId, displayName, sessionVersion };
}

function asPrincipal({ workspaceId, userId, role, displayName }: SetupMember) {
  return { userId, tokenId: null, workspaceId, role, displayName, permissions: permissionsOf(role) };
}

function linkInvalid() {
  return userError(
    'link_invalid',
    'The setup link was used, is too old, or was never made here. On the server, npm run link prints another.',
  );
}
