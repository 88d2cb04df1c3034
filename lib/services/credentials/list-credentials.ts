import { type Principal, requirePermission } from '@/lib/auth';
import type { CredentialView } from '@/lib/contracts/settings';
import type { ServiceDeps } from '@/lib/services/deps';
import { CREDENTIAL_COLUMNS, type CredentialRow, toCredentialView } from './credential-row';

/** The workspace's credentials by name, without their secrets. */
export async function listCredentials(deps: ServiceDeps, principal: Principal): Promise<{ items: CredentialView[] }> {
  requirePermission(principal, 'credential:use');
  const { rows } = await deps.db.query<CredentialRow>(
    `SELECT ${CREDENTIAL_COLUMNS} FROM credential WHERE workspace_id = $1 ORDER BY name, id`,
    [principal.workspaceId],
  );
  return { items: rows.map(toCredentialView) };
}
