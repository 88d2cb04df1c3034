import type { EffectKind, EffectRule, NodeCatalog, NodeTypeDescription } from '@/lib/dsl/catalog';
import { type FlowBody, type FlowDocument, type FlowNode, scopeBody } from '@/lib/dsl/document';
import { effectOf } from '@/lib/dsl/effect-of';
import { compileValue, referencedNodes } from '@/lib/dsl/expression';
import { fullEdge } from '@/lib/dsl/graph';
import { MOST_COST_TAG } from '@/lib/dsl/labels';
import { columnText } from '@/lib/std/column-text';
import type { Json } from '@/lib/std/json';
import type { EdgePlan, NodePlan, Plan, ScopePlan } from './types';

/** Items of a map run at once where the node names no number (docs: `map`). */
const DEFAULT_CONCURRENCY = 10;

/**
 * Compiles a valid document into what the engine walks. Throws when a node's type is not in the catalog: validation
 * refuses such a document before it gets here.
 */
export function compilePlan(document: FlowDocument, catalog: NodeCatalog): Plan {
  const byId = new Map<string, NodePlan>();
  const root = compileScope(document, null, catalog, byId);
  for (const plan of byId.values()) plan.costTag = costTag(plan.costTag ?? document.cost_tag);
  return { root, byId };
}

/** Cut to what its column holds: documents from before the length was checked may have longer ones. */
function costTag(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' ? null : columnText(text, MOST_COST_TAG);
}

function compileScope(body: FlowBody, owner: FlowNode | null, catalog: NodeCatalog, byId: Map<string, NodePlan>): ScopePlan {
  const incoming = new Map<string, EdgePlan[]>();
  const outgoing = new Map<string, EdgePlan[]>();
  for (const edge of body.edges.map(fullEdge)) {
    push(incoming, edge.to, edge);
    push(outgoing, edge.from, edge);
  }
  const nodes = body.nodes.map((node) => {
    const plan = compileNode(node, owner?.id ?? null, incoming.get(node.id) ?? [], outgoing.get(node.id) ?? [], catalog, byId);
    byId.set(node.id, plan);
    return plan;
  });
  return {
    nodes,
    indexOf: new Map(nodes.map((node, index) => [node.id, index])),
    roots: nodes.filter((node) => node.incoming.length === 0).map((node) => node.id),
    results: resultsOf(body, owner, nodes),
    concurrency: typeof owner?.concurrency === 'number' && owner.concurrency >= 1 ? Math.floor(owner.concurrency) : DEFAULT_CONCURRENCY,
    onItemError: itemErrorMode(owner?.on_item_error),
  };
}

function push(map: Map<string, EdgePlan[]>, key: string, edge: EdgePlan): void {
  const list = map.get(key);
  if (list) list.push(edge);
  else map.set(key, [edge]);
}

function compileNode(
  node: FlowNode,
  scope: string | null,
  incoming: readonly EdgePlan[],
  outgoing: readonly EdgePlan[],
  catalog: NodeCatalog,
  byId: Map<string, NodePlan>,
): NodePlan {
  const description = catalog.get(node.type);
  if (!description) throw new Error(`Node type ${node.type} of node ${node.id} is not in the catalog`);
  const inner = scopeBody(node);
  return {
    id: node.id,
    type: node.type,
    control: description.control,
    scope,
    incoming,
    outgoing,
    join: node.join ?? 'all',
    onError: node.on_error ?? 'fail',
    retry: node.retry ?? null,
    effect: plannedEffect(node, description.effect),
    onUncertain: uncertainPolicy(node, description),
    timeoutMs: node.timeout_ms ?? null,
    disabled: node.disabled ?? false,
    pool: node.pool ?? null,
    costTag: node.cost_tag ?? null,
    body: description.control === 'scope' ? compileScope(inner ?? EMPTY_BODY, node, catalog, byId) : null,
  };
}

const EMPTY_BODY: FlowBody = { nodes: [], edges: [] };
const BY_DANGER: readonly EffectKind[] = ['write', 'read', 'none'];

/** Where a template decides the effect, nobody knows it before the run: the most dangerous it may turn out to be. */
function plannedEffect(node: FlowNode, rule: EffectRule): EffectKind {
  const value = rule.by && Object.hasOwn(node, rule.by.parameter) ? node[rule.by.parameter] : undefined;
  if (!rule.by || typeof value !== 'string' || !value.includes('{{')) return effectOf(node, rule);
  const possible = new Set([rule.default, ...Object.values(rule.by.values)]);
  return BY_DANGER.find((effect) => possible.has(effect)) ?? rule.default;
}

/** The node's own word, else `retry` where the target honours its key, else the type's default. */
function uncertainPolicy(node: FlowNode, description: NodeTypeDescription): NodePlan['onUncertain'] {
  return node.on_uncertain ?? (node.idempotency ? 'retry' : description.onUncertain);
}

function itemErrorMode(value: unknown): ScopePlan['onItemError'] {
  return value === 'continue' || value === 'collect' ? value : 'stop';
}

function resultsOf(body: FlowBody, owner: FlowNode | null, nodes: readonly NodePlan[]): string[] {
  const sinks = nodes.filter((node) => node.outgoing.length === 0).map((node) => node.id);
  if (owner?.result === undefined) return sinks;
  // A validated document's parameters are JSON.
  const compiled = compileValue(owner.result as Json);
  if (!compiled.ok) return sinks;
  const named = new Set(referencedNodes(compiled.value.references));
  return body.nodes.map((node) => node.id).filter((id) => named.has(id));
}
