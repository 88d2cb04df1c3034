import type { EffectKind } from '@/lib/dsl/catalog';
import { list } from './instances';
import { scopePathOf } from './paths';
import { type Instance, instanceAt, isSettled, type RunState, type TaskState, taskIn, taskOf } from './state';
import { removeTask } from './task-list';
import type { Failure, ItemOutcome, Plan, RunStatus, TaskPath, TaskStatus, WaitReason } from './types';

/** Status of the run as the events so far say. */
export function runStatus(state: RunState): RunStatus {
  return state.status;
}

/** Whether somebody asked the run to stop. */
export function cancelRequested(state: RunState): boolean {
  return state.cancelled;
}

/** A task as the outside may see it. */
export interface TaskRead {
  status: TaskStatus;
  /** Number of the last attempt that began. */
  attempt: number;
  outputId: string | null;
  port: string | null;
  failure: Failure | null;
  dueAt: number | null;
  waitsFor: WaitReason | null;
  answerId: string | null;
  /** Its scope was told to stop: what has not begun must not. */
  halted: boolean;
  /** Only for a scope node that has begun. */
  items?: { total: number; done: number };
}

/** The task at a path; undefined before its scope opened and after its item was compacted. */
export function taskAt(state: RunState, path: TaskPath): TaskRead | undefined {
  const task = taskOf(state, path);
  if (!task) return undefined;
  const { status, attempt, outputId, port, failure, dueAt, waitsFor, answerId, scope } = task;
  const read = { status, attempt, outputId, port, failure, dueAt, waitsFor, answerId, halted: task.instance.halt !== null };
  return scope ? { ...read, items: { total: scope.total, done: scope.done } } : read;
}

/** A settled node's output as seen from elsewhere. */
export interface OutputRef {
  outputId: string | null;
  status: TaskStatus;
  failure: Failure | null;
}

/**
 * The task of `nodeId` that is visible from the task at `path`: in the same scope instance, or in one around it.
 * Null when there is none, or when it has not settled. `path` `''` looks from the top level.
 */
export function outputRef(_plan: Plan, state: RunState, path: TaskPath, nodeId: string): OutputRef | null {
  for (let instance = instanceAt(state, scopePathOf(path)); instance; instance = instance.owner?.instance) {
    const task = taskIn(instance, nodeId);
    if (task) return isSettled(task.status) ? { outputId: task.outputId, status: task.status, failure: task.failure } : null;
  }
  return null;
}

/** The items of a scope node that has begun. */
export interface ItemsRead {
  total: number;
  done: number;
  outcomes: readonly (ItemOutcome | undefined)[];
  /** Payload id of a result node's output in a settled item; null for others, and once the scope node itself has ended. */
  resultIds: (index: number, nodeId: string) => string | null;
}

/** The items of the scope node at `path`; null when it is none or has not begun. */
export function itemsOf(state: RunState, path: TaskPath): ItemsRead | null {
  const task = taskOf(state, path);
  const scope = task?.scope;
  if (!task || !scope) return null;
  const results = task.node.body?.results ?? [];
  return {
    total: scope.total,
    done: scope.done,
    outcomes: scope.outcomes,
    resultIds: (index, nodeId) => scope.results[index]?.[results.indexOf(nodeId)] ?? null,
  };
}

function* activeTasks(instance: Instance): Generator<TaskState> {
  for (const task of instance.active.slots) {
    if (!task) continue;
    yield task;
    for (const item of task.scope?.open.values() ?? []) yield* activeTasks(item);
  }
}

/** Paths of the tasks that run now. */
export function runningPaths(state: RunState): TaskPath[] {
  return [...activeTasks(state.root)].filter((task) => task.status === 'RUNNING').map((task) => task.path);
}

/** Paths of the tasks that wait: for a timer, a person, an answer. */
export function waitingPaths(state: RunState): TaskPath[] {
  return [...activeTasks(state.root)].filter((task) => task.status === 'WAITING').map((task) => task.path);
}

/** Whether an answer for the task at `path` would count: its wait is open or still to come, and nobody has answered. */
export function mayAnswer(state: RunState, path: TaskPath): boolean {
  if (state.early.has(path)) return false;
  const task = taskOf(state, path);
  return task === undefined || (!isSettled(task.status) && task.answerId === null);
}

/** Earliest `dueAt` in database ms; null when no task waits for a time. */
export function nextTimer(state: RunState): number | null {
  return state.timers[0]?.dueAt ?? null;
}

/** A task that a folded log shows as begun and not ended: its worker is gone. */
export interface InterruptedTask {
  path: TaskPath;
  nodeId: string;
  attempt: number;
  effect: EffectKind;
}

/** Tasks left in the middle, scope nodes aside: their bodies tell themselves how far they came. */
export function interruptedTasks(state: RunState): InterruptedTask[] {
  return [...activeTasks(state.root)]
    .filter((task) => task.status === 'RUNNING' && !task.scope)
    .map((task) => ({ path: task.path, nodeId: task.node.id, attempt: task.attempt, effect: task.node.effect }));
}

/** Puts an interrupted task back where it was before its attempt began. In a halted scope it stays, to be aborted. */
export function forgetInterrupted(state: RunState, path: TaskPath): void {
  const task = taskOf(state, path);
  if (task?.status !== 'RUNNING' || task.scope || task.instance.halt) return;
  removeTask(task.instance.active, task);
  task.status = 'PENDING';
  task.attempt--;
  list(state.ready, task);
}
