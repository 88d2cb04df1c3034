import { type Principal, requirePermission } from '@/lib/auth';
import type { RunFilter } from '@/lib/contracts/run-filter';
import type { ListRuns, RunSummary } from '@/lib/contracts/runs';
import type { SqlClient } from '@/lib/db/database';
import type { ServiceDeps } from '@/lib/services/deps';
import { decodeCursor, encodeCursor, type Page, pageOf, type TimeCursor } from '@/lib/services/page';
import { runConditions } from './run-conditions';
import { RUN_COLUMNS, RUN_JOINS, type RunRow, toRunSummary } from './run-row';

/** Lists the runs that match, newest first; the cursor is where the last page ended. Throws `invalid_request`. */
export async function listRuns(deps: ServiceDeps, principal: Principal, input: ListRuns): Promise<Page<RunSummary>> {
  requirePermission(principal, 'run:read');
  const { cursor, limit, ...filter } = input;
  const rows = await readRunPage(deps.db, {
    ...{ workspaceId: principal.workspaceId, filter, nowMs: deps.clock() },
    ...{ after: decodeCursor(cursor), limit: limit + 1 },
  });
  return pageOf(rows, limit, toRunSummary, runCursor);
}

/** The cursor that goes on after a run. */
export function runCursor(row: RunRow): string {
  return encodeCursor(placeOf(row));
}

/** Where a run stands in the order of lists. */
export function placeOf(row: Pick<RunRow, 'createdAt' | 'id'>): TimeCursor {
  return { at: row.createdAt.toISOString(), id: row.id };
}

export interface RunPageQuery {
  workspaceId: string;
  filter: RunFilter;
  /** What stretches such as `24h` count from. */
  nowMs: number;
  after: TimeCursor | null;
  limit: number;
}

/** A page of runs that match, newest first. */
export async function readRunPage(client: SqlClient, page: RunPageQuery): Promise<RunRow[]> {
  const { where, values, bind } = runConditions(page.workspaceId, page.filter, page.nowMs);
  if (page.after !== null) where.push(`(r.created_at, r.id) < (${bind(page.after.at)}, ${bind(page.after.id)})`);
  const sql = `SELECT ${RUN_COLUMNS} FROM run r ${RUN_JOINS} WHERE ${where.join(' AND ')}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${bind(page.limit)}`;
  const { rows } = await client.query<RunRow>(sql, values);
  return rows;
}
