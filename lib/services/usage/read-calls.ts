import type { UsageGrouping } from '@/lib/contracts/usage';
import type { SqlClient } from '@/lib/db/database';
import { bucketOf, callConditions, openConditions, type UsageScope } from './usage-scope';

/** Calls of one group in one bucket, paid in one currency; sums are text, since they may pass 2^53. */
export interface CallCell {
  bucket: number;
  /** Null for the groups beyond those listed. */
  key: string | null;
  currency: string;
  calls: number;
  unpriced: number;
  unmeasured: number;
  promptTokens: string;
  cachedTokens: string;
  cacheWriteTokens: string;
  completionTokens: string;
  reasoningTokens: string;
  costNano: string;
  savedNano: string;
}

/** More groups than this are summed under one key. */
export const MOST_GROUPS = 50;

/** A call's group, over `usage u`. */
export const CALL_KEYS: Record<UsageGrouping, string> = {
  flow: 'u.flow_id',
  model: 'u.model',
  node: `u.flow_id || '/' || u.node_id`,
  cost_tag: `coalesce(u.cost_tag, '')`,
};

const SUMS = ['prompt_tokens', 'cached_tokens', 'cache_write_tokens', 'completion_tokens', 'reasoning_tokens', 'cost_nano', 'saved_nano'];
const COUNTS = ['calls', 'unpriced', 'unmeasured'];
const sumAll = (columns: string[]) => columns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`).join(', ');

/** Calls of models by bucket, group and currency. The groups kept apart are the dearest, in the currency most calls were paid in. */
export async function readCalls(client: SqlClient, scope: UsageScope): Promise<CallCell[]> {
  const conditions = openConditions();
  const { rows } = await client.query<CallCell>(
    `WITH cell AS (
       SELECT ${bucketOf('u.at', scope, conditions)} AS bucket, ${CALL_KEYS[scope.by]} AS key, u.currency,
         count(*) AS calls, count(*) FILTER (WHERE u.cost_nano IS NULL) AS unpriced, count(*) FILTER (WHERE NOT u.known) AS unmeasured,
         ${sumAll(SUMS)}
       FROM usage u WHERE ${callConditions(scope, conditions)} GROUP BY 1, 2, 3
     ), main AS (
       SELECT currency FROM cell GROUP BY currency ORDER BY sum(calls - unpriced) DESC, currency LIMIT 1
     ), listed AS (
       SELECT key FROM cell LEFT JOIN main USING (currency) GROUP BY key
       ORDER BY coalesce(sum(cost_nano) FILTER (WHERE main.currency IS NOT NULL), 0) DESC, sum(prompt_tokens + completion_tokens) DESC, key
       LIMIT ${MOST_GROUPS}
     )
     SELECT bucket, listed.key, currency, ${COUNTS.map((column) => `sum(${column})::bigint AS ${column}`).join(', ')},
       ${SUMS.map((column) => `sum(${column})::text AS "${camel(column)}"`).join(', ')}
     FROM cell LEFT JOIN listed ON listed.key = cell.key GROUP BY 1, 2, 3`,
    conditions.values,
  );
  return rows;
}

function camel(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
