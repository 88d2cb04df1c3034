import { z } from 'zod';
import { toPointer } from '@/lib/std/json-pointer';
import { DSL_VERSION, FAILURE_CLASSES, type FlowBody, type FlowDocument, NODE_ID_PATTERN, scopeBody } from './document';
import type { ValidationIssue } from './issue';
import { makeIssue } from './make-issue';
import { CEL_RESERVED_WORDS } from './reserved-words';

/** Trigger ids may also hold a dash: they stand in no expression. */
export const TRIGGER_ID_PATTERN = /^[a-z][a-z0-9_-]{0,63}$/;

const edgeSchema = z.looseObject({
  from: z.string(),
  port: z.string().optional(),
  to: z.string(),
  input: z.string().optional(),
});

const retrySchema = z.looseObject({
  max: z.number(),
  backoff: z.enum(['fixed', 'exp']).optional(),
  initial_ms: z.number().optional(),
  max_ms: z.number().optional(),
  jitter: z.boolean().optional(),
  on: z.array(z.enum(FAILURE_CLASSES)).optional(),
});

/** A node: common fields typed, the type's own parameters let through for the catalog to judge. */
export const nodeSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  label: z.string().optional(),
  notes: z.string().optional(),
  retry: retrySchema.optional(),
  timeout_ms: z.number().optional(),
  on_error: z.enum(['fail', 'continue', 'branch']).optional(),
  join: z.enum(['all', 'any']).optional(),
  compensate: z.looseObject({}).optional(),
  cache: z.looseObject({ ttl_ms: z.number(), key: z.string().optional() }).optional(),
  cost_tag: z.string().optional(),
  pool: z.string().optional(),
  disabled: z.boolean().optional(),
  on_uncertain: z.enum(['retry', 'verify', 'ask', 'fail']).optional(),
  idempotency: z.looseObject({ header: z.string() }).optional(),
  // A scope's nodes and edges, or a parameter of this name: `bodyProblems` looks into what has the form of a scope.
  body: z
    .unknown()
    .check((found) => {
      found.issues.push(...bodyProblems(found.value));
    })
    .optional(),
});

/** What is wrong with a body that has a list of nodes; anything else is a parameter, for the catalog to judge. */
function bodyProblems(body: unknown): z.core.$ZodRawIssue[] {
  if (typeof body !== 'object' || body === null || !('nodes' in body && Array.isArray(body.nodes))) return [];
  const parsed = z.looseObject({ nodes: z.array(nodeSchema), edges: z.array(edgeSchema) }).safeParse(body);
  // An issue found inside is a raw issue of ours with one member more.
  return parsed.success ? [] : parsed.error.issues.map((issue) => ({ ...issue, input: body }) as z.core.$ZodRawIssue);
}

const nodeLayoutSchema = z.looseObject({ x: z.number(), y: z.number(), w: z.number().optional(), h: z.number().optional() });

const layoutSchema = z.looseObject({
  nodes: z.record(z.string(), nodeLayoutSchema),
  notes: z.array(
    z.looseObject({
      id: z.string(),
      x: z.number(),
      y: z.number(),
      w: z.number(),
      h: z.number(),
      text: z.string(),
      color: z.string().optional(),
    }),
  ),
  groups: z.array(z.looseObject({ id: z.string(), title: z.string(), nodeIds: z.array(z.string()), description: z.string().optional() })),
});

const triggerSchema = z.looseObject({
  id: z.string(),
  type: z.enum(['manual', 'api', 'webhook', 'schedule', 'event', 'chat']),
  path: z.string().optional(),
  auth: z.enum(['none', 'token', 'hmac']).optional(),
  credential: z.string().optional(),
  respond: z.enum(['accepted', 'result']).optional(),
  input: z.unknown().optional(),
});

/** The envelope of a whole document with its defaults filled in. */
export const flowDocumentSchema = z.looseObject({
  dsl: z.literal(DSL_VERSION),
  name: z.string().min(1).max(128),
  description: z.string().optional(),
  inputs: z.looseObject({}),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  outputs: z.record(z.string(), z.unknown()),
  triggers: z.array(triggerSchema),
  timeout_ms: z.number().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  cost_tag: z.string().optional(),
  layout: layoutSchema,
});

/** What keeps a value from being a document: wrong types in the envelope, then ids. Says nothing of meaning. */
export function shapeIssues(value: unknown): ValidationIssue[] {
  const parsed = flowDocumentSchema.safeParse(value);
  if (!parsed.success) return zodIssues(parsed.error);
  // The envelope has just been checked; parameters are JSON because the value came from JSON.
  return idIssues(value as FlowDocument);
}

/** Zod's findings as issues; `params.problem` is zod's own stable code, `expected` what should stand there. */
export function zodIssues(error: z.ZodError, base: readonly (string | number)[] = []): ValidationIssue[] {
  return error.issues.map((found) => {
    const path = [...base, ...found.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
    return makeIssue('shape_invalid', { path }, { field: toPointer(path), problem: found.code, expected: expectedOf(found) });
  });
}

function expectedOf(found: z.core.$ZodIssue): string {
  if (found.code === 'invalid_type') return found.expected;
  if (found.code === 'invalid_value') return found.values.map(String).join(', ');
  if (found.code === 'too_small') return `>= ${found.minimum}`;
  if (found.code === 'too_big') return `<= ${found.maximum}`;
  return found.code;
}

/** Ids that are badly formed, reserved, or there twice; nodes count across all bodies. */
export function idIssues(document: FlowDocument): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  scopeIds(document, [], new Set(), issues);
  const triggerIds = new Set<string>();
  document.triggers.forEach((trigger, index) => {
    const place = { path: ['triggers', index, 'id'] };
    if (!TRIGGER_ID_PATTERN.test(trigger.id)) issues.push(makeIssue('shape_bad_id', place, { id: shown(trigger.id), reason: 'pattern' }));
    else if (triggerIds.has(trigger.id)) issues.push(makeIssue('shape_duplicate_id', place, { id: trigger.id }));
    triggerIds.add(trigger.id);
  });
  return issues;
}

/** Why a text cannot be a node id, or null when it can. */
export function nodeIdProblem(id: string): 'pattern' | 'reserved' | null {
  if (!NODE_ID_PATTERN.test(id)) return 'pattern';
  return CEL_RESERVED_WORDS.has(id) ? 'reserved' : null;
}

function scopeIds(scope: FlowBody, path: (string | number)[], seen: Set<string>, issues: ValidationIssue[]): void {
  scope.nodes.forEach((node, index) => {
    const place = { path: [...path, 'nodes', index, 'id'], nodeId: node.id };
    const reason = nodeIdProblem(node.id);
    if (reason) issues.push(makeIssue('shape_bad_id', { ...place, nodeId: null }, { id: shown(node.id), reason }));
    else if (seen.has(node.id)) issues.push(makeIssue('shape_duplicate_id', place, { id: node.id }));
    seen.add(node.id);
    const inner = scopeBody(node);
    if (inner) scopeIds(inner, [...path, 'nodes', index, 'body'], seen, issues);
  });
}

/** A badly formed id can be of any length: enough of it to recognise. */
function shown(id: string): string {
  return id.length > 80 ? `${id.slice(0, 80)}…` : id;
}
