import { isJsonObject } from '@/lib/std/json';
import type { CheckContext } from './check-context';
import type { TriggerDeclaration } from './document';
import { LABEL_NAME, MOST_COST_TAG, MOST_LABEL_TEMPLATE, MOST_LABELS } from './labels';
import { CEL_RESERVED_WORDS } from './reserved-words';
import { schemaProblem } from './schema-problem';

const DOCUMENT_FIELDS = [
  ...['dsl', 'name', 'description', 'inputs', 'nodes', 'edges', 'outputs', 'triggers'],
  ...['timeout_ms', 'labels', 'cost_tag', 'layout'],
];

const TRIGGER_FIELDS = ['id', 'type', 'path', 'auth', 'credential', 'respond', 'input'];

/** What the document says beside its nodes and edges: its fields, `inputs`, `triggers`. */
export function checkEnvelope(context: CheckContext): void {
  const { document } = context;
  for (const field of Object.keys(document)) {
    if (DOCUMENT_FIELDS.includes(field)) continue;
    context.report('unknown_field', { path: [field] }, { field, type: 'document', suggestion: context.suggest(field, DOCUMENT_FIELDS) });
  }
  if (document.timeout_ms !== undefined && !(Number.isSafeInteger(document.timeout_ms) && document.timeout_ms > 0)) {
    const fix = {
      title: 'remove_field',
      commands: [{ kind: 'set_document_field' as const, field: 'timeout_ms' as const, value: undefined }],
    };
    context.report('invalid_common_field', { path: ['timeout_ms'] }, { field: 'timeout_ms', problem: 'whole_from_1' }, fix);
  }
  checkCostTag(context);
  checkLabels(context);
  checkInputs(context);
  for (const name of Object.keys(document.outputs)) {
    if (name.trim() === '' || name.length > 128)
      context.report('output_invalid', { path: ['outputs', name] }, { name: name.slice(0, 80), problem: 'name' });
  }
  document.triggers.forEach((trigger, index) => {
    checkTrigger(context, trigger, ['triggers', index]);
  });
}

function checkCostTag({ document, report }: CheckContext): void {
  if (document.cost_tag === undefined || isCostTag(document.cost_tag)) return;
  const commands = [{ kind: 'set_document_field' as const, field: 'cost_tag' as const, value: undefined }];
  report(
    'invalid_common_field',
    { path: ['cost_tag'] },
    { field: 'cost_tag', problem: 'text_1_to_64' },
    { title: 'remove_field', commands },
  );
}

/** Whether a text is a cost tag: not empty, and not longer than its column. */
export function isCostTag(text: string): boolean {
  return text.trim() !== '' && text.length <= MOST_COST_TAG;
}

function checkLabels({ document, report }: CheckContext): void {
  const labels = Object.entries(document.labels ?? {});
  const tell = (name: string, problem: string) => report('label_invalid', { path: ['labels', name] }, { name: name.slice(0, 80), problem });
  labels.forEach(([name, template], index) => {
    if (!LABEL_NAME.test(name)) tell(name, 'name');
    else if (template.length > MOST_LABEL_TEMPLATE) tell(name, 'length');
    else if (index >= MOST_LABELS) tell(name, 'count');
  });
}

function checkInputs(context: CheckContext): void {
  const { inputs } = context.document;
  const problem = schemaProblem(inputs);
  if (problem) {
    context.report('inputs_invalid', { path: ['inputs', ...problem.path] }, { at: problem.path.join('.'), expected: problem.expected });
    return;
  }
  if (inputs.type !== undefined && inputs.type !== 'object') {
    context.report('inputs_invalid', { path: ['inputs', 'type'] }, { at: 'type', expected: 'object' });
  }
  const properties = Object.keys(inputs.properties ?? {});
  for (const name of properties) {
    if (CEL_RESERVED_WORDS.has(name)) context.report('reserved_word', { path: ['inputs', 'properties', name] }, { word: name });
  }
  inputs.required?.forEach((name, index) => {
    if (properties.includes(name) || inputs.additionalProperties) return;
    const at = `required.${index}`;
    context.report('inputs_invalid', { path: ['inputs', 'required', index] }, { at, expected: properties.join(', ') });
  });
}

/** A path is one or more plain segments, so that it can stand in a URL as it is. */
const TRIGGER_PATH = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;

function checkTrigger(context: CheckContext, trigger: TriggerDeclaration, path: (string | number)[]): void {
  const report = (field: string, problem: string) => {
    context.report('trigger_invalid', { path: [...path, field] }, { trigger: trigger.id, type: trigger.type, field, problem });
  };
  for (const field of Object.keys(trigger)) {
    if (TRIGGER_FIELDS.includes(field)) continue;
    context.report(
      'unknown_field',
      { path: [...path, field] },
      { field, type: 'trigger', suggestion: context.suggest(field, TRIGGER_FIELDS) },
    );
  }
  if (trigger.type === 'webhook') checkWebhook(context, trigger, report);
  else if (trigger.path !== undefined) report('path', 'only_webhook');
  if (trigger.input !== undefined && !isJsonObject(trigger.input) && typeof trigger.input !== 'string')
    report('input', 'object_or_template');
}

function checkWebhook(context: CheckContext, trigger: TriggerDeclaration, report: (field: string, problem: string) => void): void {
  if (trigger.path === undefined) report('path', 'missing');
  else if (trigger.path.length > 128 || !TRIGGER_PATH.test(trigger.path)) report('path', 'path_form');
  else if (isPathTaken(context, trigger)) report('path', 'path_taken');
  if (trigger.auth === 'hmac' && trigger.credential === undefined) report('credential', 'missing_for_hmac');
}

/** The later of two webhooks with one path is told. */
function isPathTaken({ document }: CheckContext, trigger: TriggerDeclaration): boolean {
  const first = document.triggers.find((other) => other.type === 'webhook' && other.path === trigger.path);
  return trigger.path !== undefined && first !== trigger;
}
