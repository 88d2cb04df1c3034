import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json } from '@/lib/std/json';

/** Kinds of value the list editor knows; `other` is a schema it leaves as it is. */
export const PROPERTY_KINDS = ['string', 'long_text', 'number', 'integer', 'boolean', 'choice', 'array', 'object', 'any', 'other'] as const;
export type PropertyKind = (typeof PROPERTY_KINDS)[number];

/** One property of an object schema, as a row to edit. `rest` keeps what the row does not show. */
export interface PropertyRow {
  name: string;
  kind: PropertyKind;
  required: boolean;
  description: string;
  choices: string[];
  rest: JsonSchema;
}

/** The properties of an object schema as rows, in their order. */
export function toRows(schema: JsonSchema): PropertyRow[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const kind = kindOf(property);
    const choices = kind === 'choice' ? (property.enum ?? []).map(String) : [];
    return { name, kind, required: required.has(name), description: property.description ?? '', choices, rest: restOf(property, kind) };
  });
}

/** Rows as the properties of a schema; what the schema says beside them stays. Rows without a name are left out. */
export function fromRows(schema: JsonSchema, rows: readonly PropertyRow[]): JsonSchema {
  const named = rows.filter((row) => row.name !== '');
  const { required: _old, ...kept } = schema;
  const required = named.filter((row) => row.required).map((row) => row.name);
  return {
    ...kept,
    type: schema.type ?? 'object',
    properties: Object.fromEntries(named.map((row) => [row.name, propertyOf(row)])),
    ...(required.length > 0 || schema.required ? { required: [...new Set(required)] } : {}),
  };
}

/** A fresh row with a free name. */
export function newRow(rows: readonly PropertyRow[]): PropertyRow {
  const taken = new Set(rows.map((row) => row.name));
  let number = rows.length + 1;
  while (taken.has(`field_${number}`)) number += 1;
  return { name: `field_${number}`, kind: 'string', required: false, description: '', choices: [], rest: {} };
}

/** A row turned into another kind: what belonged to the old one goes. */
export function withKind(row: PropertyRow, kind: PropertyKind): PropertyRow {
  const { title, default: preset, examples } = row.rest;
  const rest: JsonSchema = { ...(title === undefined ? {} : { title }), ...(examples === undefined ? {} : { examples }) };
  if (preset !== undefined && kind === row.kind) rest.default = preset;
  return { ...row, kind, rest, choices: kind === 'choice' && row.choices.length === 0 ? ['first', 'second'] : row.choices };
}

const SIMPLE: Partial<Record<PropertyKind, JsonSchema>> = {
  string: { type: 'string' },
  long_text: { type: 'string', 'x-widget': 'textarea' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  array: { type: 'array' },
  object: { type: 'object' },
  any: {},
};

function kindOf(property: JsonSchema): PropertyKind {
  if (property.enum) return property.type === 'string' && property.enum.every((one) => typeof one === 'string') ? 'choice' : 'other';
  if (property.type === undefined)
    return property.anyOf || property.oneOf || property.allOf || property.const !== undefined ? 'other' : 'any';
  if (typeof property.type !== 'string') return 'other';
  if (property.type === 'string') return property['x-widget'] === 'textarea' ? 'long_text' : 'string';
  return PROPERTY_KINDS.find((kind) => kind === property.type) ?? 'other';
}

function restOf(property: JsonSchema, kind: PropertyKind): JsonSchema {
  const { description: _description, ...rest } = property;
  if (kind === 'other') return rest;
  const { type: _type, ...untyped } = rest;
  if (kind === 'choice') {
    const { enum: _choices, ...plain } = untyped;
    return plain;
  }
  if (kind !== 'long_text') return untyped;
  const { 'x-widget': _widget, ...plain } = untyped;
  return plain;
}

function propertyOf(row: PropertyRow): JsonSchema {
  const base: JsonSchema = row.kind === 'choice' ? { type: 'string', enum: row.choices as Json[] } : (SIMPLE[row.kind] ?? {});
  return { ...row.rest, ...base, ...(row.description === '' ? {} : { description: row.description }) };
}
