import { type Principal, requirePermission } from '@/lib/auth';
import type { RunAccepted } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { requestCancel } from './request-cancel';
import { runNotFound } from './run-result';

/**
 * Asks a run to stop; a running task hears it within a second. Answers the status as it stands, which for a run that has ended is its
 * last. Throws `run_not_found`.
 */
export async function cancelRun(deps: ServiceDeps, principal: Principal, input: { runId: string }): Promise<RunAccepted> {
  requirePermission(principal, 'run:cancel');
  const result = await requestCancel(deps, principal, input.runId);
  if (result === null) throw runNotFound(input.runId);
  return { runId: input.runId, status: result.status };
}
