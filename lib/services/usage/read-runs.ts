import type { RunFigures } from '@/lib/contracts/usage';
import type { SqlClient } from '@/lib/db/database';
import { bucketOf, FAILED_STATUSES, openConditions, runConditions, type UsageScope } from './usage-scope';

/** Runs of a bucket; bucket null is the whole range. */
export interface RunCell extends RunFigures {
  bucket: number | null;
}

/** Failed runs of a bucket by the code of what failed them. */
export interface FailureCell {
  bucket: number;
  code: string;
  runs: number;
}

/** Median and 95th percentile as values that occurred, in ms; over a set of `ms`. */
export const PERCENTILES = 'percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY ms)';
/** How long a run took, over `run r`, in ms. */
export const RUN_MS = '(extract(epoch FROM r.ended_at - coalesce(r.started_at, r.created_at)) * 1000)::bigint';

/** Runs by bucket, and over all: a percentile of the whole is none of its parts'. */
export async function readRuns(client: SqlClient, scope: UsageScope): Promise<RunCell[]> {
  const conditions = openConditions();
  const { rows } = await client.query<Omit<RunCell, 'p50Ms' | 'p95Ms'> & { latency: number[] | null }>(
    `SELECT bucket, count(*) AS runs, count(*) FILTER (WHERE status = 'SUCCEEDED') AS succeeded,
       count(*) FILTER (WHERE status IN ${FAILED_STATUSES}) AS failed, count(*) FILTER (WHERE status = 'CANCELLED') AS cancelled,
       count(*) FILTER (WHERE status NOT IN ('SUCCEEDED', 'CANCELLED') AND status NOT IN ${FAILED_STATUSES}) AS unfinished,
       (${PERCENTILES} FILTER (WHERE status <> 'CANCELLED'))::float8[] AS latency
     FROM (
       SELECT ${bucketOf('r.created_at', scope, conditions)} AS bucket, r.status, ${RUN_MS} AS ms
       FROM run r WHERE ${runConditions(scope, conditions)}
     ) AS one GROUP BY GROUPING SETS ((bucket), ())`,
    conditions.values,
  );
  return rows.map(({ latency, ...row }) => ({ ...row, p50Ms: latency?.[0] ?? null, p95Ms: latency?.[1] ?? null }));
}

/** Why runs failed, by bucket. */
export async function readFailures(client: SqlClient, scope: UsageScope): Promise<FailureCell[]> {
  const conditions = openConditions();
  const { rows } = await client.query<FailureCell>(
    `SELECT ${bucketOf('r.created_at', scope, conditions)} AS bucket, coalesce(r.error_json ->> 'code', 'unknown') AS code, count(*) AS runs
     FROM run r WHERE ${runConditions(scope, conditions)} AND r.status IN ${FAILED_STATUSES} GROUP BY 1, 2`,
    conditions.values,
  );
  return rows;
}
