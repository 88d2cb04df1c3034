import { haltInstance, openInstance, openItems, settleIfDone } from './instances';
import { isSettled, isTerminal, type RunState, type TaskState } from './state';
import type { EngineEvent, TaskStatus } from './types';

type TaskEvent = Extract<EngineEvent, { path: string; nodeId: string }>;

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
    default:
      return applyTask(state, event);
  }
}

function end(state: RunState, status: RunState['status']): RunState {
  state.status = status;
  for (const set of [state.ready, state.dead, state.timed, state.settling, state.halting]) set.clear();
  return state;
}

function applyTask(state: RunState, event: TaskEvent): RunState {
  const task = state.byPath.get(event.path);
  if (!task || isSettled(task.status)) return state;
  switch (event.type) {
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
      // Facts that change nothing the engine decides by: scheduled, effect and usage events.
      break;
  }
  return state;
}

/** Port of a disabled node: its input passes through `out`. */
const PASSED = 'out';

function begin(state: RunState, task: TaskState, event: Extract<EngineEvent, { type: 'task.started' }>): void {
  unlist(state, task);
  task.status = 'RUNNING';
  task.attempt = event.attempt;
  task.dueAt = null;
  task.instance.active.add(task);
  if (event.items === undefined) return;
  task.scope = {
    total: event.items,
    next: 0,
    open: new Map(),
    outcomes: new Array(event.items),
    results: new Array(event.items),
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
  task.scope = null;
  task.instance.active.add(task);
  if (task.dueAt !== null && !task.instance.halt) state.timed.add(task);
  if (task.instance.halt) state.halting.add(task.instance);
}

/** An uncertain effect that a person says to try again. */
function again(state: RunState, task: TaskState): void {
  unlist(state, task);
  task.instance.active.delete(task);
  task.status = 'PENDING';
  if (!task.instance.halt) state.ready.add(task);
}

function unlist(state: RunState, task: TaskState): void {
  state.ready.delete(task);
  state.dead.delete(task);
  state.timed.delete(task);
  state.settling.delete(task);
}

function settle(state: RunState, task: TaskState, status: TaskStatus): void {
  unlist(state, task);
  const { instance } = task;
  instance.active.delete(task);
  instance.left--;
  task.status = status;
  task.dueAt = null;
  task.scope = task.scope ? { ...task.scope, open: new Map() } : null;
  if (status === 'FAILED' && task.node.onError === 'fail' && task.failure) {
    haltInstance(state, instance, { kind: 'failing', path: task.path, failure: task.failure });
  } else if (!instance.halt) {
    settleEdges(state, task);
  }
  settleIfDone(state, instance);
}

function settleEdges(state: RunState, task: TaskState): void {
  const live = livePort(task);
  for (const edge of task.node.outgoing) {
    const successor = task.instance.tasks.get(edge.to);
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
  if (successor.node.join === 'any' && live && successor.edgesLive === 1) state.ready.add(successor);
  else if (successor.edgesLeft > 0) return;
  else if (successor.edgesLive === 0) state.dead.add(successor);
  else if (successor.node.join === 'all') state.ready.add(successor);
}
