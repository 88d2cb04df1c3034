import { type Principal, requirePermission } from '@/lib/auth';
import type { FlowSummary } from '@/lib/contracts/flows';
import type { ServiceDeps } from '@/lib/services/deps';
import { decodeCursor, encodeCursor, type Page } from '@/lib/services/page';
import { listFlowRows } from './flow-row';
import { toFlowSummaries } from './flow-views';

export interface ListFlowsInput {
  cursor?: string | undefined;
  limit: number;
  search?: string | undefined;
}

/** Lists flows, the last changed first. */
export async function listFlows(deps: ServiceDeps, principal: Principal, input: ListFlowsInput): Promise<Page<FlowSummary>> {
  requirePermission(principal, 'flow:read');
  const after = decodeCursor(input.cursor);
  const rows = await listFlowRows(deps.db, principal, { search: input.search ?? null, after, limit: input.limit + 1 });
  const items = await toFlowSummaries(deps.db, principal, rows.slice(0, input.limit));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > input.limit && last ? encodeCursor({ at: last.updatedAt, id: last.id }) : null };
}
