import type { FailureView, RunAccepted } from '@/lib/contracts/runs';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { isJsonObject } from '@/lib/std/json';

type Status = RunAccepted['status'];

const ENDED: ReadonlySet<string> = new Set<Status>(['SUCCEEDED', 'FAILED', 'CANCELLED', 'COMPENSATED']);

/** Whether nothing more will happen to a run of this status. */
export function hasEnded(status: string): boolean {
  return ENDED.has(status);
}

interface Row {
  status: Status;
  output_id: string | null;
  error_json: FailureView | null;
}

/** How a run stands, with its outputs or its failure once it has ended. Throws `run_not_found`. */
export async function readRunResult(deps: ServiceDeps, workspaceId: string, runId: string): Promise<RunAccepted> {
  const { rows } = await deps.db.query<Row>(
    'SELECT status, output_id, error_json FROM run WHERE workspace_id = $1 AND id = $2',
    [workspaceId, runId],
    { name: 'run_result' },
  );
  const row = rows[0];
  if (!row) throw runNotFound(runId);
  const { status } = row;
  if (!hasEnded(status)) return { runId, status };
  if (status !== 'SUCCEEDED' || row.output_id === null) return { runId, status, error: toFailureView(row.error_json) };
  const outputs = await deps.payloads.readOne(workspaceId, row.output_id);
  return { runId, status, outputs: isJsonObject(outputs) ? outputs : {} };
}

/** A failure as the API tells it: what is stored may say more. */
export function toFailureView(stored: FailureView | null): FailureView | null {
  if (stored === null) return null;
  const { code, class: kind, message, path, nodeId, attempt, line } = stored;
  return { code, class: kind, message, path: path ?? null, nodeId: nodeId ?? null, attempt: attempt ?? null, ...(line && { line }) };
}

/** Says that there is no such run here. */
export function runNotFound(runId: string) {
  return userError('run_not_found', `Run ${runId} does not exist in this workspace.`, { runId });
}
