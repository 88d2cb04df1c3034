import type { Database } from '@/lib/db/database';
import type { PayloadRow } from '@/lib/storage/payload-store';
import type { AppendOutcome, Fence, JournalBatch, JournalPort, RunPatch } from './journal-port';

/**
 * One statement per flush. Its first arm takes the run's row lock and is the fence; every other arm inserts from it,
 * so that a worker whose claim was taken over writes nothing at all.
 */
const APPEND = `
WITH fence AS (
  UPDATE run SET seq = $4::bigint + $5::bigint,
    status = $6, started_at = to_timestamp($7::float8 / 1000), ended_at = to_timestamp($8::float8 / 1000),
    output_id = $9, error_json = $10::jsonb, ended_because = $11, metrics_json = coalesce($12::jsonb, metrics_json),
    wake_at = to_timestamp($13::float8 / 1000),
    crash_count = CASE WHEN $33 THEN 0 ELSE crash_count END, suspect = suspect AND NOT $33,
    lease_owner = CASE WHEN $14 THEN NULL ELSE lease_owner END,
    lease_until = CASE WHEN $14 THEN NULL ELSE millrace_now() + make_interval(secs => $15::float8 / 1000) END
  WHERE id = $1 AND epoch = $2 AND lease_owner = $3 AND seq = $4 AND ($16::bigint IS NULL OR wake = $16)
  RETURNING id, workspace_id, flow_id
), ev AS (
  INSERT INTO run_event (run_id, seq, workspace_id, v, at, type, path, attempt, data)
  SELECT f.id, $4 + e.n, f.workspace_id, 1, to_timestamp(e.at / 1000), e.type, e.path, e.attempt, e.data
  FROM fence f, jsonb_to_recordset($17::jsonb) AS e(n int, at float8, type text, path text, attempt int, data jsonb)
), pay AS (
  INSERT INTO payload (workspace_id, id, codec, key_id, size_bytes, sha256, bytes)
  SELECT f.workspace_id, p.id, p.codec, p.key_id, p.size_bytes, p.sha256, p.bytes
  FROM fence f, unnest($18::text[], $19::text[], $20::text[], $21::int[], $22::bytea[], $23::bytea[]) AS p(id, codec, key_id, size_bytes, sha256, bytes)
), chunk AS (
  INSERT INTO payload_chunk (workspace_id, id, n, bytes)
  SELECT f.workspace_id, c.id, c.n, c.bytes FROM fence f, unnest($24::text[], $25::int[], $26::bytea[]) AS c(id, n, bytes)
), task AS (
  INSERT INTO task_run (run_id, path, workspace_id, node_id, status, attempt, started_at, ended_at, due_at, first_token_ms,
    input_id, output_id, preview, port, error_json, items_total, items_done, usage_json, settled_seq, waits_for, wait_seq, approvers)
  SELECT f.id, t.path, f.workspace_id, t."nodeId", t.status, t.attempt, to_timestamp(t."startedAt" / 1000), to_timestamp(t."endedAt" / 1000),
    to_timestamp(t."dueAt" / 1000), t."firstTokenMs", t."inputId", t."outputId", t.preview, t.port, t.error, t."itemsTotal", t."itemsDone", t.usage, t."settledSeq",
    t."waitsFor", t."waitSeq", t.approvers
  FROM fence f, jsonb_to_recordset($27::jsonb) AS t(path text, "nodeId" text, status text, attempt int, "startedAt" float8, "endedAt" float8,
    "dueAt" float8, "firstTokenMs" int, "inputId" text, "outputId" text, preview text, port text, error jsonb, "itemsTotal" int, "itemsDone" int, usage jsonb, "settledSeq" bigint,
    "waitsFor" text, "waitSeq" bigint, approvers text[])
  ON CONFLICT (run_id, path) DO UPDATE SET status = excluded.status, attempt = excluded.attempt, started_at = excluded.started_at,
    ended_at = excluded.ended_at, due_at = excluded.due_at, first_token_ms = excluded.first_token_ms, input_id = excluded.input_id,
    output_id = excluded.output_id, preview = excluded.preview, port = excluded.port, error_json = excluded.error_json,
    items_total = excluded.items_total, items_done = excluded.items_done, usage_json = excluded.usage_json, settled_seq = excluded.settled_seq,
    waits_for = excluded.waits_for, wait_seq = excluded.wait_seq, approvers = excluded.approvers
), att AS (
  INSERT INTO attempt (run_id, path, number, workspace_id, status, started_at, ended_at, error_json, partial_id, first_token_ms, usage_json)
  SELECT f.id, a.path, a.number, f.workspace_id, a.status, to_timestamp(a."startedAt" / 1000), to_timestamp(a."endedAt" / 1000), a.error, a."partialId",
    a."firstTokenMs", a.usage
  FROM fence f, jsonb_to_recordset($28::jsonb) AS a(path text, number int, status text, "startedAt" float8, "endedAt" float8, error jsonb,
    "partialId" text, "firstTokenMs" int, usage jsonb)
  ON CONFLICT (run_id, path, number) DO UPDATE SET status = excluded.status, ended_at = excluded.ended_at, error_json = excluded.error_json,
    partial_id = excluded.partial_id, first_token_ms = excluded.first_token_ms, usage_json = excluded.usage_json
), eff AS (
  INSERT INTO effect (run_id, path, key, workspace_id, node_id, kind, status, attempt, target, receipt, intended_at, settled_at, resolution, resolved_by)
  SELECT f.id, x.path, x.key, f.workspace_id, x."nodeId", x.kind, x.status, x.attempt, x.target, x.receipt, to_timestamp(x."intendedAt" / 1000),
    to_timestamp(x."settledAt" / 1000), x.resolution, x."resolvedBy"
  FROM fence f, jsonb_to_recordset($29::jsonb) AS x(path text, key text, "nodeId" text, kind text, status text, attempt int, target text, receipt jsonb,
    "intendedAt" float8, "settledAt" float8, resolution text, "resolvedBy" text)
  ON CONFLICT (run_id, path, key) DO UPDATE SET status = excluded.status, attempt = excluded.attempt, receipt = coalesce(excluded.receipt, effect.receipt),
    target = coalesce(excluded.target, effect.target), settled_at = excluded.settled_at, resolution = excluded.resolution, resolved_by = excluded.resolved_by
), use AS (
  INSERT INTO usage (run_id, path, attempt, n, workspace_id, flow_id, node_id, provider, model, known, prompt_tokens, completion_tokens, cached_tokens,
    cache_write_tokens, reasoning_tokens, cost_nano, saved_nano, partial, currency, cost_tag, first_token_ms, duration_ms, at)
  SELECT f.id, u.path, u.attempt, u.n, f.workspace_id, f.flow_id, u."nodeId", u.provider, u.model, u.known, u."promptTokens", u."completionTokens",
    u."cachedTokens", u."cacheWriteTokens", u."reasoningTokens", u."costNano"::bigint, u."savedNano"::bigint, u.partial, u.currency, u."costTag", u."firstTokenMs", u."durationMs", to_timestamp(u.at / 1000)
  FROM fence f, jsonb_to_recordset($30::jsonb) AS u(path text, attempt int, n int, "nodeId" text, provider text, model text, known boolean, "promptTokens" int,
    "completionTokens" int, "cachedTokens" int, "cacheWriteTokens" int, "reasoningTokens" int, "costNano" text, "savedNano" text, partial boolean,
    currency text, "costTag" text, "firstTokenMs" int, "durationMs" int, at float8)
  ON CONFLICT (run_id, path, attempt, n) DO NOTHING
), sig AS (
  UPDATE run_signal s SET consumed_seq = c.seq
  FROM fence f, jsonb_to_recordset($31::jsonb) AS c(id text, seq bigint) WHERE s.run_id = f.id AND s.id = c.id
), tail AS (
  DELETE FROM stream_tail t USING fence f WHERE t.run_id = f.id AND t.path = ANY($32::text[])
)
SELECT id FROM fence`;

