import { childPath, itemPath } from './paths';
import type { Instance, RunState, TaskState } from './state';
import type { ItemOutcome, NodePlan } from './types';

/** Makes the tasks of a scope instance and marks its roots ready. O(nodes of the scope). */
export function openInstance(state: RunState, instance: Instance): void {
  instance.left = instance.plan.nodes.length;
  for (const node of instance.plan.nodes) {
    const task = newTask(instance, node);
    instance.tasks.set(node.id, task);
    state.byPath.set(task.path, task);
    if (task.edgesLeft === 0 && !instance.halt) state.ready.add(task);
  }
}

function newTask(instance: Instance, node: NodePlan): TaskState {
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
    scope: null,
  };
}

/** Opens items up to the scope's concurrency. An empty body, or no items, settles at once. */
export function openItems(state: RunState, task: TaskState): void {
  const { scope, node } = task;
  if (!scope || !node.body) return;
  while (scope.next < scope.total && scope.open.size < node.body.concurrency && !scope.stopping && !task.instance.halt) {
    const index = scope.next++;
    const instance: Instance = {
      plan: node.body,
      path: itemPath(task.path, index),
      owner: task,
      index,
      tasks: new Map(),
      left: 0,
      active: new Set(),
      halt: null,
    };
    scope.open.set(index, instance);
    openInstance(state, instance);
    if (instance.left === 0) closeItem(state, instance);
  }
  if (scope.open.size === 0 && (scope.stopping || scope.next >= scope.total)) state.settling.add(task);
}

/** Starts nothing more in the instance nor in the scopes open inside it. */
export function haltInstance(state: RunState, instance: Instance, halt: NonNullable<Instance['halt']>): void {
  if (instance.halt) return;
  instance.halt = halt;
  state.halting.add(instance);
  for (const task of instance.tasks.values()) {
    state.ready.delete(task);
    state.dead.delete(task);
    state.timed.delete(task);
  }
  for (const task of instance.active) {
    state.settling.delete(task);
    for (const item of task.scope?.open.values() ?? []) haltInstance(state, item, { kind: 'stopped', because: 'scope_stopped' });
    // Items without an active task end here and now; those that have one end with it.
    for (const item of [...(task.scope?.open.values() ?? [])]) settleIfDone(state, item);
  }
}

/** Settles an item whose last task has ended, or that was halted and has nothing active left. */
export function settleIfDone(state: RunState, instance: Instance): void {
  if (!instance.owner) return;
  const done = instance.halt ? instance.active.size === 0 : instance.left === 0;
  if (!done || !instance.owner.scope?.open.has(instance.index)) return;
  closeItem(state, instance);
  openItems(state, instance.owner);
  if (instance.owner.instance.halt) state.settling.delete(instance.owner);
}

function outcomeOf(instance: Instance): ItemOutcome | undefined {
  if (!instance.halt) return { ok: true };
  return instance.halt.kind === 'failing' ? { ok: false, failure: instance.halt.failure } : undefined;
}

/** Keeps the item's outcome and the ids its value is made of, and forgets its tasks. */
function closeItem(state: RunState, instance: Instance): void {
  const { owner } = instance;
  const scope = owner?.scope;
  if (!owner || !scope) return;
  const outcome = outcomeOf(instance);
  scope.open.delete(instance.index);
  scope.outcomes[instance.index] = outcome;
  if (outcome) scope.done++;
  if (outcome?.ok)
    scope.results[instance.index] = Object.fromEntries(instance.plan.results.map((id) => [id, instance.tasks.get(id)?.outputId ?? null]));
  for (const task of instance.tasks.values()) forget(state, task);
  state.halting.delete(instance);
  if (outcome && !outcome.ok && instance.plan.onItemError === 'stop' && !scope.stopping) stopScope(state, owner, outcome);
}

function stopScope(state: RunState, owner: TaskState, outcome: Extract<ItemOutcome, { ok: false }>): void {
  const scope = owner.scope;
  if (!scope) return;
  scope.stopping = outcome.failure;
  for (const item of [...scope.open.values()]) {
    haltInstance(state, item, { kind: 'stopped', because: 'sibling_failed' });
    settleIfDone(state, item);
  }
}

function forget(state: RunState, task: TaskState): void {
  state.byPath.delete(task.path);
  state.ready.delete(task);
  state.dead.delete(task);
  state.timed.delete(task);
  state.settling.delete(task);
}
