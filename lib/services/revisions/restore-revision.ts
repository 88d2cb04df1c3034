import { type Principal, requirePermission } from '@/lib/auth';
import type { FlowDetail, RestoreRevision } from '@/lib/contracts/flows';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { checkDocument } from '@/lib/services/flows/check-document';
import { getFlowRow, lockFlowRow } from '@/lib/services/flows/flow-row';
import { toFlowDetail } from '@/lib/services/flows/flow-views';
import { requireBaseVersion, writeDraft } from '@/lib/services/flows/update-flow';
import type { JsonObject } from '@/lib/std/json';
import { getRevisionRow } from './revision-row';

/**
 * Makes a revision's document the draft again, with the text and the name it was published with; what takes traffic stays. It may hold
 * issues today that it had not when it was published. Throws `revision_not_found`, and `draft_conflict` with the draft as it is.
 */
export async function restoreRevision(
  deps: ServiceDeps,
  principal: Principal,
  input: RestoreRevision & { id: string; revNo: number },
): Promise<FlowDetail> {
  requirePermission(principal, 'flow:edit');
  const { row, issues } = await deps.db.transaction(async (client) => {
    const flow = await lockFlowRow(client, principal, input.id);
    const revision = await getRevisionRow(client, principal, input);
    requireBaseVersion(flow, input.baseVersion);
    const checked = await checkDocument({ db: client, catalog: deps.catalog }, principal.workspaceId, {
      // What is stored went through the parser: it is JSON, whatever its type is called.
      dsl: revision.dsl as unknown as JsonObject,
    });
    const { sourceText, sourceFormat, dsl } = revision;
    await writeDraft(client, { id: flow.id, name: dsl.name }, { ...checked, sourceText, sourceFormat });
    const data = { revNo: revision.revNo, draftVersion: flow.draftVersion + 1 };
    await appendAudit(client, principal, { action: 'flow.restored', subjectKind: 'flow', subjectId: flow.id, data });
    return { row: await getFlowRow(client, principal, flow.id), issues: checked.issues };
  });
  return toFlowDetail(deps, principal, row, issues);
}
