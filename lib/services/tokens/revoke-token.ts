import { type Principal, requirePermission } from '@/lib/auth';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';

/** Ends a token for good; every process forgets it within five seconds. Throws `token_not_found`, also for one revoked before. */
export async function revokeToken(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<null> {
  requirePermission(principal, 'member:manage');
  await deps.db.transaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'UPDATE api_token SET revoked_at = millrace_now() WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING name',
      [principal.workspaceId, input.id],
    );
    if (!rows[0]) throw userError('token_not_found', `There is no live API token ${input.id} in this workspace.`, { tokenId: input.id });
    const data = { name: rows[0].name };
    await appendAudit(client, principal, { action: 'token.revoked', subjectKind: 'token', subjectId: input.id, data });
  });
  return null;
}
