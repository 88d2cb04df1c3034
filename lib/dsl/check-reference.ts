import type { Reference } from '@/lib/dsl/expression';
import type { Json } from '@/lib/std/json';
import type { CheckContext } from './check-context';
import type { FlowCommand } from './command';
import type { FlowDocument, FlowNode } from './document';
import type { ExpressionPlace } from './expression-places';
import { descendantsOf, type NodeEntry, outputPorts } from './graph';
import type { ValidationIssue } from './issue';
import type { JsonSchema } from './json-schema';
import { enclosing, type Readability } from './readability';
import { renameReferences } from './rename-reference';

type Fix = NonNullable<ValidationIssue['fix']>;

/** One reference against what its place may see: a node, an input, an item. */
export function checkReference(context: CheckContext, hasRun: Readability, place: ExpressionPlace, reference: Reference): void {
  if (place.isBeforeRun && reference.root !== 'input' && reference.root !== 'vars') reportUnseen(context, place, reference, 'before_run');
  else if (reference.root === 'nodes') checkNodeReference(context, hasRun, place, reference);
  else if (reference.root === 'input') checkInputReference(context, place, reference);
  else if (reference.root === 'item' || reference.root === 'index') checkItemReference(context, place, reference);
  else if (reference.root === 'run' && reference.path[0] === 'callbacks') checkCallbackReference(context, place, reference);
  else if (reference.root === 'effect' && !place.seesItself) reportUnseen(context, place, reference, 'only_in_compensate');
}

function checkNodeReference(context: CheckContext, hasRun: Readability, place: ExpressionPlace, reference: Reference): void {
  const [id, member] = reference.path;
  if (id === undefined) return;
  const entry = context.index.get(id);
  if (!entry) {
    const suggestion = context.suggest(id, context.index.keys());
    const params = { reference: `nodes.${id}`, name: id, suggestion, ...siteOf(reference) };
    context.report(
      'unknown_reference',
      placeOf(place),
      params,
      suggestion === null ? undefined : renameFix(context, place, id, suggestion),
    );
    return;
  }
  if (!maySee(context, hasRun, place, id, entry)) {
    const params = { reference: `nodes.${id}`, node: id, ...siteOf(reference) };
    context.report('reference_cannot_have_run', placeOf(place), params, connectFix(context, place, id, entry));
    return;
  }
  if (member !== undefined && member !== 'output' && member !== 'error') {
    context.report('unknown_property', placeOf(place), propertyParams(reference, `nodes.${id}`, member, ['output', 'error'], context));
    return;
  }
  if (member === 'output') checkOutputProperty(context, place, reference, entry.node);
}

/** `run.callbacks.<id>` names a node that waits for a callback, in this scope or one around it. */
function checkCallbackReference(context: CheckContext, place: ExpressionPlace, reference: Reference): void {
  const [, id] = reference.path;
  if (id === undefined) return;
  const isCallback = ({ node, scope }: NodeEntry): boolean =>
    context.catalog.get(node.type)?.waitsFor === 'callback' && (scope === null || isInScope(context, place.nodeId, scope));
  const entry = context.index.get(id);
  if (entry && isCallback(entry)) return;
  const known = [...context.index].flatMap(([name, other]) => (isCallback(other) ? [name] : []));
  const params = { reference: `run.callbacks.${id}`, name: id, suggestion: context.suggest(id, known), ...siteOf(reference) };
  context.report('unknown_reference', placeOf(place), params);
}

function isInScope(context: CheckContext, nodeId: string | null, scope: string): boolean {
  for (let at = nodeId; at !== null; at = context.index.get(at)?.scope ?? null) if (context.index.get(at)?.scope === scope) return true;
  return false;
}

function maySee(context: CheckContext, hasRun: Readability, place: ExpressionPlace, id: string, entry: NodeEntry): boolean {
  if (place.nodeId === null) return entry.scope === null;
  if (place.seesItself && id === place.nodeId) return true;
  if (place.seesBody && entry.scope === place.nodeId) return true;
  if (context.index.get(place.nodeId) === undefined) return true;
  // Where a cycle leaves the order open, the cycle is the issue.
  return hasRun(place.nodeId, id) !== 'no';
}

/** Only an output whose schema is closed is known to lack a member: what a schema leaves out is dynamic. */
function checkOutputProperty(context: CheckContext, place: ExpressionPlace, reference: Reference, node: FlowNode): void {
  const output = context.catalog.get(node.type)?.output;
  if (output) checkMembers(context, place, reference, output, reference.path.slice(2), `nodes.${node.id}.output`);
}

