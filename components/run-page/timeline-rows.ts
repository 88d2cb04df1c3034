import { type ItemProgress, isSettled, type RunView, sumUsage } from '@/components/run-live';
import type { UsageSum } from '@/lib/contracts/common';
import type { TaskRunView } from '@/lib/contracts/runs';
import { type FlowBody, type FlowDocument, type FlowNode, scopeBody } from '@/lib/dsl/document';
import { topologicalOrder } from '@/lib/dsl/graph';

/** One line of the timeline: a node's task run (or its place, before it began), or one item of a scope. */
export type TimelineRow =
  | {
      kind: 'task';
      path: string;
      node: FlowNode;
      depth: number;
      task: TaskRunView | null;
      progress: ItemProgress | null;
      isOpen: boolean | null;
      /** The only node of its item: it stands for the item. */
      isSingle: boolean;
    }
  | {
      kind: 'item';
      path: string;
      index: number;
      depth: number;
      status: TaskRunView['status'];
      startedAt: string | null;
      endedAt: string | null;
      usage: UsageSum | null;
      isOpen: boolean;
    };

/** What the rows are made of. */
export interface TimelineInput {
  document: FlowDocument;
  tasks: RunView['tasks'];
  progress: ReadonlyMap<string, ItemProgress>;
  /** Paths of scopes and items that are opened. */
  open: ReadonlySet<string>;
}

/**
 * The lines of the timeline, in the order of the drawing, so that no line moves while the run goes on. Items of a scope hide
 * under it until it is opened; the items of a body with one node are shown as that node's tasks.
 */
export function timelineRows(input: TimelineInput): TimelineRow[] {
  const rows: TimelineRow[] = [];
  scopeRows({ ...input, items: itemIndexes(input.tasks) }, { body: input.document, prefix: '', depth: 0, isSingle: false }, rows);
  return rows;
}

interface Walk extends TimelineInput {
  items: ReadonlyMap<string, readonly number[]>;
}

interface ScopePlace {
  body: FlowBody;
  prefix: string;
  depth: number;
  isSingle: boolean;
}

function scopeRows(walk: Walk, { body, prefix, depth, isSingle }: ScopePlace, rows: TimelineRow[]): void {
  for (const node of inOrder(body)) {
    const path = prefix + node.id;
    const task = walk.tasks.get(path) ?? null;
    const inner = scopeBody(node);
    const hasItems = inner !== undefined && (walk.items.get(path)?.length ?? 0) > 0;
    const isOpen = hasItems ? walk.open.has(path) : null;
    rows.push({ kind: 'task', path, node, depth, task, progress: walk.progress.get(path) ?? null, isOpen, isSingle });
    if (inner && isOpen) itemRows(walk, inner, path, depth + 1, rows);
  }
}

function itemRows(walk: Walk, body: FlowBody, scopePath: string, depth: number, rows: TimelineRow[]): void {
  const isSingle = body.nodes.length === 1;
  for (const index of walk.items.get(scopePath) ?? []) {
    const path = `${scopePath}[${index}]`;
    if (isSingle) {
      scopeRows(walk, { body, prefix: `${path}/`, depth, isSingle }, rows);
      continue;
    }
    const isOpen = walk.open.has(path);
    rows.push({ kind: 'item', path, index, depth, isOpen, ...itemSpan(walk, body, path) });
    if (isOpen) scopeRows(walk, { body, prefix: `${path}/`, depth: depth + 1, isSingle }, rows);
  }
}

/** What an item used, when it began and ended, and how it stands: failed as soon as one task has, done when all have settled. */
function itemSpan(
  walk: Walk,
  body: FlowBody,
  path: string,
): Pick<Extract<TimelineRow, { kind: 'item' }>, 'status' | 'startedAt' | 'endedAt' | 'usage'> {
  const tasks = body.nodes.flatMap((node) => walk.tasks.get(`${path}/${node.id}`) ?? []);
  const starts = tasks.flatMap((task) => task.startedAt ?? []).sort();
  const ends = tasks.flatMap((task) => task.endedAt ?? []).sort();
  const isDone = tasks.length === body.nodes.length && tasks.every(isSettled);
  const failed = tasks.find((task) => task.status === 'FAILED');
  const waiting = tasks.find((task) => task.status === 'WAITING');
  const status = failed?.status ?? (isDone ? 'SUCCEEDED' : (waiting?.status ?? (starts.length > 0 ? 'RUNNING' : 'PENDING')));
  const usage = sumUsage(tasks.map((task) => task.usage));
  return { status, usage, startedAt: starts[0] ?? null, endedAt: isDone || failed ? (ends.at(-1) ?? null) : null };
}

/** The indexes of each scope's items that have tasks, ascending. */
function itemIndexes(tasks: RunView['tasks']): Map<string, number[]> {
  const found = new Map<string, Set<number>>();
  for (const path of tasks.keys()) {
    for (const match of path.matchAll(/\[(\d+)\]\//g)) {
      const scope = path.slice(0, match.index);
      const indexes = found.get(scope) ?? new Set();
      found.set(scope, indexes.add(Number(match[1])));
    }
  }
  return new Map([...found].map(([scope, indexes]) => [scope, [...indexes].sort((a, b) => a - b)]));
}

function inOrder(body: FlowBody): FlowNode[] {
  const { order } = topologicalOrder(body);
  const places = new Map(order.map((id, place) => [id, place]));
  return [...body.nodes].sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}
