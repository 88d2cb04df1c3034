import type { Json } from '@/lib/std/json';
import type { NodeTypeDescription } from './catalog';
import type { CheckContext } from './check-context';
import { COMMON_NODE_FIELDS, scopeBody } from './document';
import type { DocumentPath } from './graph';
import type { ValidationIssue } from './issue';
import type { JsonSchema } from './json-schema';
import { type ParameterProblem, parameterProblems } from './parameter-validator';
import { schemaProblem } from './schema-problem';

const COMMON: ReadonlySet<string> = new Set(COMMON_NODE_FIELDS);

/** What is judged: a node, or the node inside a `compensate`, and where it stands. */
export interface ParameterSubject {
  nodeId: string;
  path: DocumentPath;
  /** Fixes set top-level fields of a node: a compensation has none of its own. */
  fixable: boolean;
}

/** A node's own parameters: everything beside the common fields. */
export function parametersOf(node: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  // `body` is a parameter wherever it is no scope.
  const isParameter = (key: string, value: unknown) => !COMMON.has(key) || (key === 'body' && value !== undefined && !scopeBody(node));
  for (const [key, value] of Object.entries(node)) if (isParameter(key, value)) parameters[key] = value;
  return parameters;
}

/** Unknown, missing and misfitting parameters, by the schema of the node's type. */
export function checkParameters(
  context: CheckContext,
  parameters: Record<string, unknown>,
  description: NodeTypeDescription,
  subject: ParameterSubject,
): void {
  for (const problem of parameterProblems(parameters, description)) {
    if (problem.keyword === 'false') reportUnknown(context, problem, parameters, description, subject);
    else if (problem.missing.length > 0) reportMissing(context, problem, description, subject);
    else reportInvalid(context, problem, parameters, description, subject);
  }
  for (const [name, schema] of Object.entries(description.parameters.properties ?? {})) {
    if (!Object.hasOwn(parameters, name)) continue;
    if (schema['x-widget'] === 'schema') checkSchemaParameter(context, name, parameters[name], description, subject);
    checkProviders(context, schema, { path: [name], value: parameters[name] }, subject);
  }
}

function reportUnknown(
  context: CheckContext,
  problem: ParameterProblem,
  parameters: Record<string, unknown>,
  description: NodeTypeDescription,
  { nodeId, path, fixable }: ParameterSubject,
): void {
  const field = problem.path.at(-1) ?? '';
  const isTop = problem.path.length === 1;
  const candidates = isTop
    ? [...problem.allowed, ...COMMON_NODE_FIELDS.filter((name) => name !== 'id' && name !== 'type')]
    : problem.allowed;
  const free = candidates.filter((name) => !isTop || !Object.hasOwn(parameters, name));
  const suggestion = context.suggest(field, free);
  const place = { path: [...path, ...problem.path], nodeId };
  context.report(
    'unknown_field',
    place,
    { field: problem.path.join('.'), type: description.type, suggestion },
    isTop && fixable ? renameField(nodeId, field, suggestion, parameters[field]) : undefined,
  );
}

function renameField(nodeId: string, field: string, suggestion: string | null, value: unknown): NonNullable<ValidationIssue['fix']> {
  const remove = { kind: 'set_node_field' as const, nodeId, field, value: undefined };
  if (suggestion === null) return { title: 'remove_field', commands: [remove] };
  // A parameter of a document is JSON.
  return { title: 'rename_field', commands: [remove, { kind: 'set_node_field', nodeId, field: suggestion, value: value as Json }] };
}

function reportMissing(
  context: CheckContext,
  problem: ParameterProblem,
  description: NodeTypeDescription,
  { nodeId, path, fixable }: ParameterSubject,
): void {
  const [name = ''] = problem.missing;
  const isTop = problem.path.length === 0;
  const value = isTop ? (description.parameters.properties?.[name]?.default ?? description.defaults?.[name]) : undefined;
  const fix =
    fixable && value !== undefined
      ? { title: 'set_default', commands: [{ kind: 'set_node_field' as const, nodeId, field: name, value }] }
      : undefined;
  const params = { parameter: [...problem.path, name].join('.'), type: description.type, alternatives: problem.missing };
  context.report('missing_parameter', { path: [...path, ...problem.path, name], nodeId }, params, fix);
}

function reportInvalid(
  context: CheckContext,
  problem: ParameterProblem,
  parameters: Record<string, unknown>,
  description: NodeTypeDescription,
  { nodeId, path, fixable }: ParameterSubject,
): void {
  // A keyword of a catalog's schema is JSON.
  const expected = (problem.expected ?? null) as Json;
  const [field = ''] = problem.path;
  const written = problem.path.length === 1 ? parameters[field] : undefined;
  const meant = problem.keyword === 'enum' && typeof written === 'string' ? nearestOf(context, written, expected) : null;
  const fix =
    fixable && meant !== null
      ? { title: 'set_value', commands: [{ kind: 'set_node_field' as const, nodeId, field, value: meant }] }
      : undefined;
  context.report(
    'invalid_parameter',
    { path: [...path, ...problem.path], nodeId },
    { parameter: problem.path.join('.'), type: description.type, keyword: problem.keyword, expected },
    fix,
  );
}

/** The listed value that was meant: but for case, else by its letters. */
function nearestOf(context: CheckContext, written: string, listed: Json): string | null {
  const texts = Array.isArray(listed) ? listed.filter((value) => typeof value === 'string') : [];
  return texts.find((text) => text.toLowerCase() === written.toLowerCase()) ?? context.suggest(written, texts);
}

function checkSchemaParameter(
  context: CheckContext,
  name: string,
  value: unknown,
  description: NodeTypeDescription,
  { nodeId, path }: ParameterSubject,
): void {
  const problem = schemaProblem(value);
  if (!problem) return;
  context.report(
    'invalid_parameter',
    { path: [...path, name, ...problem.path], nodeId },
    { parameter: [name, ...problem.path].join('.'), type: description.type, keyword: 'schema', expected: problem.expected },
  );
}

/** Providers named by a parameter, or by the members of a list of such. */
function checkProviders(
  context: CheckContext,
  schema: JsonSchema,
  { path, value }: { path: (string | number)[]; value: unknown },
  subject: ParameterSubject,
): void {
  if (schema['x-widget'] === 'provider') checkProvider(context, path, value, subject);
  if (!schema.items || !Array.isArray(value)) return;
  for (const [index, item] of value.entries()) {
    if (typeof item !== 'object' || item === null) continue;
    for (const [name, inner] of Object.entries(schema.items.properties ?? {})) {
      checkProviders(context, inner, { path: [...path, index, name], value: Reflect.get(item, name) }, subject);
    }
  }
}

function checkProvider(context: CheckContext, at: (string | number)[], value: unknown, { nodeId, path }: ParameterSubject): void {
  if (!context.configuredProviders || typeof value !== 'string' || value.includes('{{') || context.configuredProviders.has(value)) return;
  context.report('provider_not_configured', { path: [...path, ...at], nodeId }, { provider: value });
}
