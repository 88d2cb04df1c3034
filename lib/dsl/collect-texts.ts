import { isJsonObject } from '@/lib/std/json';
import type { JsonSchema } from './json-schema';

/** A text that reads values: by expressions between `{{ }}`, as one expression, or as code. */
export interface TextPlace {
  source: string;
  kind: 'template' | 'expression' | 'code';
  /** Keys and indexes from the value that was searched. */
  path: (string | number)[];
}

/**
 * Every text of a value that is evaluated: bare where its schema says `x-expression`, as
 * code where it says `x-code`, between `{{ }}` anywhere else. (`x-template`
 * says where a template may stand for another type, not where one is rendered.)
 */
export function collectTexts(value: unknown, schema: JsonSchema, path: (string | number)[] = []): TextPlace[] {
  const places: TextPlace[] = [];
  search({ value, schemas: [schema], path }, places);
  return places;
}

interface Search {
  value: unknown;
  /** Schemas that may apply here: alternatives are all searched. */
  schemas: JsonSchema[];
  path: (string | number)[];
}

function search({ value, schemas, path }: Search, places: TextPlace[]): void {
  const applying = schemas.flatMap(withAlternatives);
  if (typeof value === 'string') {
    if (applying.some((schema) => schema['x-expression'] === true)) places.push({ source: value, kind: 'expression', path });
    else if (applying.some((schema) => schema['x-code'] === true)) places.push({ source: value, kind: 'code', path });
    else if (value.includes('{{')) places.push({ source: value, kind: 'template', path });
  } else if (Array.isArray(value)) {
    const items = applying.flatMap((schema) => (schema.items ? [schema.items] : []));
    value.forEach((item, index) => {
      search({ value: item, schemas: items, path: [...path, index] }, places);
    });
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      search({ value: member, schemas: applying.flatMap((schema) => memberSchema(schema, key)), path: [...path, key] }, places);
    }
  }
}

function withAlternatives(schema: JsonSchema): JsonSchema[] {
  const { anyOf = [], oneOf = [], allOf = [] } = schema;
  return [schema, ...[...anyOf, ...oneOf, ...allOf].flatMap(withAlternatives)];
}

function memberSchema({ properties, additionalProperties }: JsonSchema, key: string): JsonSchema[] {
  if (properties && Object.hasOwn(properties, key)) return properties[key] ? [properties[key]] : [];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}