const OWNED = 'SELECT seq, epoch, lease_owner FROM run WHERE id = $1';

function payloadArrays(rows: PayloadRow[]): unknown[] {
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.codec),
    rows.map((row) => row.keyId),
    rows.map((row) => row.sizeBytes),
    rows.map((row) => row.sha256),
    rows.map((row) => row.bytes),
  ];
}

function chunkArrays(rows: PayloadRow[]): unknown[] {
  const chunks = rows.flatMap((row) => row.chunks.map((bytes, n) => ({ id: row.id, n, bytes })));
  return [chunks.map((chunk) => chunk.id), chunks.map((chunk) => chunk.n), chunks.map((chunk) => chunk.bytes)];
}

function jsonOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function lastPerPath<Row extends { path: string }>(rows: Row[]): Row[] {
  return rows.length < 2 ? rows : [...new Map(rows.map((row) => [row.path, row])).values()];
}

function lastPerKey<Row>(rows: Row[], key: (row: Row) => string): Row[] {
  return rows.length < 2 ? rows : [...new Map(rows.map((row) => [key(row), row])).values()];
}

function parameters(
  fence: Fence,
  lastSeq: number,
  batch: JournalBatch,
  patch: RunPatch,
  leaseMs: number,
  ifWake: number | null,
): unknown[] {
  return [
    fence.runId,
    fence.epoch,
    fence.owner,
    lastSeq,
    batch.events.length,
    patch.status,
    patch.startedAt,
    patch.endedAt,
    patch.outputId,
    jsonOrNull(patch.error),
    patch.endedBecause,
    jsonOrNull(patch.metrics),
    patch.wakeAt,
    patch.release,
    leaseMs,
    ifWake,
    JSON.stringify(batch.events.map((event, index) => ({ n: index + 1, ...event }))),
    ...payloadArrays(batch.payloads),
    ...chunkArrays(batch.payloads),
    JSON.stringify(lastPerPath(batch.tasks)),
    JSON.stringify(lastPerKey(batch.attempts, (row) => `${row.path} ${row.number}`)),
    JSON.stringify(lastPerKey(batch.effects, (row) => `${row.path} ${row.key}`)),
    JSON.stringify(batch.usages),
    JSON.stringify(batch.consumedSignals),
    batch.endedTails,
    // Progress, for the poison count: an attempt came to an end, well or not.
    batch.tasks.some((task) => task.endedAt !== null || task.status === 'WAITING'),
  ];
}

