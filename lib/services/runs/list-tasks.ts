import { type Principal, requirePermission } from '@/lib/auth';
import type { TaskRunView } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { type Page, pageOf } from '@/lib/services/page';
import { requireRunRow } from './run-row';
import { TASK_COLUMNS, type TaskRow, toTaskView } from './task-row';

export interface ListTasksInput {
  runId: string;
  /** Path of the last task seen. */
  cursor?: string | undefined;
  limit: number;
  prefix?: string | undefined;
  depth: 'top' | 'all';
  status?: TaskRunView['status'] | undefined;
}

/** Lists task runs by path; the cursor is the path of the last one seen. Throws `run_not_found`. */
export async function listTasks(deps: ServiceDeps, principal: Principal, input: ListTasksInput): Promise<Page<TaskRunView>> {
  requirePermission(principal, 'run:read');
  await requireRunRow(deps.db, principal, input.runId);
  const values: unknown[] = [input.runId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['run_id = $1'];
  // By code points, as cursors are compared: a collation of the database could order them another way.
  if (input.cursor !== undefined) where.push(`path COLLATE "C" > ${bind(input.cursor)}`);
  if (input.prefix !== undefined) where.push(`starts_with(path, ${bind(input.prefix)})`);
  if (input.depth === 'top') where.push(`strpos(path, '/') = 0`);
  if (input.status !== undefined) where.push(`status = ${bind(input.status)}`);
  const sql = `SELECT ${TASK_COLUMNS} FROM task_run WHERE ${where.join(' AND ')} ORDER BY path COLLATE "C" LIMIT ${bind(input.limit + 1)}`;
  const { rows } = await deps.db.query<TaskRow>(sql, values);
  return pageOf(rows, input.limit, toTaskView, (row) => row.path);
}
