import type { SqlClient } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';

/** A domain event for subscribers, e.g. `flow.published`. */
export interface OutboxEntry {
  workspaceId: string;
  kind: string;
  subjectId: string;
  data: JsonObject;
}

/** Puts a message into the outbox inside the caller's transaction: it is sent if, and only if, that commits. */
export async function appendOutbox(client: SqlClient, entry: OutboxEntry): Promise<void> {
  await client.query('INSERT INTO outbox (id, workspace_id, kind, subject_id, data) VALUES ($1, $2, $3, $4, $5)', [
    newId(),
    entry.workspaceId,
    entry.kind,
    entry.subjectId,
    JSON.stringify({ v: 1, ...entry.data }),
  ]);
}
