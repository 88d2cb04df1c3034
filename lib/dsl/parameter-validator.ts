import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { NodeTypeDescription } from './catalog';
import type { JsonSchema } from './json-schema';

/** One way in which parameters miss their schema. */
export interface ParameterProblem {
  /** Keys into the parameters, indexes as text. */
  path: string[];
  keyword: string;
  /** Value of the keyword in the schema. */
  expected: unknown;
  /** For `required`: the names of which one is missing. */
  missing: string[];
  /** For a member that may not be there: the names that may. */
  allowed: string[];
}

/** Text with a template in it: what a parameter is instead of its own type, where its schema says `x-template`. */
const TEMPLATE_TEXT = { type: 'string', pattern: '\\{\\{' };

/** Keywords whose error only says that one of the errors after it happened. */
const CONTAINERS = new Set(['properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems', 'allOf', 'if', '$ref']);

/** What is checked against: a node type, or anything else that carries a schema the same way. */
type Described = Pick<NodeTypeDescription, 'parameters'>;

const validators = new WeakMap<Described, { validator: Validator; schema: unknown }>();

/** Checks parameters against the schema of their node type; templates count as any type where they are allowed. */
export function parameterProblems(parameters: Record<string, unknown>, description: Described): ParameterProblem[] {
  let prepared = validators.get(description);
  if (!prepared) {
    const schema = allowTemplates(description.parameters, false);
    // The library types keywords it reads; `x-` members and plain objects are all the same to it.
    prepared = { validator: new Validator(schema as Schema, '2020-12', false), schema };
    validators.set(description, prepared);
  }
  return toProblems(prepared.validator.validate(parameters).errors, prepared.schema);
}

/** The schema with a way out for templates wherever they are rendered; `inherited`: the value is rendered as a whole. */
export function allowTemplates(schema: JsonSchema, inherited: boolean): unknown {
  const rendered = inherited || schema['x-template'] === true;
  const { properties, items, additionalProperties, anyOf, oneOf, allOf } = schema;
  const within = (part: JsonSchema) => allowTemplates(part, rendered);
  const rebuilt = {
    ...schema,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, within(part)])) }),
    ...(items && { items: within(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: within(additionalProperties) }),
    ...(anyOf && { anyOf: anyOf.map(within) }),
    ...(oneOf && { oneOf: oneOf.map(within) }),
    ...(allOf && { allOf: allOf.map(within) }),
  };
  return rendered ? { if: TEMPLATE_TEXT, else: rebuilt } : rebuilt;
}

function toProblems(errors: readonly OutputUnit[], schema: unknown): ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  /** Errors below an alternative say why each branch failed: the alternative itself says it better. */
  let alternative: string | null = null;
  let closedBy = '#';
  for (const { keyword, keywordLocation, instanceLocation, error } of errors) {
    if (alternative !== null && keywordLocation.startsWith(`${alternative}/`)) continue;
    if (keyword === 'additionalProperties') closedBy = keywordLocation;
    if (CONTAINERS.has(keyword)) continue;
    if (keyword === 'anyOf' || keyword === 'oneOf') alternative = keywordLocation;
    const path = instanceLocation.split('/').slice(1).map(decode);
    const expected = keyword === 'false' ? false : lookUp(schema, keywordLocation);
    const allowed = keyword === 'false' ? Object.keys(propertiesBeside(schema, closedBy)) : [];
    problems.push({ path, keyword, expected, missing: missingNames(keyword, expected, error), allowed });
  }
  return problems;
}

function missingNames(keyword: string, expected: unknown, error: string): string[] {
  // The library names the property only in its sentence.
  if (keyword === 'required') return [/"(.*)"/s.exec(error)?.[1] ?? ''];
  if (keyword !== 'anyOf' || !Array.isArray(expected)) return [];
  const names = expected.map((branch: JsonSchema) => branch.required?.[0]);
  return names.every((name) => name !== undefined) ? names : [];
}

function propertiesBeside(schema: unknown, keywordLocation: string): Record<string, unknown> {
  const parent = lookUp(schema, keywordLocation.slice(0, keywordLocation.lastIndexOf('/')));
  return (parent as JsonSchema | undefined)?.properties ?? {};
}

function lookUp(schema: unknown, location: string): unknown {
  let current = schema;
  for (const part of location.split('/').slice(1).map(decode)) {
    current = typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[part] : undefined;
  }
  return current;
}

function decode(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}
