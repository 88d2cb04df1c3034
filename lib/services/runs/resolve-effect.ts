import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { ResolveEffect } from '@/lib/contracts/runs';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { runNotFound } from './run-result';
import { insertSignal } from './signal-run';

/**
 * Tells a waiting run what became of an effect nobody knows about: it happened (with its output), it did not, or try again.
 * Throws `run_not_found`, and `nothing_to_resolve` unless the task waits for exactly this and nobody has said it yet.
 */
export async function resolveEffect(deps: ServiceDeps, principal: Principal, input: ResolveEffect & { runId: string }): Promise<null> {
  requirePermission(principal, 'run:cancel');
  const { runId, path, resolution } = input;
  const { workspaceId } = principal;
  await deps.db.transaction(async (client) => {
    await lockRun(client, workspaceId, runId);
    const effect = await findUncertain(client, runId, path);
    if (!effect) throw nothingToResolve(path);
    const by = actorOf(principal).id;
    const isFirst = await insertSignal(client, {
      workspaceId,
      runId,
      kind: 'effect.resolve',
      dedupeKey: `effect:${effect.key}:${effect.attempt}`,
      data: { path, key: effect.key, resolution, by, ...(input.output === undefined ? {} : { output: input.output }) },
    });
    if (!isFirst) throw nothingToResolve(path);
    await appendAudit(client, principal, {
      action: 'effect.resolved',
      subjectKind: 'run',
      subjectId: runId,
      data: { path: path.slice(0, 200), resolution },
    });
  });
  await deps.orchestrator.signal(runId).catch(() => {}); // reported by the orchestrator; the workers' repair finds it
  return null;
}

/** The run's row first, as the journal takes its locks: of two people one is first, and nobody waits in a circle. */
async function lockRun(client: SqlClient, workspaceId: string, runId: string): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM run WHERE workspace_id = $1 AND id = $2 FOR UPDATE', [workspaceId, runId]);
  if (rows.length === 0) throw runNotFound(runId);
}

/** The effect a task waits for. */
async function findUncertain(client: SqlClient, runId: string, path: string): Promise<{ key: string; attempt: number } | null> {
  const { rows } = await client.query<{ key: string; attempt: number }>(
    `SELECT e.key, e.attempt FROM effect e JOIN task_run t ON t.run_id = e.run_id AND t.path = e.path
     WHERE e.run_id = $1 AND e.path = $2 AND e.status = 'UNCERTAIN' AND t.status = 'WAITING'
     ORDER BY e.intended_at DESC LIMIT 1`,
    [runId, path],
  );
  return rows[0] ?? null;
}

function nothingToResolve(path: string) {
  return userError('nothing_to_resolve', `No task at "${path.slice(0, 200)}" waits for an answer about its effect; reload the run.`);
}