function checkMembers(
  context: CheckContext,
  place: ExpressionPlace,
  reference: Reference,
  schema: JsonSchema,
  path: readonly string[],
  owner: string,
): void {
  const [name, ...rest] = path;
  const { properties } = schema;
  if (name === undefined || !properties) return;
  const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (member) checkMembers(context, place, reference, member, rest, `${owner}.${name}`);
  else if (schema.additionalProperties === false) {
    context.report('unknown_property', placeOf(place), propertyParams(reference, owner, name, Object.keys(properties), context));
  }
}

/** An input that is not declared is an issue, unless `inputs` is open by its own word or the access is optional. */
function checkInputReference(context: CheckContext, place: ExpressionPlace, reference: Reference): void {
  const [name, ...rest] = reference.path;
  const { inputs } = context.document;
  const properties = inputs.properties ?? {};
  if (name === undefined || inputs.additionalProperties === true || typeof inputs.additionalProperties === 'object') return;
  if (isOptionalAccess(place, reference)) return;
  const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (declared) {
    checkMembers(context, place, reference, declared, rest, `input.${name}`);
    return;
  }
  context.report(
    'unknown_property',
    placeOf(place),
    propertyParams(reference, 'input', name, Object.keys(properties), context),
    declareInput(context.document, name),
  );
}

function isOptionalAccess({ source }: ExpressionPlace, { root, start }: Reference): boolean {
  return /^\s*(\.\s*\?|\[\s*\?)/.test(source.slice(start + root.length));
}

function declareInput({ inputs }: FlowDocument, name: string): Fix {
  const value = { ...inputs, properties: { ...inputs.properties, [name]: { type: 'string' } } };
  // A schema is JSON; its interface has no index signature to say so.
  return { title: 'declare_input', commands: [{ kind: 'set_document_field', field: 'inputs', value: value as unknown as Json }] };
}

function checkItemReference(context: CheckContext, place: ExpressionPlace, reference: Reference): void {
  const isInBody = place.nodeId !== null && (context.index.get(place.nodeId)?.scope ?? null) !== null;
  if (!isInBody && !place.seesBody) reportUnseen(context, place, reference, 'only_in_body');
}

function reportUnseen(context: CheckContext, place: ExpressionPlace, reference: Reference, reason: string): void {
  const params = { reference: reference.root, name: reference.root, reason, suggestion: null, ...siteOf(reference) };
  context.report('unknown_reference', placeOf(place), params);
}

function propertyParams(reference: Reference, owner: string, name: string, known: string[], context: CheckContext) {
  return {
    reference: `${owner}.${name}`,
    owner,
    name,
    known: known.slice(0, 50),
    suggestion: context.suggest(name, known),
    ...siteOf(reference),
  };
}

function siteOf({ start, end }: Reference) {
  return { start, end };
}

function placeOf({ path, nodeId }: ExpressionPlace) {
  return { path, nodeId };
}

/** The field with the wrong id replaced. */
function renameFix(context: CheckContext, place: ExpressionPlace, from: string, to: string): Fix | undefined {
  const { field, nodeId } = place;
  if (nodeId === null) {
    const value = renameReferences(context.document.outputs, from, to);
    return { title: 'rename_reference', commands: [{ kind: 'set_document_field', field: 'outputs', value }] };
  }
  const node = context.index.get(nodeId)?.node;
  if (!node || !Object.hasOwn(node, field)) return undefined;
  // A field of a node is JSON; the interfaces of its parts have no index signature to say so.
  const value = renameReferences(node[field] as Json, from, to);
  return { title: 'rename_reference', commands: [{ kind: 'set_node_field', nodeId, field, value }] };
}

/** Following edges for a fix is not free: only the first issues of a document offer it. */
const MAX_CONNECT_NODES = 2000;

/** An edge from the node that is read, where one would make no cycle and there is no doubt which port it leaves. */
function connectFix(context: CheckContext, place: ExpressionPlace, id: string, entry: NodeEntry): Fix | undefined {
  if (place.nodeId === null || context.index.size > MAX_CONNECT_NODES) return undefined;
  const to = enclosing(context.index, place.nodeId, entry.scope);
  const description = context.catalog.get(entry.node.type);
  if (to === null || to === id || !description || descendantsOf(context.document, to).has(id)) return undefined;
  const [port, ...others] = outputPorts(entry.node, description).filter((name) => name !== 'error');
  if (port === undefined || others.length > 0) return undefined;
  const edge = port === 'out' ? { from: id, to } : { from: id, port, to };
  const commands: FlowCommand[] = [{ kind: 'add_edge', scope: entry.scope, edge }];
  return { title: 'add_edge', commands };
}
