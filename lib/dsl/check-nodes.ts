import type { Json } from '@/lib/std/json';
import { isJsonObject } from '@/lib/std/json';
import type { NodeTypeDescription } from './catalog';
import type { CheckContext } from './check-context';
import { isCostTag } from './check-envelope';
import { checkParameters, parametersOf } from './check-parameters';
import { type FlowNode, scopeBody } from './document';
import { effectOf } from './effect-of';
import { type DocumentPath, listedPorts } from './graph';

/** Each node by its type: the type itself, parameters, common fields, ports, body, compensation. */
export function checkNodes(context: CheckContext): void {
  let enabled = 0;
  for (const { body, path } of context.scopes) {
    body.nodes.forEach((node, index) => {
      if (node.disabled !== true && path.length === 0) enabled += 1;
      checkNode(context, node, [...path, 'nodes', index]);
    });
  }
  if (enabled === 0) context.report('nothing_to_run', { path: ['nodes'] });
}

function checkNode(context: CheckContext, node: FlowNode, path: DocumentPath): void {
  checkCommonFields(context, node, path);
  const description = knownType(context, node.type, [...path, 'type'], node.id, true);
  if (!description) return;
  checkParameters(context, parametersOf(node), description, { nodeId: node.id, path, fixable: true });
  checkPorts(context, node, description, path);
  checkBody(context, node, description, path);
  if (node.cache && effectOf(node, description.effect) === 'write') {
    context.report(
      'invalid_common_field',
      { path: [...path, 'cache'], nodeId: node.id },
      { field: 'cache', problem: 'effect_write' },
      removal(node, 'cache'),
    );
  }
  if (node.compensate) checkCompensation(context, node, node.compensate, [...path, 'compensate']);
}

function knownType(
  context: CheckContext,
  type: string,
  path: DocumentPath,
  nodeId: string,
  fixable: boolean,
): NodeTypeDescription | undefined {
  const description = context.catalog.get(type);
  if (description) return description;
  const suggestion = context.suggest(
    type,
    context.catalog.list().map((known) => known.type),
  );
  const fix =
    fixable && suggestion !== null
      ? { title: 'set_value', commands: [{ kind: 'set_node_field' as const, nodeId, field: 'type', value: suggestion }] }
      : undefined;
  context.report('unknown_node_type', { path, nodeId }, { type: type.slice(0, 80), suggestion }, fix);
  return undefined;
}

/** A compensation is a node without id and edges, run in reverse when the run fails. */
function checkCompensation(context: CheckContext, node: FlowNode, compensate: Record<string, Json>, path: DocumentPath): void {
  const type = Object.hasOwn(compensate, 'type') ? compensate.type : undefined;
  if (typeof type !== 'string') {
    context.report(
      'missing_parameter',
      { path: [...path, 'type'], nodeId: node.id },
      { parameter: 'compensate.type', type: node.type, alternatives: ['compensate.type'] },
    );
    return;
  }
  const description = knownType(context, type, [...path, 'type'], node.id, false);
  if (!description) return;
  if (description.control !== 'task') {
    context.report('invalid_common_field', { path: [...path, 'type'], nodeId: node.id }, { field: 'compensate', problem: 'not_a_task' });
  }
  checkParameters(context, parametersOf(compensate), description, { nodeId: node.id, path, fixable: false });
}

function checkPorts(context: CheckContext, node: FlowNode, { ports }: NodeTypeDescription, path: DocumentPath): void {
  if (!ports.fromList) return;
  const seen = new Set<string>(ports.fixed);
  const { parameter, field } = ports.fromList;
  listedPorts(node, ports.fromList).forEach((port, index) => {
    if (seen.has(port)) context.report('duplicate_port', { path: [...path, parameter, index, field], nodeId: node.id }, { port });
    seen.add(port);
  });
}

function checkBody(context: CheckContext, node: FlowNode, { control, type, parameters }: NodeTypeDescription, path: DocumentPath): void {
  const declares = Object.hasOwn(parameters.properties ?? {}, 'body');
  if (control !== 'scope') {
    if (node.body !== undefined && !declares)
      context.report(
        'unknown_field',
        { path: [...path, 'body'], nodeId: node.id },
        { field: 'body', type, suggestion: null },
        removal(node, 'body'),
      );
    return;
  }
  if ((scopeBody(node)?.nodes.length ?? 0) === 0)
    context.report('map_without_body', { path: [...path, 'body'], nodeId: node.id }, { type });
}

/** Common fields have the right types already (shape); here their values. Whole milliseconds, counts from zero. */
function checkCommonFields(context: CheckContext, node: FlowNode, path: DocumentPath): void {
  for (const [field, problem] of commonFieldProblems(node)) {
    const at = field.split('.');
    context.report('invalid_common_field', { path: [...path, ...at], nodeId: node.id }, { field, problem }, removal(node, at[0] ?? field));
  }
  const isParameter = (field: string) => field === 'body' && !scopeBody(node);
  for (const [field, known] of Object.entries(MEMBERS)) if (!isParameter(field)) checkMembers(context, node, field, known, path);
}

function commonFieldProblems({ timeout_ms, cache, idempotency, retry, cost_tag }: FlowNode): [field: string, problem: string][] {
  const checks: [field: string, problem: string, holds: boolean][] = [
    ['timeout_ms', 'whole_from_1', isWholeFrom(1, timeout_ms)],
    ['cache.ttl_ms', 'whole_from_1', isWholeFrom(1, cache?.ttl_ms)],
    ['idempotency.header', 'header_name', idempotency === undefined || HEADER_NAME.test(idempotency.header)],
    ['cost_tag', 'text_1_to_64', cost_tag === undefined || isCostTag(cost_tag)],
    ['retry.max', 'whole_0_to_100', isWholeFrom(0, retry?.max) && (retry?.max ?? 0) <= MAX_RETRIES],
    ['retry.initial_ms', 'whole_from_0', isWholeFrom(0, retry?.initial_ms)],
    ['retry.max_ms', 'whole_from_0', isWholeFrom(0, retry?.max_ms)],
  ];
  return checks.flatMap(([field, problem, holds]): [string, string][] => (holds ? [] : [[field, problem]]));
}

const MAX_RETRIES = 100;

/** RFC 9110, section 5.6.2: token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;

/** Members of the common fields that are objects. */
const MEMBERS: Record<string, readonly string[]> = {
  retry: ['max', 'backoff', 'initial_ms', 'max_ms', 'jitter', 'on'],
  cache: ['ttl_ms', 'key'],
  idempotency: ['header'],
  body: ['nodes', 'edges'],
};

function checkMembers(context: CheckContext, node: FlowNode, field: string, known: readonly string[], path: DocumentPath): void {
  const value = Object.hasOwn(node, field) ? node[field] : undefined;
  if (!isJsonObject(value)) return;
  for (const member of Object.keys(value)) {
    if (known.includes(member)) continue;
    const { [member]: _unknown, ...rest } = value;
    context.report(
      'unknown_field',
      { path: [...path, field, member], nodeId: node.id },
      { field: `${field}.${member}`, type: node.type, suggestion: context.suggest(member, known) },
      { title: 'remove_field', commands: [{ kind: 'set_node_field', nodeId: node.id, field, value: rest }] },
    );
  }
}

function removal(node: FlowNode, field: string) {
  return { title: 'remove_field', commands: [{ kind: 'set_node_field' as const, nodeId: node.id, field, value: undefined }] };
}

/** True also for a field that is not there. */
function isWholeFrom(least: number, value: number | undefined): boolean {
  return value === undefined || (Number.isSafeInteger(value) && value >= least);
}
