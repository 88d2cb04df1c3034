import { type Principal, requirePermission } from '@/lib/auth';
import type { TaskDetail } from '@/lib/contracts/runs';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { requireRunRow } from './run-row';
import {
  ATTEMPT_COLUMNS,
  type AttemptRow,
  EFFECT_COLUMNS,
  type EffectRow,
  TASK_COLUMNS,
  type TaskRow,
  toAttemptView,
  toEffectView,
  toTaskView,
} from './task-row';

/** One task run with its values, attempts and effects. Throws `run_not_found`, `task_not_found`. */
export async function getTask(deps: ServiceDeps, principal: Principal, input: { runId: string; path: string }): Promise<TaskDetail> {
  requirePermission(principal, 'run:read');
  await requireRunRow(deps.db, principal, input.runId);
  const key = [input.runId, input.path];
  const [tasks, attempts, effects] = await Promise.all([
    deps.db.query<TaskRow>(`SELECT ${TASK_COLUMNS} FROM task_run WHERE run_id = $1 AND path = $2`, key),
    deps.db.query<AttemptRow>(`SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE run_id = $1 AND path = $2 ORDER BY number`, key),
    deps.db.query<EffectRow>(`SELECT ${EFFECT_COLUMNS} FROM effect WHERE run_id = $1 AND path = $2 ORDER BY intended_at, key`, key),
  ]);
  const row = tasks.rows[0];
  if (!row) throw userError('task_not_found', `Run ${input.runId} has no task at "${input.path.slice(0, 200)}".`, { runId: input.runId });
  const { inputId, outputId } = row;
  const partialIds = attempts.rows.map(({ partialId }) => partialId);
  const values = await deps.payloads.read(
    principal.workspaceId,
    [inputId, outputId, ...partialIds].filter((id) => id !== null),
  );
  return {
    ...toTaskView(row),
    input: inputId === null ? null : (values.get(inputId) ?? null),
    output: outputId === null ? null : (values.get(outputId) ?? null),
    attempts: attempts.rows.map((attempt) => toAttemptView(attempt, values.get(attempt.partialId ?? '') ?? null)),
    effects: effects.rows.map(toEffectView),
  };
}
