import { type Principal, requirePermission } from '@/lib/auth';
import type { FlowDetail, UpdateFlow } from '@/lib/contracts/flows';
import type { SqlClient } from '@/lib/db/database';
import { contentHash } from '@/lib/dsl';
import { AppError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import type { Json } from '@/lib/std/json';
import { type CheckedDocument, checkDocument, countIssues, refuseErrors } from './check-document';
import { type FlowRow, getFlowRow, lockFlowRow } from './flow-row';
import { toFlowDetail } from './flow-views';

/**
 * Changes name, document or both; raises `draftVersion`. Throws `draft_conflict` with the current document when the draft moved on since
 * `baseVersion`, `invalid_document` and its kin for a document that may not be stored.
 */
export async function updateFlow(deps: ServiceDeps, principal: Principal, input: UpdateFlow & { id: string }): Promise<FlowDetail> {
  requirePermission(principal, 'flow:edit');
  const isDocument = input.dsl !== undefined || input.source !== undefined;
  await getFlowRow(deps.db, principal, input.id);
  const checked = isDocument ? await checkDocument(deps, principal.workspaceId, input) : null;
  if (checked && !input.allowIssues) refuseErrors(checked.issues);
  const row = await deps.db.transaction(async (client) => {
    const current = await lockFlowRow(client, principal, input.id);
    requireBaseVersion(current, input.baseVersion);
    await writeDraft(client, input, checked);
    await appendAudit(client, principal, {
      action: 'flow.updated',
      subjectKind: 'flow',
      subjectId: input.id,
      data: { draftVersion: current.draftVersion + 1, unchecked: input.baseVersion === undefined },
    });
    return getFlowRow(client, principal, input.id);
  });
  return toFlowDetail(deps, principal, row, checked?.issues ?? null);
}

/** Throws `draft_conflict` carrying the draft as it is now. */
export function requireBaseVersion(current: FlowRow, baseVersion: number | undefined): void {
  if (baseVersion === undefined || baseVersion === current.draftVersion) return;
  const message = `The draft is at version ${current.draftVersion}, not ${baseVersion}: somebody else changed it. Take the current draft and make your change again.`;
  throw new AppError('user', 'draft_conflict', message, {
    details: {
      draftVersion: current.draftVersion,
      draftHash: current.draftHash,
      name: current.name,
      // What is stored went through the parser: it is JSON.
      dsl: current.dsl as unknown as Json,
      sourceText: current.sourceText,
      sourceFormat: current.sourceFormat,
    },
  });
}

/** Stores a draft's name, document or both and raises its version; the caller holds the flow's row and has checked the version. */
export async function writeDraft(
  client: SqlClient,
  input: { id: string; name?: string | undefined },
  checked: CheckedDocument | null,
): Promise<void> {
  const counts = checked ? countIssues(checked.issues) : null;
  await client.query(
    `UPDATE flow SET draft_version = draft_version + 1, updated_at = millrace_now(), name = coalesce($2, name),
       dsl_json = coalesce($3::jsonb, dsl_json), source_text = CASE WHEN $3::jsonb IS NULL THEN source_text ELSE $4 END,
       source_format = coalesce($5, source_format), draft_hash = coalesce($6, draft_hash),
       error_count = coalesce($7, error_count), warning_count = coalesce($8, warning_count)
     WHERE id = $1`,
    [
      input.id,
      input.name ?? null,
      checked && JSON.stringify(checked.document),
      checked?.sourceText ?? null,
      checked?.sourceFormat ?? null,
      checked && contentHash(checked.document),
      counts?.errors ?? null,
      counts?.warnings ?? null,
    ],
  );
}
