import type { Principal } from '@/lib/auth';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { requireMember } from './require-member';

/** Ends every session of the person who asks, this one too; every process notices within five seconds. API tokens stay. */
export async function signOutEverywhere(deps: ServiceDeps, principal: Principal): Promise<null> {
  const userId = requireMember(principal);
  await deps.db.transaction(async (client) => {
    await client.query('UPDATE member SET session_version = session_version + 1 WHERE workspace_id = $1 AND user_id = $2', [
      principal.workspaceId,
      userId,
    ]);
    await appendAudit(client, principal, { action: 'member.signed_out_everywhere', subjectKind: 'member', subjectId: userId });
  });
  return null;
}
