/**
 * A sentence for each issue code: what is wrong, and what to do. Parameters are those the check reports;
 * `expression_*` carry the sentence of the expression language in `message`.
 */
export const issues = {
  shape_not_json:
    'This is no valid {format, select, yaml {YAML} other {JSON}}{line, select, none {} other { (line {line}, column {column})}}{reason, select, duplicate_key {: a key stands there for the second time} other {}}. Mend the text there.',
  shape_not_object: 'A flow document must be an object with dsl, name, nodes and edges. Wrap it in braces.',
  shape_unknown_dsl: 'DSL version "{found}" is not known here. Write dsl: {supported}, or update Millrace.',
  shape_too_large: 'The document is larger than {limit, plural, other {# bytes}}. Move large texts into inputs.',
  shape_too_deep: 'The document is nested deeper than {limit} levels. Flatten it.',
  shape_too_many_nodes: 'The document has {found, plural, other {#}} nodes; {limit, plural, other {#}} are allowed. Split the flow.',
  shape_too_many_edges: 'The document has {found, plural, other {#}} edges; {limit, plural, other {#}} are allowed. Split the flow.',
  shape_too_many_triggers: 'The document has {found, plural, other {#}} triggers; {limit, plural, other {#}} are allowed. Remove some.',
  shape_string_too_long: 'A text is longer than {limit, plural, other {# bytes}}. Move it into an input.',
  shape_bad_id:
    'The id "{id}" {reason, select, reserved {is a word the expression language keeps for itself} other {is not well formed}}. Use lower-case letters, digits and _, beginning with a letter.',
  shape_duplicate_id: 'The id "{id}" is there twice. Give one of them another id.',
  shape_forbidden_key: 'The key "{key}" is not allowed anywhere in a document. Rename it.',
  shape_bad_text:
    'A text holds {found, select, null_byte {a null byte} lone_surrogate {half of a character pair} other {a character that cannot be stored}}. Remove it.',
  shape_invalid: '{field, select, none {The document} other {"{field}"}} is not what a document holds there. Expected: {expected}.',
  unknown_node_type:
    'There is no node type "{type}".{suggestion, select, none { Choose one from the palette.} other { Did you mean "{suggestion}"?}}',
  unknown_field: 'A {type} has no field "{field}".{suggestion, select, none { Remove it.} other { Did you mean "{suggestion}"?}}',
  missing_parameter: '"{parameter}" is missing. Fill it in{alternatives, select, none {} other { ({alternatives})}}.',
  invalid_parameter:
    '"{parameter}" does not fit: {keyword, select, type {it must be of type {expected}} enum {it must be one of {expected}} minimum {it must be at least {expected}} maximum {it must be at most {expected}} minLength {it must not be shorter than {expected}} maxLength {it must not be longer than {expected}} minItems {it needs at least {expected} entries} maxItems {it may have at most {expected} entries} pattern {it must match {expected}} schema {it is no valid JSON Schema, expected {expected}} other {expected {expected}}}.',
  invalid_common_field:
    '"{field}" {problem, select, whole_from_1 {must be a whole number from 1} whole_from_0 {must be a whole number from 0} whole_0_to_100 {must be a whole number from 0 to 100} header_name {must be the name of an HTTP header} effect_write {cannot be used on a node that writes to the outside; remove it} not_a_task {must name a node type that acts} text_1_to_64 {must be a word of 1 to 64 characters} other {has a value that does not fit}}.',
  edge_from_unknown:
    'An edge begins at "{node}", which does not exist.{suggestion, select, none { Remove the edge.} other { Did you mean "{suggestion}"?}}',
  edge_to_unknown:
    'An edge leads to "{node}", which does not exist.{suggestion, select, none { Remove the edge.} other { Did you mean "{suggestion}"?}}',
  edge_unknown_port: '"{node}" has no {side, select, input {input} other {port}} "{port}". It has: {ports}.',
  edge_duplicate: 'Two edges lead from "{from}" to "{to}" through the same ports. Remove one.',
  edge_crosses_scope: 'The edge from "{from}" to "{to}" goes in or out of a loop. Join nodes on the same level only.',
  cycle: 'These nodes go round in a circle: {nodes}. Remove one of the edges; to repeat, use a For each node.',
  expression_syntax: 'The expression cannot be read: {message}',
  expression_limit: 'The expression is too large or too costly: {message}',
  expression_type: 'The expression does not work on these values: {message}',
  unknown_reference:
    '{message, select, none {{reason, select, only_in_body {"{name}" exists only inside a For each node.} only_in_compensate {"{name}" exists only in a compensation.} before_run {A label is made before the run begins: it sees only input and vars.} other {There is no "{name}" in this flow.}}{suggestion, select, none {} other { Did you mean "{suggestion}"?}}} other {The expression names something that is not there: {message}}}',
  reference_cannot_have_run:
    '"{node}" cannot have run before this node. Connect it so that it comes first{reference, select, none {} other {, or do not use {reference}}}.',
  unknown_property:
    '{owner} has no "{name}".{suggestion, select, none {{known, select, none {} other { It has: {known}.}}} other { Did you mean "{suggestion}"?}}',
  secret_in_expression: 'Secrets cannot be read in an expression. Choose a credential in the credential field.',
  map_without_body: 'This node has nothing inside to repeat. Put at least one node into it.',
  output_invalid: 'The output "{name}" needs a name of 1 to 128 characters. Rename it.',
  label_invalid:
    'Label "{name}": {problem, select, name {a name begins with a letter and has at most 64 letters, digits, _, . and -} length {the text is longer than 1,024 characters} other {a flow has at most eight labels; remove one}}.',
  inputs_invalid: 'The declared inputs are no valid JSON Schema{at, select, none {} other { at "{at}"}}. Expected: {expected}.',
  trigger_invalid:
    'Trigger "{trigger}": {field} {problem, select, missing {is missing} path_form {may hold only letters, digits, -, _ and /} path_taken {is used by another webhook} missing_for_hmac {is needed to check the signature} only_webhook {belongs only to a webhook} object_or_template {must be an object or one expression} other {does not fit}}.',
  duplicate_port: 'Two cases share the port "{port}". Rename one.',
  reserved_word: 'The input "{word}" is a word of the expression language; input.{word} cannot be written. Rename the input.',
  unreachable_port: 'Nothing follows the port "{port}": when it is taken, this branch ends here.',
  nothing_to_run: 'The flow has no node that can run. Add one from the palette.',
  provider_not_configured: 'The provider "{provider}" has no key yet. Add one under Settings > Models, or choose the demo model.',
} as const;

/** Titles of the mends an issue offers. */
export const fixes = {
  remove_edge: 'Remove the edge',
  remove_field: 'Remove the field',
  rename_field: 'Rename the field',
  set_default: 'Fill in the usual value',
  set_value: 'Use the value that was meant',
  change_edge: 'Connect the edge as it was meant',
  rename_reference: 'Use the name that was meant',
  declare_input: 'Declare this input',
  add_edge: 'Connect the two nodes',
} as const;
