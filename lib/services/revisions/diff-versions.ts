import { type Principal, requirePermission } from '@/lib/auth';
import type { FlowDiff, FlowVersion } from '@/lib/contracts/flows';
import { diffDocuments, isSameMeaning } from '@/lib/dsl';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from '@/lib/services/flows/flow-row';
import { getRevisionRow } from './revision-row';

/** Compares two versions of a flow, from the one to the other. Throws `flow_not_found`, `revision_not_found`. */
export async function diffVersions(
  deps: ServiceDeps,
  principal: Principal,
  { id, from, to }: { id: string; from: FlowVersion; to: FlowVersion },
): Promise<FlowDiff> {
  requirePermission(principal, 'flow:read');
  const flow = await getFlowRow(deps.db, principal, id);
  const documentOf = async (version: FlowVersion) =>
    version === 'draft' ? flow.dsl : (await getRevisionRow(deps.db, principal, { id, revNo: version })).dsl;
  const diff = diffDocuments(await documentOf(from), await documentOf(to));
  return { from, to, sameMeaning: isSameMeaning(diff), ...diff };
}
