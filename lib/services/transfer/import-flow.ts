import { type Principal, requirePermission } from '@/lib/auth';
import type { ImportedFlow, ImportFlow } from '@/lib/contracts/transfer';
import { contentHash, type FlowDocument, mapCredentials } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { checkDocument, refuseErrors, type WrittenDocument } from '@/lib/services/flows/check-document';
import { insertFlow } from '@/lib/services/flows/create-flow';
import { getFlowRow, lockFlowRow } from '@/lib/services/flows/flow-row';
import { toFlowDetail } from '@/lib/services/flows/flow-views';
import { requireBaseVersion, writeDraft } from '@/lib/services/flows/update-flow';
import type { JsonObject } from '@/lib/std/json';
import { readImport } from './read-import';

/**
 * Stores a text as a new flow, or as the draft of one over the version the caller has seen. It touches the draft and nothing else: triggers
 * stay as they are, nothing is published. Throws `invalid_document` with every issue for a text that is none, `draft_conflict` when the
 * draft moved on, `credential_not_found` for a mapping to a credential that is not here.
 */
export async function importFlow(deps: ServiceDeps, principal: Principal, input: ImportFlow): Promise<ImportedFlow> {
  requirePermission(principal, 'flow:edit');
  const { text, format, parsed } = readImport(input);
  if (!parsed.ok) {
    refuseErrors(parsed.error);
    throw userError('invalid_document', 'The text is no flow document.');
  }
  await requireCredentials(deps, principal, Object.values(input.credentials ?? {}));
  const mapped = mapCredentials(parsed.value, deps.catalog, input.credentials ?? {});
  const document = input.name === undefined ? mapped : { ...mapped, name: input.name };
  // Once something of it is changed, the text no longer says what is stored.
  const written: WrittenDocument = document === parsed.value ? { source: { format, text } } : { dsl: toJson(document) };
  const data = { format, contentHash: contentHash(document), mapped: Object.keys(input.credentials ?? {}).length };
  if (input.flowId === undefined || input.baseVersion === undefined) {
    const created = { action: 'flow.imported', data: { ...data, name: document.name } };
    const flow = await insertFlow(deps, principal, { name: document.name, ...written, allowIssues: true, labels: {}, audit: created });
    return { flow, replaced: null };
  }
  return replaceDraft(deps, principal, { flowId: input.flowId, baseVersion: input.baseVersion, name: document.name, written, data });
}

interface Replacement {
  flowId: string;
  baseVersion: number;
  name: string;
  written: WrittenDocument;
  data: JsonObject;
}

async function replaceDraft(deps: ServiceDeps, principal: Principal, input: Replacement): Promise<ImportedFlow> {
  const { before, row, issues } = await deps.db.transaction(async (client) => {
    const current = await lockFlowRow(client, principal, input.flowId);
    requireBaseVersion(current, input.baseVersion);
    const checked = await checkDocument({ db: client, catalog: deps.catalog }, principal.workspaceId, input.written);
    await writeDraft(client, { id: current.id, name: input.name }, checked);
    const data = { ...input.data, draftVersion: current.draftVersion + 1, replacedHash: current.draftHash };
    await appendAudit(client, principal, { action: 'flow.imported', subjectKind: 'flow', subjectId: current.id, data });
    return { before: current, row: await getFlowRow(client, principal, current.id), issues: checked.issues };
  });
  const flow = await toFlowDetail(deps, principal, row, issues);
  return { flow, replaced: { name: before.name, dsl: toJson(before.dsl) } };
}

async function requireCredentials({ db }: ServiceDeps, principal: Principal, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  requirePermission(principal, 'credential:use');
  const { rows } = await db.query<{ name: string }>('SELECT name FROM credential WHERE workspace_id = $1 AND name = ANY($2)', [
    principal.workspaceId,
    names,
  ]);
  const known = new Set(rows.map((row) => row.name));
  const missing = names.find((name) => !known.has(name));
  if (missing === undefined) return;
  throw userError('credential_not_found', `There is no credential "${missing}" in this workspace.`, { credential: missing });
}

/** A document went through the parser: it is JSON, whatever its type is called. */
function toJson(document: FlowDocument): JsonObject {
  return document as unknown as JsonObject;
}
