import { discardItems, failInstance, haltInstance, list, openInstance, openItems, settleIfDone, unlist } from './instances';
import { isSettled, isTerminal, type RunState, type TaskState, taskIn, taskOf } from './state';
import { addTask, createTaskList, removeTask } from './task-list';
import { addTimer } from './timers';
import type { EngineEvent, TaskStatus, WaitReason } from './types';

type TaskEvent = Exclude<Extract<EngineEvent, { path: string; nodeId: string }>, { type: 'task.answered' }>;

/**
 * Folds one event into the state, in place, and answers the same state. O(1) amortised: counters on the successors,
 * never a look at siblings. Events of tasks that are settled or unknown change nothing.
 */
export function apply(state: RunState, event: EngineEvent): RunState {
  if (isTerminal(state.status)) return state;
  switch (event.type) {
    case 'run.created':
      return state;
    case 'run.started':
      if (state.status === 'PENDING') openInstance(state, state.root);
      state.status = 'RUNNING';
      return state;
    case 'run.parked':
      state.status = 'WAITING';
      return state;
    case 'run.resumed':
      state.status = 'RUNNING';
      return state;
    case 'run.cancel_requested':
      state.cancelled = true;
      haltInstance(state, state.root, { kind: 'stopped', because: 'cancelled' });
      return state;
    case 'run.succeeded':
      return end(state, 'SUCCEEDED');
    case 'run.failed':
      return end(state, 'FAILED');
    case 'run.cancelled':
      return end(state, 'CANCELLED');
    case 'run.compensated':
      return end(state, 'COMPENSATED');
    case 'task.answered':
      return answer(state, event);
    default:
      return applyTask(state, event);
  }
}

function end(state: RunState, status: RunState['status']): RunState {
  state.status = status;
  state.ready = createTaskList('listedAt');
  state.dead = createTaskList('listedAt');
  state.settling = createTaskList('listedAt');
  state.answered = createTaskList('listedAt');
  state.early.clear();
  state.timers = [];
  state.halting.clear();
  return state;
}

function applyTask(state: RunState, event: TaskEvent): RunState {
  const task = taskOf(state, event.path);
  if (!task || isSettled(task.status)) return state;
  switch (event.type) {
    case 'task.scheduled':
      schedule(state, task);
      break;
    case 'task.started':
      begin(state, task, event);
      break;
    case 'task.retrying':
    case 'task.waiting':
      wait(state, task, event);
      break;
    case 'task.succeeded':
      task.outputId = event.outputId;
      task.port = event.port ?? null;
      task.attempt = event.attempt;
      settle(state, task, 'SUCCEEDED');
      break;
    case 'task.failed':
      task.failure = event.failure;
      task.attempt = event.attempt;
      settle(state, task, 'FAILED');
      break;
    case 'task.skipped':
      task.outputId = event.outputId ?? null;
      task.port = event.because === 'disabled' ? PASSED : null;
      settle(state, task, 'SKIPPED');
      break;
    case 'task.cancelled':
      settle(state, task, 'CANCELLED');
      break;
    case 'effect.resolved':
      if (event.resolution === 'retry') again(state, task);
      break;
    default:
      // Facts that change nothing the engine decides by: effect and usage events.
      break;
  }
  return state;
}

/** Port of a disabled node: its input passes through `out`. */
const PASSED = 'out';

/** Another pool has it: its signal is waited for. */
function schedule(state: RunState, task: TaskState): void {
  if (task.status !== 'PENDING') return;
  unlist(state, task);
  task.status = 'WAITING';
  addTask(task.instance.active, task);
}

function begin(state: RunState, task: TaskState, event: Extract<EngineEvent, { type: 'task.started' }>): void {
  // A scope node that runs keeps the items it has.
  if (task.scope) return;
  unlist(state, task);
  task.status = 'RUNNING';
  task.attempt = event.attempt;
  task.dueAt = null;
  task.waitsFor = null;
  addTask(task.instance.active, task);
  if (event.items === undefined) return;
  task.scope = {
    total: event.items,
    next: 0,
    open: new Map(),
    outcomes: new Array(event.items),
    results: [],
    done: 0,
    stopping: null,
  };
  openItems(state, task);
}

