import type { SqlClient } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';

/** Something the run is to hear. A second signal with the same `dedupeKey` is dropped. */
export interface RunSignal {
  workspaceId: string;
  runId: string;
  kind: 'cancel' | 'effect.resolve' | 'wait.answer';
  dedupeKey: string;
  data: JsonObject;
  /** What it carries that is too large or too private for a row; stored already. */
  payloadId?: string;
}

/** Puts a signal into the run's inbox and wakes it, in the caller's transaction. False when it had been given already. */
export async function insertSignal(client: SqlClient, signal: RunSignal): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO run_signal (run_id, id, workspace_id, kind, dedupe_key, data, payload_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (run_id, dedupe_key) DO NOTHING`,
    [signal.runId, newId(), signal.workspaceId, signal.kind, signal.dedupeKey, JSON.stringify(signal.data), signal.payloadId ?? null],
  );
  if (rowCount === 0) return false;
  // Parking is conditional on `wake`: a run that is about to lie down reads the signal first.
  await client.query('UPDATE run SET wake = wake + 1 WHERE id = $1', [signal.runId]);
  return true;
}
