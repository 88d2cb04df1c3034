import type { SqlClient } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';
import type { OutboxMessage } from './outbox-message';

/** Appends a message in the caller's transaction: it goes out if, and only if, that commits. Answers its id. */
export async function appendOutbox(client: SqlClient, message: Omit<OutboxMessage, 'id' | 'createdAt'>): Promise<string> {
  const id = newId();
  await client.query(
    'INSERT INTO outbox (id, workspace_id, kind, subject_id, data) VALUES ($1, $2, $3, $4, $5)',
    [id, message.workspaceId, message.kind, message.subjectId, JSON.stringify(message.data)],
    { name: 'outbox_append' },
  );
  return id;
}