function wait(state: RunState, task: TaskState, event: Extract<EngineEvent, { type: 'task.retrying' | 'task.waiting' }>): void {
  unlist(state, task);
  task.status = 'WAITING';
  task.attempt = event.attempt;
  task.dueAt = event.dueAt ?? null;
  task.waitsFor = event.type === 'task.waiting' ? event.reason : null;
  task.answerId = null;
  discardItems(state, task);
  task.scope = null;
  addTask(task.instance.active, task);
  if (task.dueAt !== null && !task.instance.halt) addTimer(state.timers, task);
  const early = isAnswerable(task.waitsFor) ? state.early.get(task.path) : undefined;
  if (early !== undefined) takeAnswer(state, task, early);
}

/** Answers may end these waits. */
function isAnswerable(reason: WaitReason | null): boolean {
  return reason === 'person' || reason === 'callback';
}

/** The first answer ends an open wait, timer or not; one that comes before its wait is kept. */
function answer(state: RunState, { path, answerId }: Extract<EngineEvent, { type: 'task.answered' }>): RunState {
  const task = taskOf(state, path);
  if (task && isSettled(task.status)) return state;
  if (task?.status === 'WAITING' && isAnswerable(task.waitsFor)) takeAnswer(state, task, answerId);
  else if (!state.early.has(path)) state.early.set(path, answerId);
  return state;
}

function takeAnswer(state: RunState, task: TaskState, answerId: string): void {
  state.early.delete(task.path);
  if (task.answerId !== null) return;
  unlist(state, task);
  task.answerId = answerId;
  task.dueAt = null;
  if (!task.instance.halt) list(state.answered, task);
}

/** An uncertain effect that a person says to try again. */
function again(state: RunState, task: TaskState): void {
  if (task.status !== 'WAITING') return;
  unlist(state, task);
  removeTask(task.instance.active, task);
  task.status = 'PENDING';
  task.dueAt = null;
  task.waitsFor = null;
  if (!task.instance.halt) list(state.ready, task);
  settleIfDone(state, task.instance);
}

function settle(state: RunState, task: TaskState, status: TaskStatus): void {
  unlist(state, task);
  const { instance } = task;
  removeTask(instance.active, task);
  instance.left--;
  task.status = status;
  task.dueAt = null;
  task.waitsFor = null;
  task.answerId = null;
  state.early.delete(task.path);
  endScope(state, task);
  if (status === 'FAILED' && task.node.onError === 'fail' && task.failure) {
    failInstance(state, task, task.failure);
  } else if (!instance.halt) {
    settleEdges(state, task);
  }
  settleIfDone(state, instance);
}

/** The value of a scope node is its output now: how its items ended stays, the ids it was made of do not. */
function endScope(state: RunState, task: TaskState): void {
  discardItems(state, task);
  if (task.scope) task.scope.results = [];
}

function settleEdges(state: RunState, task: TaskState): void {
  const live = livePort(task);
  for (const edge of task.node.outgoing) {
    const successor = taskIn(task.instance, edge.to);
    if (successor) settleEdge(state, successor, edge.port === live);
  }
}

/** The one port whose edges are live, by how the task ended; null: none is. */
function livePort(task: TaskState): string | null {
  if (task.status === 'SUCCEEDED') return task.port ?? 'out';
  if (task.status === 'SKIPPED') return task.port;
  if (task.status === 'FAILED') return task.node.onError === 'branch' ? 'error' : 'out';
  return null;
}

function settleEdge(state: RunState, successor: TaskState, live: boolean): void {
  successor.edgesLeft--;
  if (live) successor.edgesLive++;
  if (successor.status !== 'PENDING') return;
  if (successor.node.join === 'any' && live) list(state.ready, successor);
  else if (successor.edgesLeft > 0) return;
  else if (successor.edgesLive === 0) list(state.dead, successor);
  else if (successor.node.join === 'all') list(state.ready, successor);
}
