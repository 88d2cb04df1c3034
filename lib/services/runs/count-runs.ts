import { type Principal, requirePermission } from '@/lib/auth';
import type { RunFilter } from '@/lib/contracts/run-filter';
import type { RunCount } from '@/lib/contracts/runs';
import type { SqlClient } from '@/lib/db/database';
import type { ServiceDeps } from '@/lib/services/deps';
import { type RunConditions, runConditions } from './run-conditions';

/** One more than is told apart: 10,001 means "more than 10,000". */
const COUNTED = 10_001;

/** Runs that nothing more will happen to are past cancelling, and so are those that were asked before. */
export const CANCELLABLE = `r.status IN ('PENDING', 'RUNNING', 'WAITING', 'COMPENSATING', 'COMPENSATION_FAILED') AND r.cancel_requested_at IS NULL`;

/** Counts the runs that match, and those of them that can be cancelled. */
export async function countRuns(deps: ServiceDeps, principal: Principal, filter: RunFilter): Promise<RunCount> {
  requirePermission(principal, 'run:read');
  const nowMs = deps.clock();
  const conditions = () => runConditions(principal.workspaceId, filter, nowMs);
  const asOf = new Date(await deps.db.now()).toISOString();
  const [count, cancellable] = await Promise.all([countMatches(deps.db, conditions()), countCancellable(deps.db, conditions())]);
  return { count, cancellable, asOf };
}

/** Counts those of the matching runs that can be cancelled. */
export function countCancellable(client: SqlClient, conditions: RunConditions): Promise<number> {
  return countMatches(client, { ...conditions, where: [...conditions.where, CANCELLABLE] });
}

async function countMatches(client: SqlClient, { where, values, bind }: RunConditions): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM (SELECT 1 FROM run r WHERE ${where.join(' AND ')} LIMIT ${bind(COUNTED)}) AS found`;
  const { rows } = await client.query<{ n: number }>(sql, values);
  return rows[0]?.n ?? 0;
}
