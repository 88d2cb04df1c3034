import type { KeyStore, WrappedKey } from '@/lib/crypto';
import type { SqlClient } from '@/lib/db/database';

interface KeyRow {
  id: string;
  workspace_id: string;
  wrapped: Uint8Array;
}

/** Wrapped data keys and the master key's check value in the tables `data_key` and `master_key_check`. */
export function createPostgresKeyStore(db: SqlClient): KeyStore {
  const findLive = async (workspaceId: string) =>
    firstKey(
      await db.query<KeyRow>('SELECT id, workspace_id, wrapped FROM data_key WHERE workspace_id = $1 AND retired_at IS NULL', [
        workspaceId,
      ]),
    );
  return {
    findLive,
    findById: async (workspaceId, keyId) =>
      firstKey(
        await db.query<KeyRow>('SELECT id, workspace_id, wrapped FROM data_key WHERE workspace_id = $1 AND id = $2', [workspaceId, keyId]),
      ),
    insertLive: async (key) => {
      await db.query(
        `INSERT INTO data_key (id, workspace_id, wrapped) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id) WHERE retired_at IS NULL DO NOTHING`,
        [key.id, key.workspaceId, key.wrapped],
      );
      return (await findLive(key.workspaceId)) ?? key;
    },
    checkValue: async (proposed) => {
      await db.query('INSERT INTO master_key_check (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [proposed]);
      const { rows } = await db.query<{ sealed: Uint8Array }>('SELECT sealed FROM master_key_check WHERE id = 1');
      return rows[0]?.sealed ?? proposed;
    },
  };
}

function firstKey(result: { rows: KeyRow[] }): WrappedKey | null {
  const row = result.rows[0];
  return row ? { id: row.id, workspaceId: row.workspace_id, wrapped: row.wrapped } : null;
}
