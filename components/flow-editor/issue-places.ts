import type { NodeIssues } from '@/components/canvas/to-canvas';
import type { FlowDocument } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import type { ValidationIssue } from '@/lib/dsl/issue';
import { toPointer } from '@/lib/std/json-pointer';

/** An issue with the field it is about: the first key below its node, or below the document. */
export interface PlacedIssue {
  issue: ValidationIssue;
  field: string | null;
  /** The rest of the path, below the field: `/0/when`. */
  inField: string;
}

/** Finds the field of each issue. */
export function placeIssues(document: FlowDocument, issues: readonly ValidationIssue[]): PlacedIssue[] {
  const roots = new Map([...nodeIndex(document)].map(([id, { path }]) => [id, toPointer(path)]));
  return issues.map((issue) => {
    const root = issue.nodeId === null ? '' : (roots.get(issue.nodeId) ?? '');
    const below = issue.path.startsWith(`${root}/`) ? issue.path.slice(root.length + 1) : '';
    const [first = '', ...rest] = below.split('/');
    const field = issue.code === 'missing_parameter' ? String(issue.params.parameter ?? first) : first;
    return { issue, field: field === '' ? null : field, inField: rest.length > 0 ? `/${rest.join('/')}` : '' };
  });
}

/** How many issues each node has, and the sentence of its first; a body's issues count for the node around it as well. */
export function issuesByNode(
  document: FlowDocument,
  issues: readonly ValidationIssue[],
  sentence: (issue: ValidationIssue) => string,
): Map<string, NodeIssues> {
  const index = nodeIndex(document);
  const counts = new Map<string, NodeIssues>();
  for (const issue of issues) {
    for (let id = issue.nodeId; id !== null; id = index.get(id)?.scope ?? null) {
      const count = counts.get(id) ?? { errors: 0, warnings: 0, message: sentence(issue) };
      if (issue.severity === 'error') count.errors += 1;
      else count.warnings += 1;
      counts.set(id, count);
    }
  }
  return counts;
}
