import type { Json } from '@/lib/std/json';
import type { FlowCommand } from './command';

/** `error` blocks run and publish; `warning` does not. */
export type IssueSeverity = 'error' | 'warning';

/**
 * One thing wrong with a document. The sentence is made from the language catalogue (`issues.<code>` with `params`);
 * `path` is a JSON Pointer into the document.
 */
export interface ValidationIssue {
  code: IssueCode;
  severity: IssueSeverity;
  path: string;
  nodeId: string | null;
  params: Record<string, Json>;
  /** Commands that mend it, where there is an obvious mend. */
  fix?: { title: string; commands: FlowCommand[] };
}

/** Every code an issue may carry; `shape_` codes refuse a write, the others refuse run and publish. */
export const ISSUE_CODES = [
  'shape_not_json',
  'shape_not_object',
  'shape_unknown_dsl',
  'shape_too_large',
  'shape_too_deep',
  'shape_too_many_nodes',
  'shape_too_many_edges',
  'shape_too_many_triggers',
  'shape_string_too_long',
  'shape_bad_id',
  'shape_duplicate_id',
  'shape_forbidden_key',
  'shape_bad_text',
  'shape_invalid',
  'unknown_node_type',
  'unknown_field',
  'missing_parameter',
  'invalid_parameter',
  'invalid_common_field',
  'edge_from_unknown',
  'edge_to_unknown',
  'edge_unknown_port',
  'edge_duplicate',
  'edge_crosses_scope',
  'cycle',
  'expression_syntax',
  'expression_limit',
  'expression_type',
  'unknown_reference',
  'reference_cannot_have_run',
  'unknown_property',
  'secret_in_expression',
  'map_without_body',
  'output_invalid',
  'inputs_invalid',
  'trigger_invalid',
  'duplicate_port',
  'reserved_word',
  'unreachable_port',
  'nothing_to_run',
  'provider_not_configured',
] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];
