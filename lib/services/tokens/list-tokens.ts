import { type Principal, requirePermission } from '@/lib/auth';
import type { TokenView } from '@/lib/contracts/settings';
import type { ServiceDeps } from '@/lib/services/deps';
import { TOKEN_COLUMNS, type TokenRow, toTokenView } from './token-row';

/** The workspace's API tokens that are not revoked, newest first. */
export async function listTokens(deps: ServiceDeps, principal: Principal): Promise<{ items: TokenView[] }> {
  requirePermission(principal, 'member:manage');
  const { rows } = await deps.db.query<TokenRow>(
    `SELECT ${TOKEN_COLUMNS} FROM api_token WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`,
    [principal.workspaceId],
  );
  return { items: rows.map(toTokenView) };
}
