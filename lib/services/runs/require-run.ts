import { type Principal, requirePermission } from '@/lib/auth';
import type { ServiceDeps } from '@/lib/services/deps';
import { requireRunRow } from './run-row';

/** Lets whoever may read the run pass: what is asked before its events are told. Throws `forbidden`, `run_not_found`. */
export async function requireRun(deps: Pick<ServiceDeps, 'db'>, principal: Principal, input: { runId: string }): Promise<void> {
  requirePermission(principal, 'run:read');
  await requireRunRow(deps.db, principal, input.runId);
}
