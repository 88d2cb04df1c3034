import type { CredentialView } from '@/lib/contracts/settings';
import type { Keyring } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { isId } from '@/lib/std/ids';

/** What opening a credential needs; the worker has it too. */
export interface CredentialDeps {
  db: Database;
  keyring: Keyring;
}

/** An opened credential. Its secret never leaves the call it was opened for. */
export interface OpenedCredential {
  id: string;
  name: string;
  kind: string;
  config: CredentialView['config'];
  secret: string;
}

interface Row {
  id: string;
  name: string;
  kind: string;
  config: OpenedCredential['config'];
  key_id: string;
  secret: Uint8Array;
  is_stale: boolean;
}

const COLUMNS = `id, name, kind, config, key_id, secret,
  last_used_at IS NULL OR last_used_at < millrace_now() - interval '1 minute' AS is_stale`;

/** Opens a workspace's credential by name or id; without either, its oldest of the kind. Null when there is none. */
export async function openCredential(
  deps: CredentialDeps,
  workspaceId: string,
  nameOrId: string | undefined,
  kind: string | null,
): Promise<OpenedCredential | null> {
  const { rows } = await deps.db.query<Row>(
    nameOrId === undefined
      ? `SELECT ${COLUMNS} FROM credential WHERE workspace_id = $1 AND kind = $2 ORDER BY created_at LIMIT 1`
      : `SELECT ${COLUMNS} FROM credential WHERE workspace_id = $1 AND ${isId(nameOrId) ? 'id' : 'name'} = $2`,
    [workspaceId, nameOrId ?? kind],
  );
  const row = rows[0];
  if (!row) return null;
  const secret = await deps.keyring.open({ workspaceId, id: row.id, keyId: row.key_id }, row.secret);
  if (row.is_stale) touch(deps.db, row.id);
  return { id: row.id, name: row.name, kind: row.kind, config: row.config, secret: secret.toString('utf8') };
}

/** "Last used" is for people, to the minute: it neither holds a call up nor fails it. */
function touch(db: Database, id: string): void {
  db.query('UPDATE credential SET last_used_at = millrace_now() WHERE id = $1', [id]).catch(() => {});
}
