import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { scanJson } from '@/lib/std/scan-json';
import { utf8Length } from '@/lib/std/utf8-length';
import { completeDocument } from './complete-document';
import type { FlowDocument } from './document';
import { duplicateKey } from './duplicate-key';
import type { ValidationIssue } from './issue';
import { parseJsonTree } from './json-tree';
import { DSL_LIMITS } from './limits';
import { makeIssue } from './make-issue';
import { migrateDocument } from './migrate';
import { parseYaml } from './parse-yaml';
import { shapeIssues } from './shape';
import { valueIssues } from './value-issues';

/** How a document is written. */
export type SourceFormat = 'json' | 'yaml';

/** The text a document came from, kept beside it. */
export interface DocumentSource {
  text: string;
  format: SourceFormat;
}

/** A document as parsed, defaults filled in, and its source. */
export interface ParsedDocument {
  document: FlowDocument;
  source: DocumentSource;
}

/** Text to a document of the right shape (known `dsl`, sizes, depth, ids), or every `shape_` issue found. Says nothing of meaning. */
export function parseDocument(text: string, format: SourceFormat): Result<ParsedDocument, ValidationIssue[]> {
  const value = parseSource(text, format);
  if (!value.ok) return value;
  const document = parseDocumentValue(value.value);
  return document.ok ? ok({ document: document.value, source: { text, format } }) : document;
}

/** The same for a value that was parsed already: a request body, a stored column. */
export function parseDocumentValue(value: unknown): Result<FlowDocument, ValidationIssue[]> {
  const unsafe = valueIssues(value);
  if (unsafe.length > 0) return err(unsafe);
  // The walk above saw nothing but JSON.
  const migrated = migrateDocument(value as Json);
  if (!migrated.ok) return migrated;
  const oversize = countIssues(migrated.value);
  if (oversize.length > 0) return err(oversize);
  const completed = completeDocument(migrated.value);
  const issues = shapeIssues(completed);
  // `shapeIssues` found the envelope to be a FlowDocument; JSON cannot be told so by type.
  return issues.length > 0 ? err(issues) : ok(completed as unknown as FlowDocument);
}

/** Text to a plain value, refusing size and depth before anything is built. */
export function parseSource(text: string, format: SourceFormat): Result<Json, ValidationIssue[]> {
  if (text.length > DSL_LIMITS.textBytes || utf8Length(text) > DSL_LIMITS.textBytes) {
    return err([makeIssue('shape_too_large', { path: [] }, { limit: DSL_LIMITS.textBytes })]);
  }
  if (format === 'json') return parseJson(text);
  const parsed = parseYaml(text);
  return parsed.ok ? ok(parsed.value.value) : parsed;
}

function parseJson(text: string): Result<Json, ValidationIssue[]> {
  // Keys and characters are judged later, with their path; only depth cannot wait.
  if (scanJson(text, { maxDepth: DSL_LIMITS.depth })?.kind === 'too_deep') {
    return err([makeIssue('shape_too_deep', { path: [] }, { limit: DSL_LIMITS.depth })]);
  }
  try {
    const value = JSON.parse(text);
    const twice = duplicateKey(text);
    if (!twice) return ok(value);
    const place = placeOf(text, twice.offset);
    return err([makeIssue('shape_not_json', { path: [] }, { format: 'json', ...place, reason: 'duplicate_key' })]);
  } catch {
    return err([makeIssue('shape_not_json', { path: [] }, { format: 'json', ...errorPlace(text) })]);
  }
}

/** Our own reader says where it stopped; the platform's message would quote the text. */
function errorPlace(text: string): { line: number; column: number } {
  const tree = parseJsonTree(text);
  return placeOf(text, tree.ok ? 0 : tree.error.offset);
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

function countIssues(document: JsonObject): ValidationIssue[] {
  const counts = { nodes: 0, edges: 0 };
  countScope(document, counts);
  const triggers = Array.isArray(document.triggers) ? document.triggers.length : 0;
  const issues: ValidationIssue[] = [];
  if (counts.nodes > DSL_LIMITS.nodes) issues.push(tooMany('shape_too_many_nodes', 'nodes', counts.nodes, DSL_LIMITS.nodes));
  if (counts.edges > DSL_LIMITS.edges) issues.push(tooMany('shape_too_many_edges', 'edges', counts.edges, DSL_LIMITS.edges));
  if (triggers > DSL_LIMITS.triggers) issues.push(tooMany('shape_too_many_triggers', 'triggers', triggers, DSL_LIMITS.triggers));
  return issues;
}

function countScope(scope: JsonObject, counts: { nodes: number; edges: number }): void {
  if (Array.isArray(scope.edges)) counts.edges += scope.edges.length;
  if (!Array.isArray(scope.nodes)) return;
  counts.nodes += scope.nodes.length;
  for (const node of scope.nodes) {
    const body = isJsonObject(node) ? (node.body ?? null) : null;
    if (isJsonObject(body)) countScope(body, counts);
  }
}

function tooMany(code: ValidationIssue['code'], field: string, found: number, limit: number): ValidationIssue {
  return makeIssue(code, { path: [field] }, { found, limit });
}
