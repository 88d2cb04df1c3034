import { type Principal, requirePermission } from '@/lib/auth';
import type { FlowDetail } from '@/lib/contracts/flows';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from './flow-row';
import { toFlowDetail } from './flow-views';

/** Reads a flow with its draft and what is wrong with it. Throws `flow_not_found`. */
export async function getFlow(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<FlowDetail> {
  requirePermission(principal, 'flow:read');
  return toFlowDetail(deps, principal, await getFlowRow(deps.db, principal, input.id));
}