/** The journal on Postgres. `append` is one round trip; `woken` costs a second one. */
export function createPostgresJournal(db: Database): JournalPort {
  const owned = async (fence: Fence): Promise<{ seq: number; epoch: number; owner: string | null } | null> => {
    const { rows } = await db.query<{ seq: string; epoch: string; lease_owner: string | null }>(OWNED, [fence.runId]);
    const row = rows[0];
    return row ? { seq: Number(row.seq), epoch: Number(row.epoch), owner: row.lease_owner } : null;
  };
  return {
    async append(fence, lastSeq, batch, patch, options): Promise<AppendOutcome> {
      const values = parameters(fence, lastSeq, batch, patch, options.leaseMs, options.ifWake ?? null);
      const { rowCount } = await db.query(APPEND, values, { name: 'journal_append' });
      if (rowCount > 0) return 'recorded';
      if (options.ifWake === undefined) return 'lost';
      const row = await owned(fence);
      return row?.epoch === fence.epoch && row.owner === fence.owner ? 'woken' : 'lost';
    },
    async wasRecorded(fence, lastSeq, eventCount) {
      const row = await owned(fence);
      if (row?.epoch !== fence.epoch) return 'lost';
      if (eventCount > 0 && row.seq === lastSeq + eventCount) return 'yes';
      return row.owner === fence.owner ? 'no' : 'lost';
    },
  };
}
