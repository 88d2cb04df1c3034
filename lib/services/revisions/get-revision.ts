import { type Principal, requirePermission } from '@/lib/auth';
import type { RevisionDetail } from '@/lib/contracts/flows';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from '@/lib/services/flows/flow-row';
import { getRevisionRow, toRevisionView } from './revision-row';

/** One revision with its document. Throws `revision_not_found`. */
export async function getRevision(deps: ServiceDeps, principal: Principal, input: { id: string; revNo: number }): Promise<RevisionDetail> {
  requirePermission(principal, 'flow:read');
  await getFlowRow(deps.db, principal, input.id);
  const row = await getRevisionRow(deps.db, principal, input);
  // What is stored went through the parser: it is JSON, whatever its type is called.
  return { ...toRevisionView(row), dsl: row.dsl as unknown as RevisionDetail['dsl'] };
}
