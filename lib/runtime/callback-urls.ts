import type { Reference } from '@/lib/dsl/expression';
import { childPath, nodeIdOf, scopePathOf } from '@/lib/engine';
import type { JsonObject } from '@/lib/std/json';
import type { RunContext } from './run-context';

/** `each[3]` of `each[3]/ask`: the scope node's path. */
const ITEM = /^(.*)\[\d+\]$/;

/**
 * Addresses that end the waits for callbacks which the task at `path` can see, by node id: in its own scope and those around
 * it. The same however often they are asked for, so that a repeated write sends the same words.
 */
export function callbackUrls(context: RunContext, path: string): JsonObject {
  const { runId } = context.row.fence;
  const urls: JsonObject = {};
  for (const { plan, node } of context.snapshot.nodes.values()) {
    const validMs = context.deps.waitings.get(plan.type)?.addressMs?.(node);
    const place = validMs === undefined ? null : placeSeenFrom(path, plan.id, plan.scope);
    if (validMs === undefined || place === null) continue;
    urls[plan.id] = context.deps.callbackUrl({ runId, path: place, expiresAt: Math.floor(context.row.createdAt + validMs) });
  }
  return urls;
}

/** Whether any of these places reads the addresses. */
export function readsCallbackUrls(references: readonly Reference[]): boolean {
  return references.some(({ root, path }) => root === 'run' && (path[0] === 'callbacks' || path.length === 0));
}

/** Where the node of a scope stands in the instance around `path`; null where `path` is in none. */
function placeSeenFrom(path: string, nodeId: string, scope: string | null): string | null {
  let instance = scopePathOf(path);
  while (instance !== '') {
    const owner = ITEM.exec(instance)?.[1] ?? '';
    if (nodeIdOf(owner) === scope) return childPath(instance, nodeId);
    instance = scopePathOf(owner);
  }
  return scope === null ? nodeId : null;
}
