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
  /** Commands that mend it, where there is an obvious mend; `title` is a key of the language catalogue under `fixes.`. */
  fix?: { title: string; commands: FlowCommand[] };
}

/** Every value `fix.title` takes. */
export const FIX_TITLES = [
  'remove_field',
  'rename_field',
  'set_default',
  'set_value',
  'remove_edge',
  'change_edge',
  'rename_reference',
  'declare_input',
  'add_edge',
] as const;

/**
 * Every code an issue may carry; `shape_` codes refuse a write, the others refuse run and publish.
 *
 * `params` of each code (`?` may be null; `start`, `end` are UTF-16 offsets into the text at `path`):
 *
 * | code | params |
 * | --- | --- |
 * | shape_not_json | format, line, column, reason (YAML, and JSON's duplicate_key) |
 * | shape_not_object | none |
 * | shape_unknown_dsl | found?, supported |
 * | shape_too_large, shape_too_deep, shape_string_too_long | limit (bytes or levels) |
 * | shape_too_many_nodes, _edges, _triggers | found, limit |
 * | shape_bad_id | id, reason: pattern or reserved |
 * | shape_duplicate_id | id |
 * | shape_forbidden_key | key |
 * | shape_bad_text | found: null_byte or lone_surrogate |
 * | shape_invalid | field (pointer), problem (a stable word), expected |
 * | unknown_node_type | type, suggestion? |
 * | unknown_field | field, type (a node type, or edge, trigger, document), suggestion? |
 * | missing_parameter | parameter, type, alternatives (any one of them will do) |
 * | invalid_parameter | parameter, type, keyword (of JSON Schema, or schema), expected (its value) |
 * | invalid_common_field | field, problem: whole_from_0, whole_from_1, whole_0_to_100, header_name, effect_write, not_a_task, text_1_to_64 |
 * | edge_from_unknown, edge_to_unknown | node, from, to, suggestion? |
 * | edge_unknown_port | node, port, ports, side: output or input |
 * | edge_duplicate | from, to |
 * | edge_crosses_scope | from, to, node |
 * | cycle | nodes (ids in the order of the edges) |
 * | expression_syntax, expression_limit, expression_type | those of the expression problem, with message; start?, end? |
 * | unknown_reference | name, suggestion?, start?, end?; message where the expression language says it; for a root out of place reason: only_in_body, only_in_compensate or before_run (a label) |
 * | reference_cannot_have_run | reference, node, start, end |
 * | unknown_property | reference, owner, name, known, suggestion?, start, end |
 * | secret_in_expression | name, start?, end? |
 * | map_without_body | type |
 * | output_invalid | name, problem: name |
 * | label_invalid | name, problem: name, length, count |
 * | inputs_invalid | at (dotted), expected |
 * | trigger_invalid | trigger, type, field, problem: missing, path_form, path_taken, only_webhook, missing_for_hmac, object_or_template |
 * | duplicate_port, unreachable_port | port |
 * | reserved_word | word |
 * | nothing_to_run | none |
 * | provider_not_configured | provider |
 */
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
  'label_invalid',
  'inputs_invalid',
  'trigger_invalid',
  'duplicate_port',
  'reserved_word',
  'unreachable_port',
  'nothing_to_run',
  'provider_not_configured',
] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];
