import { type Principal, requirePermission } from '@/lib/auth';
import type { ImportReport, PreviewImport } from '@/lib/contracts/transfer';
import {
  contentHash,
  diffDocuments,
  type FlowDocument,
  isSameMeaning,
  nodeIndex,
  removedSecrets,
  type ValidationIssue,
  validateDocument,
} from '@/lib/dsl';
import { listConfiguredProviders } from '@/lib/services/credentials/list-configured-providers';
import type { ServiceDeps } from '@/lib/services/deps';
import { countIssues, toIssueViews } from '@/lib/services/flows/check-document';
import { type FlowRow, getFlowRow } from '@/lib/services/flows/flow-row';
import { toPointer } from '@/lib/std/json-pointer';
import { missingHere } from './missing-here';
import { readImport } from './read-import';

/** More issues than a person reads in a dialog. */
const ISSUES_SHOWN = 100;

/** What importing a text would do, and what it lacks here. Reads only. Throws `flow_not_found` for a flow of nobody's or somebody else's. */
export async function previewImport(deps: ServiceDeps, principal: Principal, input: PreviewImport): Promise<ImportReport> {
  requirePermission(principal, 'flow:edit');
  const flow = input.flowId === undefined ? null : await getFlowRow(deps.db, principal, input.flowId);
  const { format, parsed } = readImport(input);
  if (!parsed.ok) return refusedReport(format, parsed.error);
  const document = parsed.value;
  const [configuredProviders, missing] = await Promise.all([
    listConfiguredProviders(deps, principal.workspaceId),
    missingHere(deps, principal, document),
  ]);
  const issues = validateDocument(document, deps.catalog, { configuredProviders });
  return {
    ...{ canImport: true, format, newerDsl: null },
    name: document.name,
    nodeCount: nodeIndex(document).size,
    contentHash: contentHash(document),
    ...issuesOf(issues),
    nodeTypes: unknownTypes(issues),
    ...missing,
    triggers: document.triggers.map(({ id, type }) => ({ id, type })),
    removedSecrets: removedSecrets(document).map(({ nodeId, path }) => ({ nodeId, path: toPointer(path) })),
    update: flow && updateOf(flow, document),
  };
}

function refusedReport(format: ImportReport['format'], issues: readonly ValidationIssue[]): ImportReport {
  const version = issues.find((issue) => issue.code === 'shape_unknown_dsl')?.params;
  const isNewer = typeof version?.found === 'number' && typeof version.supported === 'number' && version.found > version.supported;
  return {
    ...{ canImport: false, format, name: null, nodeCount: 0, contentHash: null },
    newerDsl: isNewer ? { found: Number(version.found), supported: Number(version.supported) } : null,
    ...issuesOf(issues),
    ...{ nodeTypes: [], providers: [], models: [], credentialsSeen: false, credentials: [] },
    ...{ triggers: [], removedSecrets: [], update: null },
  };
}

function issuesOf(issues: readonly ValidationIssue[]): Pick<ImportReport, 'issues' | 'errorCount' | 'warningCount'> {
  const { errors, warnings } = countIssues(issues);
  return { issues: toIssueViews(issues.slice(0, ISSUES_SHOWN)), errorCount: errors, warningCount: warnings };
}

function unknownTypes(issues: readonly ValidationIssue[]): ImportReport['nodeTypes'] {
  const byType = new Map<string, string[]>();
  for (const { code, params, nodeId } of issues) {
    if (code !== 'unknown_node_type' || nodeId === null) continue;
    const type = String(params.type);
    byType.set(type, [...(byType.get(type) ?? []), nodeId]);
  }
  return [...byType].map(([type, nodes]) => ({ type, nodes }));
}

function updateOf(flow: FlowRow, document: FlowDocument): NonNullable<ImportReport['update']> {
  const diff = diffDocuments(flow.dsl, document);
  const { nodes, edges } = diff;
  return {
    flowId: flow.id,
    name: flow.name,
    draftVersion: flow.draftVersion,
    sameMeaning: isSameMeaning(diff),
    added: nodes.added.map(({ id }) => id),
    removed: nodes.removed.map(({ id }) => id),
    changed: nodes.changed.map(({ id }) => id),
    otherChanges: edges.added.length + edges.removed.length + diff.document.length + diff.triggers.length,
  };
}
