import type { FlowDocument } from '@/lib/dsl';
import { type CompiledValue, compileValue } from '@/lib/dsl/expression';
import { MOST_LABEL_TEXT, MOST_LABELS } from '@/lib/dsl/labels';
import { userError } from '@/lib/errors/app-error';
import { columnText } from '@/lib/std/column-text';
import type { Json, JsonObject } from '@/lib/std/json';

/** What a run's labels are made from. */
export interface LabelSource {
  document: FlowDocument;
  inputs: JsonObject;
  vars: JsonObject | null;
  /** By whoever starts the run; they go before the flow's. */
  given: Readonly<Record<string, string>>;
}

/**
 * The business keys of a new run; null where it has none. A label that cannot be made is left out: it must not keep a run from starting.
 * Throws `invalid_request` where flow and caller together name more than eight.
 */
export function labelRun({ document, inputs, vars, given }: LabelSource): Record<string, string> | null {
  const labels = new Map<string, string>();
  const scope = { input: inputs, run: {}, vars: vars ?? {}, nodes: () => undefined };
  for (const [name, compiled] of compiledLabels(document)) {
    const rendered = compiled.render(scope);
    const text = rendered.ok ? labelText(rendered.value) : '';
    if (text !== '') labels.set(name, text);
  }
  for (const [name, text] of Object.entries(given)) labels.set(name, labelText(text));
  if (labels.size > MOST_LABELS)
    throw userError('invalid_request', `A run has at most ${MOST_LABELS} labels; the flow and this request together name ${labels.size}.`);
  return labels.size === 0 ? null : Object.fromEntries(labels);
}

/** Targets are remembered, and with each its document: its labels are compiled once. */
const compiledByDocument = new WeakMap<FlowDocument, [name: string, compiled: CompiledValue][]>();

function compiledLabels(document: FlowDocument): [name: string, compiled: CompiledValue][] {
  const known = compiledByDocument.get(document);
  if (known) return known;
  const compiled = Object.entries(document.labels ?? {})
    .slice(0, MOST_LABELS)
    .flatMap(([name, template]): [string, CompiledValue][] => {
      const value = compileValue(template);
      return value.ok ? [[name, value.value]] : [];
    });
  compiledByDocument.set(document, compiled);
  return compiled;
}

/** One line of at most 128 characters, as a person filters by it. */
function labelText(value: Json): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return columnText(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), MOST_LABEL_TEXT);
}
