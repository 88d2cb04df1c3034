import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { CredentialView, SaveCredential } from '@/lib/contracts/settings';
import { databaseErrorCode } from '@/lib/db/as-database-error';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import { checkCredential, requireSameHosts } from './check-credential';
import { credentialNotFound, getCredentialRow, toCredentialView } from './credential-row';

/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** Saves a new credential; its secret is sealed for its row and never answered. Throws `name_taken`, `invalid_request`. */
export async function createCredential(deps: ServiceDeps, principal: Principal, input: SaveCredential): Promise<CredentialView> {
  requirePermission(principal, 'credential:manage');
  const config = checkCredential({ ...input, secret: input.secret ?? '' });
  const { workspaceId } = principal;
  const id = newId();
  const { keyId, sealed } = await deps.keyring.seal({ workspaceId, id }, Buffer.from(input.secret ?? '', 'utf8'));
  const write = deps.db.transaction(async (client) => {
    await client.query(
      'INSERT INTO credential (id, workspace_id, name, kind, config, key_id, secret, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, workspaceId, input.name, input.kind, JSON.stringify(config), keyId, sealed, actorOf(principal).id],
    );
    const data = { name: input.name, kind: input.kind };
    await appendAudit(client, principal, { action: 'credential.created', subjectKind: 'credential', subjectId: id, data });
    return getCredentialRow(client, principal, id);
  });
  return toCredentialView(await orNameTaken(write, input.name));
}

/** Changes a credential; without a `secret` the stored one stays. Throws `credential_not_found`, `name_taken`, `invalid_request`. */
export async function updateCredential(
  deps: ServiceDeps,
  principal: Principal,
  input: SaveCredential & { id: string },
): Promise<CredentialView> {
  requirePermission(principal, 'credential:manage');
  const { id, name, kind, secret } = input;
  const { workspaceId } = principal;
  const before = await getCredentialRow(deps.db, principal, id);
  const config = checkCredential(input);
  if (secret === undefined) requireSameHosts(before, { kind, config });
  const fresh = secret === undefined ? null : await deps.keyring.seal({ workspaceId, id }, Buffer.from(secret, 'utf8'));
  const write = deps.db.transaction(async (client) => {
    await client.query(
      `UPDATE credential SET name = $3, kind = $4, config = $5, key_id = coalesce($6, key_id), secret = coalesce($7, secret),
         updated_at = millrace_now() WHERE workspace_id = $1 AND id = $2`,
      [workspaceId, id, name, kind, JSON.stringify(config), fresh?.keyId ?? null, fresh?.sealed ?? null],
    );
    const data = { name, kind, secretChanged: fresh !== null };
    await appendAudit(client, principal, { action: 'credential.updated', subjectKind: 'credential', subjectId: id, data });
    return getCredentialRow(client, principal, id);
  });
  const row = await orNameTaken(write, name);
  deps.caches.hooks.clear();
  return toCredentialView(row);
}

/** Deletes a credential with its secret. Throws `credential_not_found`. */
export async function deleteCredential(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<null> {
  requirePermission(principal, 'credential:manage');
  await deps.db.transaction(async (client) => {
    const { rows } = await client.query<{ name: string }>('DELETE FROM credential WHERE workspace_id = $1 AND id = $2 RETURNING name', [
      principal.workspaceId,
      input.id,
    ]);
    if (!rows[0]) throw credentialNotFound(input.id);
    const data = { name: rows[0].name };
    await appendAudit(client, principal, { action: 'credential.deleted', subjectKind: 'credential', subjectId: input.id, data });
  });
  deps.caches.hooks.clear();
  return null;
}

async function orNameTaken<T>(write: Promise<T>, name: string): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw userError('name_taken', `There is a credential named "${name}" already; choose another name.`, { name });
  }
}
