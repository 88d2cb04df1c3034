import { type Principal, requirePermission } from '@/lib/auth';
import type { IssueView } from '@/lib/contracts/common';
import { parseDocumentValue, validateDocument } from '@/lib/dsl';
import { listConfiguredProviders } from '@/lib/services/credentials/list-configured-providers';
import type { ServiceDeps } from '@/lib/services/deps';
import type { JsonObject } from '@/lib/std/json';
import { toIssueViews } from './check-document';

/** What is wrong with a document, shape and meaning alike, without storing or running anything. */
export async function validateFlowDocument(
  deps: ServiceDeps,
  principal: Principal,
  input: { dsl: JsonObject },
): Promise<{ issues: IssueView[] }> {
  requirePermission(principal, 'flow:read');
  const parsed = parseDocumentValue(input.dsl);
  if (!parsed.ok) return { issues: toIssueViews(parsed.error) };
  const configuredProviders = await listConfiguredProviders(deps, principal.workspaceId);
  return { issues: toIssueViews(validateDocument(parsed.value, deps.catalog, { configuredProviders })) };
}
