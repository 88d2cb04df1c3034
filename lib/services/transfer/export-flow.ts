import { type Principal, requirePermission } from '@/lib/auth';
import type { ExportedFlow, ExportFlowQuery } from '@/lib/contracts/transfer';
import {
  contentHash,
  type FlowDocument,
  looksSecret,
  outsideReferences,
  removeSecrets,
  type SourceFormat,
  serializeDocument,
} from '@/lib/dsl';
import type { ServiceDeps } from '@/lib/services/deps';
import { getFlowRow } from '@/lib/services/flows/flow-row';
import { getRevisionRow } from '@/lib/services/revisions/revision-row';
import { toPointer } from '@/lib/std/json-pointer';

const MEDIA_TYPES = { json: 'application/json', yaml: 'application/yaml' } as const;

/**
 * A flow's draft or one of its revisions as the text of a file. The text it was written as comes back where it is in the wanted format, with
 * its comments. No secret leaves: credentials are named only, and what looks like a key in the document is taken out and told.
 * Throws `flow_not_found`, `revision_not_found`.
 */
export async function exportFlow(
  deps: ServiceDeps,
  principal: Principal,
  { id, format, version }: ExportFlowQuery & { id: string },
): Promise<ExportedFlow> {
  requirePermission(principal, 'flow:read');
  const flow = await getFlowRow(deps.db, principal, id);
  const stored = version === 'draft' ? flow : await getRevisionRow(deps.db, principal, { id, revNo: version });
  const { document, removed } = removeSecrets(stored.dsl);
  const written = removed.length === 0 && stored.sourceFormat === format ? stored.sourceText : null;
  const names = outsideReferences(document, deps.catalog).flatMap(({ credential }) => credential ?? []);
  return {
    fileName: fileName(document, version, format),
    format,
    mediaType: MEDIA_TYPES[format],
    text: written !== null && !looksSecret(written) ? written : serializeDocument(document, format),
    contentHash: contentHash(document),
    removedSecrets: removed.map(({ nodeId, path }) => ({ nodeId, path: toPointer(path) })),
    credentials: [...new Set(names)],
  };
}

/** The flow's name as every file system takes it. */
function fileName({ name }: FlowDocument, version: ExportFlowQuery['version'], format: SourceFormat): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain || 'flow'}${version === 'draft' ? '' : `-r${version}`}.${format}`;
}
