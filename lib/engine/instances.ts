import { childPath, itemPath } from './paths';
import { type Halt, type Instance, type RunState, type TaskState, taskIn } from './state';
import { addTask, createTaskList, removeTask, type TaskList } from './task-list';
import { removeTimer } from './timers';
import type { Failure, ItemOutcome, NodePlan } from './types';

/** Makes the tasks of a scope instance and marks its roots ready. O(nodes of the scope). */
export function openInstance(state: RunState, instance: Instance): void {
  instance.left = instance.plan.nodes.length;
  for (const node of instance.plan.nodes) {
    const task = newTask(instance, node);
    instance.tasks.push(task);
    if (task.edgesLeft === 0 && !instance.halt) list(state.ready, task);
  }
}

/** A task that no event has touched. */
export function newTask(instance: Instance, node: NodePlan): TaskState {
  return {
    path: childPath(instance.path, node.id),
    node,
    instance,
    status: 'PENDING',
    attempt: 0,
    edgesLeft: node.incoming.length,
    edgesLive: 0,
    outputId: null,
    port: null,
    failure: null,
    dueAt: null,
    waitsFor: null,
    answerId: null,
    timerAt: -1,
    listed: null,
    listedAt: -1,
    activeAt: -1,
    scope: null,
  };
}

/** Opens an item of a scope node that runs, without its tasks. Throws for a node that has no body. */
export function openItem(state: RunState, owner: TaskState, index: number): Instance {
  const plan = owner.node.body;
  if (!plan) throw new Error(`Node ${owner.node.id} has no body to run items in`);
  const path = itemPath(owner.path, index);
  const item: Instance = { plan, path, owner, index, tasks: [], left: 0, active: createTaskList('activeAt'), halt: null };
  owner.scope?.open.set(index, item);
  state.items.set(path, item);
  return item;
}

/** Opens items up to the scope's concurrency. An empty body, or no items, settles at once. */
export function openItems(state: RunState, task: TaskState): void {
  const { scope, node, instance } = task;
  if (!scope || !node.body || instance.halt) return;
  while (scope.next < scope.total && scope.open.size < node.body.concurrency && !scope.stopping) {
    const item = openItem(state, task, scope.next++);
    openInstance(state, item);
    if (item.left === 0) closeItem(state, item);
  }
  if (scope.open.size === 0) list(state.settling, task);
}

/** Puts a task on a list that `decide` reads. */
export function list(tasks: TaskList, task: TaskState): void {
  addTask(tasks, task);
  task.listed = tasks;
}

/** Takes a task off every list that `decide` reads. */
export function unlist(state: RunState, task: TaskState): void {
  removeTimer(state.timers, task);
  if (!task.listed) return;
  removeTask(task.listed, task);
  task.listed = null;
}

/** Starts nothing more in the instance nor in the scopes open inside it. The first reason stands. */
export function haltInstance(state: RunState, instance: Instance, halt: Halt): void {
  if (instance.halt) return;
  instance.halt = halt;
  state.halting.add(instance);
  for (const task of instance.tasks) unlist(state, task);
  for (const task of instance.active.slots) if (task) stopItems(state, task, halt.because);
}

/** A task failed its instance. An item's failure stops the whole scope at once where its mode says so. */
export function failInstance(state: RunState, { instance, path }: TaskState, failure: Failure): void {
  if (instance.halt) return;
  const { owner } = instance;
  haltInstance(state, instance, { kind: 'failing', because: owner ? 'item_failed' : 'run_failing', path, failure });
  if (!owner?.scope || instance.plan.onItemError !== 'stop' || owner.scope.stopping) return;
  owner.scope.stopping = failure;
  stopItems(state, owner, 'sibling_failed');
}

function stopItems(state: RunState, task: TaskState, because: string): void {
  // A copy: an item without active tasks ends here and now, and leaves the list.
  for (const item of [...(task.scope?.open.values() ?? [])]) {
    haltInstance(state, item, { kind: 'stopped', because });
    settleIfDone(state, item);
  }
}

/** Settles an item whose last task has ended, or that was halted and has nothing active left. */
export function settleIfDone(state: RunState, instance: Instance): void {
  const { owner } = instance;
  const done = instance.halt ? instance.active.size === 0 : instance.left === 0;
  if (!owner?.scope || !done || owner.scope.open.get(instance.index) !== instance) return;
  closeItem(state, instance);
  openItems(state, owner);
}

/** Keeps the item's outcome and the ids its value is made of, and forgets its tasks. */
function closeItem(state: RunState, instance: Instance): void {
  const scope = instance.owner?.scope;
  if (!scope) return;
  const outcome = outcomeOf(instance);
  scope.outcomes[instance.index] = outcome;
  if (outcome) scope.done++;
  if (outcome?.ok) scope.results[instance.index] = instance.plan.results.map((id) => taskIn(instance, id)?.outputId ?? null);
  scope.open.delete(instance.index);
  forgetInstance(state, instance);
}

/** Undefined for an item that was stopped from outside. */
function outcomeOf({ halt }: Instance): ItemOutcome | undefined {
  if (!halt) return { ok: true };
  return halt.kind === 'failing' ? { ok: false, failure: halt.failure } : undefined;
}

/** Forgets the items that are open when their scope node ends or is tried again. */
export function discardItems(state: RunState, task: TaskState): void {
  for (const item of task.scope?.open.values() ?? []) forgetInstance(state, item);
  task.scope?.open.clear();
}

function forgetInstance(state: RunState, instance: Instance): void {
  state.halting.delete(instance);
  state.items.delete(instance.path);
  for (const task of instance.tasks) {
    unlist(state, task);
    discardItems(state, task);
  }
}
