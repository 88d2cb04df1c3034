import type { JsonSchema } from '@/lib/dsl/json-schema';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';

/** One field of the run form. Texts and JSON are held as typed. */
export interface RunField {
  name: string;
  title: string;
  hint: string | null;
  control: 'text' | 'long_text' | 'number' | 'switch' | 'select' | 'json';
  options: Json[];
  required: boolean;
}

/** What stands in the form: text for text, numbers and JSON, a truth value for switches. */
export type RunDraft = Record<string, string | boolean>;

/** Names whose texts are usually long. */
const LONG_NAME = /text|body|message|content|prompt|description|article|email|document|review|notes/i;
const LONG_FROM = 80;

/** The fields of a flow's declared inputs, in their order. */
export function runFields(inputs: JsonSchema, sample: Json): RunField[] {
  const required = new Set(inputs.required ?? []);
  return Object.entries(inputs.properties ?? {}).map(([name, schema]) => ({
    name,
    title: schema.title ?? name,
    hint: schema.description ?? null,
    control: controlOf(name, schema, givenValue(sample, name)),
    options: schema.enum ?? [],
    required: required.has(name),
  }));
}

/** The form filled from the values given, else from the defaults declared. */
export function runDraft(inputs: JsonSchema, fields: readonly RunField[], values: Json): RunDraft {
  const draft: RunDraft = {};
  for (const field of fields) {
    const value = givenValue(values, field.name) ?? inputs.properties?.[field.name]?.default;
    if (field.control === 'switch') draft[field.name] = value === true;
    else draft[field.name] = value === undefined ? '' : toText(value, field.control);
  }
  return draft;
}

/** The inputs typed, or the reason of each field that does not hold what it should: a key below `editor.runForm`. */
export function readRunDraft(
  fields: readonly RunField[],
  draft: RunDraft,
): { inputs: JsonObject; problems: Record<string, 'required' | 'notNumber' | 'notJson'> } {
  const inputs: JsonObject = {};
  const problems: Record<string, 'required' | 'notNumber' | 'notJson'> = {};
  for (const field of fields) {
    const typed = draft[field.name] ?? '';
    if (typed === '') {
      if (field.required) problems[field.name] = 'required';
      continue;
    }
    const value = readValue(field, typed);
    if (value.ok) inputs[field.name] = value.value;
    else problems[field.name] = value.problem;
  }
  return { inputs, problems };
}

function readValue(field: RunField, typed: string | boolean): { ok: true; value: Json } | { ok: false; problem: 'notNumber' | 'notJson' } {
  if (typeof typed === 'boolean' || field.control === 'text' || field.control === 'long_text') return { ok: true, value: typed };
  if (field.control === 'select') return { ok: true, value: field.options.find((option) => optionText(option) === typed) ?? typed };
  if (field.control === 'number') {
    const number = Number(typed);
    return Number.isFinite(number) ? { ok: true, value: number } : { ok: false, problem: 'notNumber' };
  }
  try {
    return { ok: true, value: JSON.parse(typed) };
  } catch {
    return { ok: false, problem: 'notJson' };
  }
}

/** How a choice is written. */
export function optionText(option: Json): string {
  return typeof option === 'string' ? option : JSON.stringify(option);
}

function controlOf(name: string, schema: JsonSchema, sample: Json | undefined): RunField['control'] {
  if (schema.enum && schema.enum.length > 0) return 'select';
  if (schema.type === 'boolean') return 'switch';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.type !== 'string') return 'json';
  const isLong =
    schema['x-widget'] === 'textarea' ||
    (schema.maxLength ?? 0) > 200 ||
    LONG_NAME.test(name) ||
    (typeof sample === 'string' && (sample.length > LONG_FROM || sample.includes('\n')));
  return isLong ? 'long_text' : 'text';
}

function toText(value: Json, control: RunField['control']): string {
  if (control === 'json') return JSON.stringify(value, null, 2);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function givenValue(values: Json, name: string): Json | undefined {
  return isJsonObject(values) && Object.hasOwn(values, name) ? values[name] : undefined;
}
