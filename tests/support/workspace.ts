import type { SqlClient } from '@/lib/db/database';
import { newId, type UserId, type WorkspaceId } from '@/lib/std/ids';

export interface TestWorkspace {
  workspaceId: WorkspaceId;
  userId: UserId;
}

/** A fresh workspace with one owner: tests that share a database do not see one another's rows. */
export async function createWorkspace(db: SqlClient, options: { encryptPayloads?: boolean } = {}): Promise<TestWorkspace> {
  const workspaceId = newId<WorkspaceId>();
  const userId = newId<UserId>();
  await db.query('insert into workspace (id, name, encrypt_payloads) values ($1, $2, $3)', [
    workspaceId,
    'Test workspace',
    options.encryptPayloads ?? false,
  ]);
  await db.query("insert into member (workspace_id, user_id, display_name, role) values ($1, $2, 'Owner', 'owner')", [workspaceId, userId]);
  return { workspaceId, userId };
}
