import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';

/** Key of the advisory lock under which the first workspace is made. */
const FIRST_WORKSPACE_LOCK = 7_104_902;

/** First boot: a workspace and its owner. Answers the oldest workspace; safe to call from several processes at once. */
export async function ensureWorkspace(db: Database, name = 'Local'): Promise<{ workspaceId: string; created: boolean }> {
  return db.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [FIRST_WORKSPACE_LOCK]);
    const { rows } = await client.query<{ id: string }>('SELECT id FROM workspace ORDER BY created_at LIMIT 1');
    if (rows[0]) return { workspaceId: rows[0].id, created: false };
    const workspaceId = newId();
    await client.query('INSERT INTO workspace (id, name) VALUES ($1, $2)', [workspaceId, name]);
    await client.query("INSERT INTO member (workspace_id, user_id, display_name, role) VALUES ($1, $2, 'Owner', 'owner')", [
      workspaceId,
      newId(),
    ]);
    return { workspaceId, created: true };
  });
}
