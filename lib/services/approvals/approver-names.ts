import type { Principal } from '@/lib/auth';
import type { SqlClient } from '@/lib/db/database';

/** What a node may call this principal among its approvers, in lower case: id, e-mail address, role. A token has no name of its own. */
export async function approverNames(client: SqlClient, principal: Principal): Promise<string[]> {
  if (principal.userId === null) return [];
  const { rows } = await client.query<{ email: string | null }>('SELECT email FROM member WHERE workspace_id = $1 AND user_id = $2', [
    principal.workspaceId,
    principal.userId,
  ]);
  return [principal.userId, rows[0]?.email ?? '', principal.role].flatMap((name) => name.toLowerCase() || []);
}

/** Whether one of these names is among the approvers; nobody named means everybody with the permission. */
export function isApprover(names: readonly string[], approvers: readonly string[]): boolean {
  return approvers.length === 0 || approvers.some((approver) => names.includes(approver.toLowerCase()));
}
