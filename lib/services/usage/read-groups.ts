import type { SqlClient } from '@/lib/db/database';
import { CALL_KEYS } from './read-calls';
import { PERCENTILES, RUN_MS } from './read-runs';
import { type Conditions, callConditions, FAILED_STATUSES, openConditions, runConditions, type UsageScope } from './usage-scope';

/** Far more groups than are shown: those with the dearest calls need not be those of most runs. */
const MOST_READ = 5000;

/** Runs and latency of one group. */
export interface GroupCell {
  key: string;
  runs: number;
  failed: number;
  p50Ms: number | null;
  p95Ms: number | null;
}

/**
 * Runs, failed runs and latency by group: of runs by flow, of a flow's task runs by node, else of calls. All task runs of all flows
 * would be ten times the runs: nodes of more than one flow are those that call models.
 */
export async function readGroups(client: SqlClient, scope: UsageScope): Promise<GroupCell[]> {
  const conditions = openConditions();
  const counted = scope.by === 'flow' ? 'count(*)' : 'count(DISTINCT run_id)';
  const { rows } = await client.query<{ key: string; runs: number; failed: number; latency: number[] | null }>(
    `SELECT key, ${counted} AS runs, ${counted} FILTER (WHERE has_failed) AS failed, (${PERCENTILES} FILTER (WHERE is_timed))::float8[] AS latency
     FROM (${source(scope, conditions)}) AS one GROUP BY key ORDER BY runs DESC, key LIMIT ${MOST_READ}`,
    conditions.values,
  );
  return rows.map(({ latency, ...row }) => ({ ...row, p50Ms: latency?.[0] ?? null, p95Ms: latency?.[1] ?? null }));
}

/** What the latency of a group is of. */
export function latencyOf(by: UsageScope['by'], flow: string | null): 'runs' | 'task_runs' | 'calls' {
  if (by === 'flow') return 'runs';
  return by === 'node' && flow !== null ? 'task_runs' : 'calls';
}

function source(scope: UsageScope, conditions: Conditions): string {
  switch (latencyOf(scope.by, scope.flow)) {
    case 'runs':
      return `SELECT r.flow_id AS key, r.status IN ${FAILED_STATUSES} AS has_failed, ${RUN_MS} AS ms, r.status <> 'CANCELLED' AS is_timed
        FROM run r WHERE ${runConditions(scope, conditions)}`;
    case 'task_runs':
      return `SELECT r.flow_id || '/' || t.node_id AS key, t.run_id, t.status = 'FAILED' AS has_failed, true AS is_timed,
          (extract(epoch FROM t.ended_at - t.started_at) * 1000)::bigint AS ms
        FROM run r JOIN task_run t ON t.run_id = r.id WHERE ${runConditions(scope, conditions)} AND t.status <> 'SKIPPED'
        ${scope.node === null ? '' : `AND t.node_id = ${conditions.bind(scope.node)}`}`;
    case 'calls':
      return `SELECT ${CALL_KEYS[scope.by]} AS key, u.run_id, r.status IN ${FAILED_STATUSES} AS has_failed, u.duration_ms AS ms, true AS is_timed
        FROM usage u JOIN run r ON r.id = u.run_id WHERE ${callConditions(scope, conditions)}`;
  }
}
