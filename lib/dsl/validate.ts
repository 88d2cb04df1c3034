import type { NodeCatalog } from './catalog';
import { createCheckContext } from './check-context';
import { checkEdges } from './check-edges';
import { checkEnvelope } from './check-envelope';
import { checkExpressions } from './check-expressions';
import { checkNodes } from './check-nodes';
import type { FlowDocument } from './document';
import type { ValidationIssue } from './issue';

/** What validation knows beside document and catalog. */
export interface ValidateOptions {
  /** Providers with a credential in this workspace; absent: `provider_not_configured` is not reported. */
  configuredProviders?: readonly string[];
}

/**
 * Everything that keeps a document of the right shape from meaning something, errors first, at most 1,000 issues. A draft may
 * hold such issues; a run and a publish may not hold one of severity `error`.
 */
export function validateDocument(document: FlowDocument, catalog: NodeCatalog, options: ValidateOptions = {}): ValidationIssue[] {
  const { context, issues } = createCheckContext(document, catalog, options.configuredProviders);
  checkEnvelope(context);
  checkNodes(context);
  checkEdges(context);
  checkExpressions(context);
  return [...issues.filter((issue) => issue.severity === 'error'), ...issues.filter((issue) => issue.severity === 'warning')];
}
