import type { Principal } from '@/lib/auth';
import type { SqlClient } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';

/** Columns of a run that a test cares about. */
export interface SeededRun {
  id?: string;
  flowId?: string;
  flowRevId?: string | null;
  status?: string;
  triggerType?: string;
  createdAt?: string;
  labels?: Record<string, string> | null;
  costNano?: string | null;
  error?: { message: string } | null;
}

/** Puts runs into the history as they would stand there; nobody carries them out. Answers their ids. */
export async function seedRuns(db: SqlClient, { workspaceId }: Principal, runs: readonly SeededRun[]): Promise<string[]> {
  const rows = runs.map((run) => ({
    id: run.id ?? newId(),
    flow_id: run.flowId ?? newId(),
    flow_rev_id: run.flowRevId ?? null,
    status: run.status ?? 'SUCCEEDED',
    trigger_type: run.triggerType ?? 'api',
    created_at: run.createdAt ?? new Date().toISOString(),
    labels: run.labels ?? null,
    metrics_json: run.costNano === undefined ? null : { usage: { ...USAGE, costNano: run.costNano } },
    error_json: run.error ? { code: 'boom', class: 'invalid', path: null, nodeId: null, attempt: null, ...run.error } : null,
  }));
  await db.query(
    `INSERT INTO run (id, workspace_id, flow_id, flow_rev_id, snapshot_hash, status, trigger_type, created_at, labels, metrics_json, error_json,
       input_id, idempotency_scope)
     SELECT r.id, $1, r.flow_id, r.flow_rev_id, repeat('0', 64), r.status, r.trigger_type, r.created_at, nullif(r.labels, 'null'),
       nullif(r.metrics_json, 'null'), nullif(r.error_json, 'null'), repeat('0', 26), 'seed'
     FROM jsonb_to_recordset($2) AS r(id text, flow_id text, flow_rev_id text, status text, trigger_type text, created_at timestamptz,
       labels jsonb, metrics_json jsonb, error_json jsonb)`,
    [workspaceId, JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}

const USAGE = {
  ...{ promptTokens: 10, completionTokens: 5, cachedTokens: 0, reasoningTokens: 0 },
  ...{ currency: 'USD', unknownAttempts: 0 },
};
