import type { Principal } from '@/lib/auth';
import type { Me } from '@/lib/contracts/settings';
import type { ServiceDeps } from '@/lib/services/deps';

/** Who is signed in, where, and what they may do. Needs no permission: it tells nothing but the caller's own. */
export async function getMe(deps: ServiceDeps, principal: Principal): Promise<Me> {
  const { rows } = await deps.db.query<{ name: string }>('SELECT name FROM workspace WHERE id = $1', [principal.workspaceId]);
  const { userId, displayName, role, workspaceId } = principal;
  return { userId, displayName, role, workspaceId, workspaceName: rows[0]?.name ?? '', permissions: [...principal.permissions] };
}
