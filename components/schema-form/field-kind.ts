import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json } from '@/lib/std/json';

/** How a value is written: one widget each. */
export type FieldKind =
  | 'text'
  | 'textarea'
  | 'code'
  | 'expression'
  | 'number'
  | 'switch'
  | 'select'
  | 'json'
  | 'key_values'
  | 'cases'
  | 'schema'
  | 'provider'
  | 'model'
  | 'credential';

/** The widget for a value: what its schema asks for, and JSON where the value is of a kind that widget cannot show. */
export function fieldKind(schema: JsonSchema, value: Json | undefined): FieldKind {
  const wanted = wantedKind(schema);
  return canShow(wanted, value) ? wanted : fallbackFor(schema, value);
}

/** The types a schema allows; empty means any. */
export function typesOf(schema: JsonSchema): readonly string[] {
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

function wantedKind(schema: JsonSchema): FieldKind {
  if (schema['x-expression']) return 'expression';
  const widget = schema['x-widget'];
  if (widget !== undefined) return widget;
  if (schema.enum) return 'select';
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.length !== 1) return 'json';
  if (types[0] === 'string') return 'text';
  if (types[0] === 'number' || types[0] === 'integer') return 'number';
  return types[0] === 'boolean' ? 'switch' : 'json';
}

const TEXT_KINDS: ReadonlySet<FieldKind> = new Set(['text', 'textarea', 'code', 'expression', 'provider', 'model', 'credential']);

function canShow(kind: FieldKind, value: Json | undefined): boolean {
  if (value === undefined || value === null || kind === 'json') return true;
  if (TEXT_KINDS.has(kind)) return typeof value === 'string';
  if (kind === 'number') return typeof value === 'number';
  if (kind === 'switch') return typeof value === 'boolean';
  if (kind === 'cases') return Array.isArray(value);
  if (kind === 'select') return typeof value !== 'object';
  return typeof value === 'object' && !Array.isArray(value);
}

/** A number or a list may be written as one expression: then it is a text. */
function fallbackFor(schema: JsonSchema, value: Json | undefined): FieldKind {
  return typeof value === 'string' && schema['x-template'] ? 'text' : 'json';
}
