import type { Principal } from '@/lib/auth';
import type { CredentialView } from '@/lib/contracts/settings';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';

/** A credential as stored, without its secret. */
export interface CredentialRow {
  id: string;
  name: string;
  kind: CredentialView['kind'];
  config: CredentialView['config'];
  createdAt: Date;
  updatedAt: Date;
  lastUsedAt: Date | null;
}

/** Select list of a `CredentialRow`; the secret is in none. */
export const CREDENTIAL_COLUMNS =
  'id, name, kind, config, created_at AS "createdAt", updated_at AS "updatedAt", last_used_at AS "lastUsedAt"';

/** A credential of the principal's workspace. Throws `credential_not_found`. */
export async function getCredentialRow(client: SqlClient, principal: Principal, id: string): Promise<CredentialRow> {
  const { rows } = await client.query<CredentialRow>(`SELECT ${CREDENTIAL_COLUMNS} FROM credential WHERE workspace_id = $1 AND id = $2`, [
    principal.workspaceId,
    id,
  ]);
  if (!rows[0]) throw credentialNotFound(id);
  return rows[0];
}

/** A credential as the API tells it. */
export function toCredentialView(row: CredentialRow): CredentialView {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastUsedAt: row.lastUsedAt === null ? null : row.lastUsedAt.toISOString(),
  };
}

/** Says that there is no such credential here. */
export function credentialNotFound(id: string) {
  return userError('credential_not_found', `Credential ${id} does not exist in this workspace.`, { credentialId: id });
}
