import { type Principal, requirePermission } from '@/lib/auth';
import type { RunSummary } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { idCursor, type Page, pageOf } from '@/lib/services/page';
import { listRunRows, toRunSummary } from './run-row';

export interface ListRunsInput {
  cursor?: string | undefined;
  limit: number;
  flowId?: string | undefined;
  status?: RunSummary['status'] | undefined;
}

/** Lists runs, newest first; the cursor is the id of the last one seen. */
export async function listRuns(deps: ServiceDeps, principal: Principal, input: ListRunsInput): Promise<Page<RunSummary>> {
  requirePermission(principal, 'run:read');
  const rows = await listRunRows(deps.db, principal, {
    flowId: input.flowId ?? null,
    status: input.status ?? null,
    before: idCursor(input.cursor),
    limit: input.limit + 1,
  });
  return pageOf(rows, input.limit, toRunSummary, (row) => row.id);
}
