import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { CreateFlow, FlowDetail } from '@/lib/contracts/flows';
import { contentHash } from '@/lib/dsl';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { checkDocument, countIssues, refuseErrors, type WrittenDocument } from './check-document';
import { getFlowRow } from './flow-row';
import { toFlowDetail } from './flow-views';

/** Creates a flow with its draft. Without a document the draft is empty. Throws `invalid_document` and its kin. */
export async function createFlow(deps: ServiceDeps, principal: Principal, input: CreateFlow): Promise<FlowDetail> {
  requirePermission(principal, 'flow:edit');
  return insertFlow(deps, principal, { ...input, labels: {} });
}

/** What `insertFlow` stores beside the document. */
export interface NewFlow extends CreateFlow {
  labels: JsonObject;
  /** The audit row, where it says more than that a flow was created. */
  audit?: { action: string; data: JsonObject };
}

/** Stores a new flow; the caller has checked the permission. */
export async function insertFlow(deps: Pick<ServiceDeps, 'db' | 'catalog'>, principal: Principal, input: NewFlow): Promise<FlowDetail> {
  const checked = await checkDocument(deps, principal.workspaceId, writtenOf(input));
  const isEmpty = input.dsl === undefined && input.source === undefined;
  if (!input.allowIssues && !isEmpty) refuseErrors(checked.issues);
  const counts = countIssues(checked.issues);
  const id = newId();
  await deps.db.transaction(async (client) => {
    await client.query(
      `INSERT INTO flow (id, workspace_id, name, owner_id, labels, dsl_json, source_text, source_format, draft_hash, error_count, warning_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        principal.workspaceId,
        input.name,
        actorOf(principal).id,
        JSON.stringify(input.labels),
        JSON.stringify(checked.document),
        checked.sourceText,
        checked.sourceFormat,
        contentHash(checked.document),
        counts.errors,
        counts.warnings,
      ],
    );
    const { action, data } = input.audit ?? { action: 'flow.created', data: { name: input.name } };
    await appendAudit(client, principal, { action, subjectKind: 'flow', subjectId: id, data });
  });
  return toFlowDetail(deps, principal, await getFlowRow(deps.db, principal, id), checked.issues);
}

function writtenOf(input: CreateFlow): WrittenDocument {
  if (input.source) return { source: input.source };
  return { dsl: { dsl: 1, name: input.name, nodes: [], edges: [], ...input.dsl } };
}
