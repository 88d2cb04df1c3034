import type { ValidationIssue } from '@/lib/dsl/issue';
import type { PlacedIssue } from './issue-places';

/** The sentences about one node (with null, about the document), by field; what is about no field of its own stands under `''`. */
export function fieldProblems(
  placed: readonly PlacedIssue[],
  nodeId: string | null,
  sentence: (issue: ValidationIssue) => string,
): Map<string, string[]> {
  const problems = new Map<string, string[]>();
  for (const { issue, field } of placed) {
    if (issue.nodeId !== nodeId) continue;
    const key = field ?? '';
    const known = problems.get(key) ?? [];
    const text = sentence(issue);
    if (!known.includes(text)) problems.set(key, [...known, text]);
  }
  return problems;
}
