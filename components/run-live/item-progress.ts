import type { UsageSum } from '@/lib/contracts/common';
import { type FlowDocument, type FlowNode, scopeBody } from '@/lib/dsl/document';
import type { RunView } from './run-view';
import { isSettled } from './run-view';
import { sumUsage } from './sum-usage';

/** How far the items of one scope task are. */
export interface ItemProgress {
  total: number;
  done: number;
  failed: number;
  /** Of everything below the scope that is known here. */
  usage: UsageSum | null;
}

/** Number of nodes in each body, by the id of the node that holds it. */
export function bodySizes(document: Pick<FlowDocument, 'nodes'>): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  const visit = (nodes: readonly FlowNode[]) => {
    for (const node of nodes) {
      const body = scopeBody(node);
      if (!body) continue;
      sizes.set(node.id, body.nodes.length);
      visit(body.nodes);
    }
  };
  visit(document.nodes);
  return sizes;
}

/** Progress of every scope task, by path: an item is done when all nodes of its body are settled. */
export function itemProgress(tasks: RunView['tasks'], sizes: ReadonlyMap<string, number>): ReadonlyMap<string, ItemProgress> {
  const seen = new Map<string, ItemProgress>();
  for (const [item, counts] of countByItem(tasks)) {
    const bracket = item.lastIndexOf('[');
    const scope = item.slice(0, bracket);
    const size = sizes.get(item.slice(item.lastIndexOf('/') + 1, bracket)) ?? Number.POSITIVE_INFINITY;
    const sum = seen.get(scope) ?? noItems();
    if (counts.settled >= size) sum.done += 1;
    if (counts.failed > 0) sum.failed += 1;
    sum.usage = sumUsage([sum.usage, counts.usage]);
    seen.set(scope, sum);
  }
  const progress = new Map<string, ItemProgress>();
  for (const task of tasks.values()) {
    if (task.itemsTotal === null && !sizes.has(task.nodeId)) continue;
    const own = seen.get(task.path) ?? noItems();
    // What the tasks show may be ahead of the scope's own row, or behind it where they were not loaded: the larger holds.
    progress.set(task.path, { ...own, total: task.itemsTotal ?? 0, done: Math.max(task.itemsDone ?? 0, own.done) });
  }
  return progress;
}

function noItems(): ItemProgress {
  return { total: 0, done: 0, failed: 0, usage: null };
}

interface ItemCounts {
  settled: number;
  failed: number;
  usage: UsageSum | null;
}

/** Settled and failed tasks by item, such as `each[3]`. */
function countByItem(tasks: RunView['tasks']): Map<string, ItemCounts> {
  const items = new Map<string, ItemCounts>();
  for (const task of tasks.values()) {
    const slash = task.path.lastIndexOf('/');
    if (slash < 0) continue;
    const item = task.path.slice(0, slash);
    const counts = items.get(item) ?? { settled: 0, failed: 0, usage: null };
    if (isSettled(task)) counts.settled += 1;
    if (task.status === 'FAILED') counts.failed += 1;
    counts.usage = sumUsage([counts.usage, task.usage]);
    items.set(item, counts);
  }
  return items;
}
