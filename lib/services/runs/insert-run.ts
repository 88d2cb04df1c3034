import type { SqlClient } from '@/lib/db/database';
import type { PayloadRow } from '@/lib/storage/payload-store';

/** A run row to be, with the values it begins with. */
export interface NewRun {
  id: string;
  workspaceId: string;
  flowId: string;
  revId: string | null;
  snapshotHash: string;
  triggerType: string;
  triggerId: string | null;
  startedBy: string;
  input: PayloadRow;
  vars: PayloadRow | null;
  labels: Record<string, string> | null;
  idempotency: { scope: string; key: string | null; requestHash: string | null };
}

// One statement, one commit. The values depend on the run's row, so that a repeated key leaves nothing behind.
const INSERT_SQL = `
  WITH run AS (
    INSERT INTO run (id, workspace_id, flow_id, flow_rev_id, snapshot_hash, trigger_type, trigger_id, started_by, input_id, vars_id,
      idempotency_scope, idempotency_key, request_hash, labels)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $23)
    ON CONFLICT (workspace_id, idempotency_scope, idempotency_key) DO NOTHING RETURNING id, workspace_id
  ), pay AS (
    INSERT INTO payload (workspace_id, id, codec, key_id, size_bytes, sha256, bytes)
    SELECT run.workspace_id, p.id, p.codec, p.key_id, p.size_bytes, p.sha256, p.bytes
    FROM run, unnest($14::text[], $15::text[], $16::text[], $17::int[], $18::bytea[], $19::bytea[]) AS p(id, codec, key_id, size_bytes, sha256, bytes)
  ), chunk AS (
    INSERT INTO payload_chunk (workspace_id, id, n, bytes)
    SELECT run.workspace_id, c.id, c.n, c.bytes FROM run, unnest($20::text[], $21::int[], $22::bytea[]) AS c(id, n, bytes)
  )
  SELECT id FROM run`;

/** Inserts the run with its payloads; false when its idempotency key is taken: then nothing was written. */
export async function insertRun(client: SqlClient, run: NewRun): Promise<boolean> {
  const payloads = run.vars === null ? [run.input] : [run.input, run.vars];
  const chunks = payloads.flatMap((row) => row.chunks.map((bytes, n) => ({ id: row.id, n, bytes })));
  const values = [
    run.id,
    run.workspaceId,
    run.flowId,
    run.revId,
    run.snapshotHash,
    run.triggerType,
    run.triggerId,
    run.startedBy,
    run.input.id,
    run.vars?.id ?? null,
    run.idempotency.scope,
    run.idempotency.key,
    run.idempotency.requestHash,
    payloads.map((row) => row.id),
    payloads.map((row) => row.codec),
    payloads.map((row) => row.keyId),
    payloads.map((row) => row.sizeBytes),
    payloads.map((row) => row.sha256),
    payloads.map((row) => row.bytes),
    chunks.map((chunk) => chunk.id),
    chunks.map((chunk) => chunk.n),
    chunks.map((chunk) => chunk.bytes),
    run.labels === null ? null : JSON.stringify(run.labels),
  ];
  const { rows } = await client.query(INSERT_SQL, values, { name: 'run_insert' });
  return rows.length > 0;
}
