import type { IssueView } from '@/lib/contracts/common';
import { type FlowDocument, parseDocument, parseDocumentValue, type SourceFormat, type ValidationIssue, validateDocument } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import type { ErrorCode } from '@/lib/errors/codes';
import { createTranslator, issueText } from '@/lib/i18n';
import { listConfiguredProviders } from '@/lib/services/credentials/list-configured-providers';
import type { DocumentDeps } from '@/lib/services/deps';
import type { Json, JsonObject } from '@/lib/std/json';

const english = createTranslator('en');

/** A document as it is to be stored: the value, the text it was written as, and what is wrong with it. */
export interface CheckedDocument {
  document: FlowDocument;
  sourceText: string | null;
  sourceFormat: SourceFormat;
  issues: ValidationIssue[];
}

/** A document as a request carries it. */
export interface WrittenDocument {
  dsl?: JsonObject | undefined;
  source?: { format: SourceFormat; text: string } | undefined;
}

/** Checks the shape (throws `invalid_document` with every issue) and reports what is wrong with the meaning. */
export async function checkDocument(deps: DocumentDeps, workspaceId: string, written: WrittenDocument): Promise<CheckedDocument> {
  const document = parseWritten(written);
  const configuredProviders = await listConfiguredProviders(deps, workspaceId);
  return {
    document,
    sourceText: written.source?.text ?? null,
    sourceFormat: written.source?.format ?? 'json',
    issues: validateDocument(document, deps.catalog, { configuredProviders }),
  };
}

function parseWritten(written: WrittenDocument): FlowDocument {
  if (written.source) {
    const parsed = parseDocument(written.source.text, written.source.format);
    if (!parsed.ok) throw refusal(parsed.error);
    return parsed.value.document;
  }
  const parsed = parseDocumentValue(written.dsl);
  if (!parsed.ok) throw refusal(parsed.error);
  return parsed.value;
}

/** Throws when a document has errors: 422 with every issue. */
export function refuseErrors(issues: readonly ValidationIssue[], code?: ErrorCode): void {
  if (issues.some((issue) => issue.severity === 'error')) throw refusal(issues, code);
}

/** Issues as the API tells them, with their English sentences. */
export function toIssueViews(issues: readonly ValidationIssue[]): IssueView[] {
  return issues.map((issue) => ({ ...toPlain(issue), message: issueText(english, { code: issue.code, params: issue.params }) }));
}

/** How many issues block a run, and how many do not. */
export function countIssues(issues: readonly ValidationIssue[]): { errors: number; warnings: number } {
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  return { errors, warnings: issues.length - errors };
}

function refusal(issues: readonly ValidationIssue[], code: ErrorCode = codeFor(issues)) {
  const views = toIssueViews(issues);
  const first = views.find((view) => view.severity === 'error') ?? views[0];
  const errors = countIssues(issues).errors;
  const more = errors > 1 ? ` (and ${errors - 1} more)` : '';
  const where = first?.path ? ` at ${first.path}` : '';
  return userError(code, `The document is not valid${where}: ${first?.message ?? ''}${more}`, { issues: views as unknown as Json });
}

const EXPRESSION_CODES = new Set([
  'expression_syntax',
  'expression_limit',
  'expression_type',
  'unknown_reference',
  'unknown_property',
  'reference_cannot_have_run',
]);

/** One kind of trouble has its own code; several kinds, or any other, are `invalid_document`. */
function codeFor(issues: readonly ValidationIssue[]): ErrorCode {
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0 && errors.every((issue) => issue.code === 'unknown_node_type')) return 'unknown_node_type';
  if (errors.length > 0 && errors.every((issue) => EXPRESSION_CODES.has(issue.code))) return 'invalid_expression';
  return 'invalid_document';
}

/** Edit commands are plain data; the contract knows them as JSON. */
function toPlain(issue: ValidationIssue): Omit<IssueView, 'message'> {
  return JSON.parse(JSON.stringify(issue)) as Omit<IssueView, 'message'>;
}
