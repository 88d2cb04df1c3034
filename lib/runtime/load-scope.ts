import type { ExpressionScope, Reference } from '@/lib/dsl/expression';
import { outputRef, scopePathOf } from '@/lib/engine';
import type { Json, JsonObject } from '@/lib/std/json';
import { callbackUrls, readsCallbackUrls } from './callback-urls';
import { failureJson } from './journal-port';
import type { RunContext } from './run-context';

/** Values of one item, read instead of the state's when its tasks were compacted away. */
export interface ItemView {
  item: Json;
  index: number;
  /** Payload id of a result node's output in this item; undefined when the node is not one of them. */
  outputId: (nodeId: string) => string | null | undefined;
}

/** `each[3]` of `each[3]/summarise`: the scope node's path and the item's index. */
const ITEM = /^(.*)\[(\d+)\]$/;

/**
 * Loads what an expression at `path` refers to and answers the scope it is evaluated in. Reads missing payloads in one
 * query. Throws what the payload store throws.
 */
export async function loadScope(
  context: RunContext,
  path: string,
  references: readonly Reference[],
  view?: ItemView,
): Promise<ExpressionScope> {
  const outputs = new Map<string, { id: string | null; error: Json }>();
  for (const nodeId of nodeIds(references)) {
    const found = lookUp(context, path, nodeId, view);
    if (found) outputs.set(nodeId, found);
  }
  await context.values.ensure([...outputs.values()].flatMap((output) => (output.id === null ? [] : [output.id])));
  const scope: ExpressionScope = {
    input: context.input,
    vars: context.vars,
    run: readsCallbackUrls(references) ? { ...runFacts(context), callbacks: callbackUrls(context, path) } : runFacts(context),
    nodes: (id) => {
      const output = outputs.get(id);
      return output ? { output: output.id === null ? null : context.values.get(output.id), error: output.error } : undefined;
    },
  };
  const item = view ?? (await itemAt(context, path));
  return item ? { ...scope, item: item.item, index: item.index } : scope;
}

function nodeIds(references: readonly Reference[]): Set<string> {
  return new Set(
    references.flatMap((reference) => (reference.root === 'nodes' && reference.path[0] !== undefined ? [reference.path[0]] : [])),
  );
}

function lookUp(context: RunContext, path: string, nodeId: string, view: ItemView | undefined): { id: string | null; error: Json } | null {
  const inItem = view?.outputId(nodeId);
  if (inItem !== undefined) return { id: inItem, error: null };
  const ref = outputRef(context.snapshot.plan, context.state, path, nodeId);
  if (!ref) return null;
  return { id: ref.outputId, error: ref.failure ? failureJson(ref.failure, null, nodeId, null) : null };
}

/** The item a task belongs to, from the items its scope was opened over. */
async function itemAt(context: RunContext, path: string): Promise<{ item: Json; index: number } | null> {
  const match = ITEM.exec(scopePathOf(path));
  if (!match) return null;
  const [, scopePath = '', digits = '0'] = match;
  const index = Number(digits);
  const items = context.items.get(scopePath) ?? (await reopen(context, scopePath));
  return { item: items[index] ?? null, index };
}

/** After a takeover the items are read back from the scope node's recorded input. */
async function reopen(context: RunContext, scopePath: string): Promise<Json[]> {
  const inputId = context.ledger.task(scopePath, scopePath).inputId;
  const items = inputId === null ? [] : await context.deps.payloads.readOne(context.row.fence.workspaceId, inputId);
  const list = Array.isArray(items) ? items : [];
  context.items.set(scopePath, list);
  return list;
}

function runFacts(context: RunContext): JsonObject {
  const { row } = context;
  return {
    id: row.fence.runId,
    flow_id: row.flowId,
    trigger: row.triggerType,
    started_at: new Date(row.startedAt ?? row.claimedAt).toISOString(),
  };
}
