import type { Json } from '@/lib/std/json';
import { nearest } from '@/lib/std/nearest';
import type { NodeCatalog } from './catalog';
import type { FlowDocument } from './document';
import { type NodeEntry, nodeIndex, type ScopeEntry, scopesOf } from './graph';
import type { IssueCode, ValidationIssue } from './issue';
import { type IssuePlace, makeIssue } from './make-issue';

/** More issues than a person reads; the rest would only cost time and storage. */
const MAX_ISSUES = 1000;

/** Looking for a nearest word is the one step that is not linear: words compared in one validation. */
const MAX_COMPARED = 200_000;

/** What every check of a document's meaning is given. */
export interface CheckContext {
  document: FlowDocument;
  catalog: NodeCatalog;
  /** Providers that have a credential; null: not asked. */
  configuredProviders: ReadonlySet<string> | null;
  scopes: readonly ScopeEntry[];
  index: ReadonlyMap<string, NodeEntry>;
  report(code: IssueCode, place: IssuePlace, params?: Record<string, Json>, fix?: ValidationIssue['fix']): void;
  /** The word that was probably meant; null also once too many were compared. */
  suggest(word: string, candidates: Iterable<string>): string | null;
}

/** A context for one validation, and the list its checks fill. */
export function createCheckContext(
  document: FlowDocument,
  catalog: NodeCatalog,
  configuredProviders: readonly string[] | undefined,
): { context: CheckContext; issues: ValidationIssue[] } {
  const issues: ValidationIssue[] = [];
  let compared = 0;
  const context: CheckContext = {
    document,
    catalog,
    configuredProviders: configuredProviders ? new Set(configuredProviders) : null,
    scopes: scopesOf(document),
    index: nodeIndex(document),
    report(code, place, params, fix) {
      if (issues.length < MAX_ISSUES) issues.push(makeIssue(code, place, params, fix));
    },
    suggest(word, candidates) {
      if (compared > MAX_COMPARED) return null;
      const words = [...candidates];
      compared += words.length;
      return nearest(word, words);
    },
  };
  return { context, issues };
}
