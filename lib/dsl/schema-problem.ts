import { isJsonObject } from '@/lib/std/json';

/** Where a value stops being a schema, and what should stand there. */
export interface SchemaProblem {
  path: (string | number)[];
  expected: string;
}

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;

/** Keywords with a plain value: what it must be, in words and as a test. Unknown keywords are let through, as JSON Schema does. */
const PLAIN: Record<string, [expected: string, holds: (value: unknown) => boolean]> = {
  type: ['type', (value) => (Array.isArray(value) ? value.length > 0 && value.every((one) => TYPES.has(one)) : TYPES.has(String(value)))],
  title: ['string', isText],
  description: ['string', isText],
  format: ['string', isText],
  enum: ['array', (value) => Array.isArray(value) && value.length > 0],
  required: ['array of strings', (value) => Array.isArray(value) && value.every(isText)],
  minItems: ['count', isCount],
  maxItems: ['count', isCount],
  minLength: ['count', isCount],
  maxLength: ['count', isCount],
  minimum: ['number', isNumber],
  maximum: ['number', isNumber],
  pattern: ['pattern', isPattern],
};

/** The first place where a value is no JSON Schema of the kind flows speak; null when it is one. */
export function schemaProblem(schema: unknown, path: (string | number)[] = []): SchemaProblem | null {
  if (!isJsonObject(schema)) return { path, expected: 'object' };
  for (const [keyword, value] of Object.entries(schema)) {
    const plain = Object.hasOwn(PLAIN, keyword) ? PLAIN[keyword] : undefined;
    if (plain && !plain[1](value)) return { path: [...path, keyword], expected: plain[0] };
    const inner = plain ? null : innerProblem(keyword, value, [...path, keyword]);
    if (inner) return inner;
  }
  return null;
}

function innerProblem(keyword: string, value: unknown, path: (string | number)[]): SchemaProblem | null {
  if (keyword === 'items' || keyword === 'not') return schemaProblem(value, path);
  if (keyword === 'additionalProperties') return typeof value === 'boolean' ? null : schemaProblem(value, path);
  if (keyword === 'properties') return membersProblem(value, path);
  if (keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'allOf') return listProblem(value, path);
  // A reference would have to be fetched or could go in circles.
  return keyword === '$ref' || keyword === '$dynamicRef' ? { path, expected: 'no reference' } : null;
}

function membersProblem(value: unknown, path: (string | number)[]): SchemaProblem | null {
  if (!isJsonObject(value)) return { path, expected: 'object' };
  for (const [name, schema] of Object.entries(value)) {
    const problem = schemaProblem(schema, [...path, name]);
    if (problem) return problem;
  }
  return null;
}

function listProblem(value: unknown, path: (string | number)[]): SchemaProblem | null {
  if (!Array.isArray(value) || value.length === 0) return { path, expected: 'array of schemas' };
  for (const [index, schema] of value.entries()) {
    const problem = schemaProblem(schema, [...path, index]);
    if (problem) return problem;
  }
  return null;
}

function isPattern(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new RegExp(value, 'u');
    return true;
  } catch {
    return false;
  }
}
