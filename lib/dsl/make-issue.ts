import type { Json } from '@/lib/std/json';
import { toPointer } from '@/lib/std/json-pointer';
import type { IssueCode, IssueSeverity, ValidationIssue } from './issue';

/** Where an issue is: keys and indexes into the document, and the node it belongs to. */
export interface IssuePlace {
  path: readonly (string | number)[];
  nodeId?: string | null;
}

/** Codes that do not keep a document from running. */
const WARNINGS: ReadonlySet<IssueCode> = new Set(['provider_not_configured', 'unreachable_port', 'reserved_word']);

/** Whether an issue of this code blocks run and publish. */
export function severityOf(code: IssueCode): IssueSeverity {
  return WARNINGS.has(code) ? 'warning' : 'error';
}

/** An issue with the severity of its code. */
export function makeIssue(
  code: IssueCode,
  place: IssuePlace,
  params: Record<string, Json> = {},
  fix?: ValidationIssue['fix'],
): ValidationIssue {
  const base = { code, severity: severityOf(code), path: toPointer(place.path), nodeId: place.nodeId ?? null, params };
  return fix ? { ...base, fix } : base;
}
