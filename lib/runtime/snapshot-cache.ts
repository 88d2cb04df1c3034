import type { Database } from '@/lib/db/database';
import type { NodeCatalog } from '@/lib/dsl/catalog';
import { type FlowDocument, type FlowNode, scopeBody } from '@/lib/dsl/document';
import { type CompiledParameters, type CompiledValue, compileParameters, compileValue } from '@/lib/dsl/expression';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { compilePlan } from '@/lib/engine';
import type { NodePlan, Plan } from '@/lib/engine/types';
import type { Json } from '@/lib/std/json';

/** A node ready to be executed: its plan, and its parameters compiled once. */
export interface CompiledNode {
  plan: NodePlan;
  node: FlowNode;
  parameters: CompiledParameters;
  /** For scope nodes: the value of one item, where the node names it. */
  result: CompiledValue | null;
}

/** A snapshot ready to be walked, shared by every run of it in this process. */
export interface CompiledSnapshot {
  document: FlowDocument;
  plan: Plan;
  nodes: ReadonlyMap<string, CompiledNode>;
  outputs: CompiledValue;
}

/** Loads and compiles snapshots, keeping the last `keep` of them. */
export interface SnapshotCache {
  load(workspaceId: string, hash: string): Promise<CompiledSnapshot>;
}

/** Thrown when a snapshot cannot be walked by this process; the run waits for a worker that can. */
export class SnapshotUnavailable extends Error {}

function allNodes(nodes: readonly FlowNode[]): FlowNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(scopeBody(node)?.nodes ?? [])]);
}

function compileNode(node: FlowNode, plan: Plan, catalog: NodeCatalog): CompiledNode {
  const description = catalog.get(node.type);
  const nodePlan = plan.byId.get(node.id);
  if (!description || !nodePlan) throw new SnapshotUnavailable(`Node type ${node.type} is not known to this worker; upgrade it.`);
  const parameters = compileParameters(node, description);
  if (!parameters.ok)
    throw new SnapshotUnavailable(`Node ${node.id} does not compile: ${parameters.error[0]?.message ?? 'unknown problem'}`);
  // A validated document's parameters are JSON; `result` belongs to scope nodes only.
  const source = nodePlan.control === 'scope' ? (node.result as Json | undefined) : undefined;
  return {
    plan: nodePlan,
    node,
    parameters: parameters.value,
    result: source === undefined ? null : compileOrThrow(source, `${node.id}.result`),
  };
}

function compileOrThrow(value: Json, where: string): CompiledValue {
  const compiled = compileValue(value);
  if (!compiled.ok) throw new SnapshotUnavailable(`${where} does not compile: ${compiled.error.message}`);
  return compiled.value;
}

/** Compiles a document that passed validation. Throws SnapshotUnavailable when this process cannot walk it. */
export function compileSnapshot(document: FlowDocument, catalog: NodeCatalog): CompiledSnapshot {
  const plan = compilePlan(document, catalog);
  const nodes = new Map(allNodes(document.nodes).map((node) => [node.id, compileNode(node, plan, catalog)]));
  return { document, plan, nodes, outputs: compileOrThrow(document.outputs, 'outputs') };
}

/** A cache over `flow_snapshot`. */
export function createSnapshotCache(db: Database, catalog: NodeCatalog, keep = 100): SnapshotCache {
  const cached = new Map<string, Promise<CompiledSnapshot>>();
  const read = async (workspaceId: string, hash: string): Promise<CompiledSnapshot> => {
    const { rows } = await db.query<{ dsl_json: Json }>(
      'SELECT dsl_json FROM flow_snapshot WHERE workspace_id = $1 AND hash = $2',
      [workspaceId, hash],
      {
        name: 'snapshot_read',
      },
    );
    if (!rows[0]) throw new SnapshotUnavailable(`Snapshot ${hash} is missing`);
    const parsed = parseDocumentValue(rows[0].dsl_json);
    if (!parsed.ok) throw new SnapshotUnavailable(`Snapshot ${hash} is of a document version this worker does not know`);
    return compileSnapshot(parsed.value, catalog);
  };
  return {
    load(workspaceId, hash) {
      const key = `${workspaceId}/${hash}`;
      const hit = cached.get(key) ?? read(workspaceId, hash);
      cached.delete(key);
      cached.set(key, hit);
      hit.catch(() => cached.delete(key));
      const oldest = cached.keys().next().value;
      if (cached.size > keep && oldest !== undefined) cached.delete(oldest);
      return hit;
    },
  };
}
