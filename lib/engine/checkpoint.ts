import type { Json, JsonObject } from '@/lib/std/json';
import { list, newTask, openItem } from './instances';
import { createState, type Halt, type Instance, isSettled, type RunState, type ScopeRun, type TaskState } from './state';
import { addTask } from './task-list';
import { addTimer } from './timers';
import type { Failure, ItemOutcome, Plan, RunStatus, TaskStatus, WaitReason } from './types';

/** Bumped when the form below changes; another version is not read, and the log is folded from its start. */
const VERSION = 1;

interface SavedTask {
  id: string;
  status: TaskStatus;
  attempt: number;
  left: number;
  live: number;
  outputId: string | null;
  port: string | null;
  failure: Failure | null;
  dueAt: number | null;
  /** Absent from checkpoints written before there were waits. */
  waitsFor?: WaitReason | null;
  answerId?: string | null;
  scope: SavedScope | null;
}

interface SavedScope {
  total: number;
  next: number;
  open: { index: number; instance: SavedInstance }[];
  outcomes: (ItemOutcome | null)[];
  results: (readonly (string | null)[] | null)[];
  done: number;
  stopping: Failure | null;
}

interface SavedInstance {
  left: number;
  halt: Halt | null;
  tasks: SavedTask[];
}

interface Saved {
  v: number;
  status: RunStatus;
  cancelled: boolean;
  early?: [string, string][];
  root: SavedInstance;
}

/** The state as JSON, for `run_checkpoint`. */
export function toCheckpoint(state: RunState): JsonObject {
  const { status, cancelled, early } = state;
  const saved: Saved = { v: VERSION, status, cancelled, early: [...early], root: saveInstance(state.root) };
  // Saved holds JSON values only; the cast says so once.
  return saved as unknown as JsonObject;
}

/** The state back from its JSON. Throws when it was written by another version of this form. */
export function fromCheckpoint(plan: Plan, json: Json): RunState {
  // Written by toCheckpoint, whose version is checked next.
  const saved = json as unknown as Saved;
  if (saved?.v !== VERSION) throw new Error(`Checkpoint of version ${saved?.v}; this code reads ${VERSION}`);
  const state = createState(plan);
  state.status = saved.status;
  state.cancelled = saved.cancelled;
  state.early = new Map(saved.early);
  loadInstance(state, state.root, saved.root);
  return state;
}

function saveInstance(instance: Instance): SavedInstance {
  return { left: instance.left, halt: instance.halt, tasks: instance.tasks.map(saveTask) };
}

function saveTask(task: TaskState): SavedTask {
  const { status, attempt, outputId, port, failure, dueAt, waitsFor, answerId } = task;
  return {
    id: task.node.id,
    status,
    attempt,
    left: task.edgesLeft,
    live: task.edgesLive,
    outputId,
    port,
    failure,
    dueAt,
    waitsFor,
    answerId,
    scope: task.scope && saveScope(task.scope),
  };
}

function saveScope(scope: ScopeRun): SavedScope {
  return {
    total: scope.total,
    next: scope.next,
    done: scope.done,
    stopping: scope.stopping,
    open: [...scope.open].map(([index, instance]) => ({ index, instance: saveInstance(instance) })),
    outcomes: Array.from(scope.outcomes, (outcome) => outcome ?? null),
    results: Array.from(scope.results, (result) => result ?? null),
  };
}

function loadInstance(state: RunState, instance: Instance, saved: SavedInstance): void {
  instance.left = saved.left;
  instance.halt = saved.halt;
  if (saved.halt) state.halting.add(instance);
  for (const task of saved.tasks) loadTask(state, instance, task);
}

function loadTask(state: RunState, instance: Instance, saved: SavedTask): void {
  const { status, attempt, outputId, port, failure, dueAt, waitsFor = null, answerId = null } = saved;
  const task = newTask(instance, state.plan.byId.get(saved.id) ?? missing(saved.id));
  Object.assign(task, {
    status,
    attempt,
    outputId,
    port,
    failure,
    dueAt,
    waitsFor,
    answerId,
    edgesLeft: saved.left,
    edgesLive: saved.live,
  });
  instance.tasks.push(task);
  if (saved.scope) loadScope(state, task, saved.scope);
  relist(state, task);
}

function missing(id: string): never {
  throw new Error(`Checkpoint names node ${id}, which the plan does not have`);
}

function loadScope(state: RunState, task: TaskState, saved: SavedScope): void {
  task.scope = {
    total: saved.total,
    next: saved.next,
    done: saved.done,
    stopping: saved.stopping,
    open: new Map(),
    outcomes: saved.outcomes.map((outcome) => outcome ?? undefined),
    results: saved.results.map((result) => result ?? undefined),
  };
  for (const { index, instance } of saved.open) loadInstance(state, openItem(state, task, index), instance);
}

/** Puts a restored task on the lists that `decide` reads. */
function relist(state: RunState, task: TaskState): void {
  if (task.status === 'RUNNING' || task.status === 'WAITING') addTask(task.instance.active, task);
  if (task.instance.halt || isSettled(task.status)) return;
  if (task.status === 'RUNNING' && task.scope && task.scope.open.size === 0) list(state.settling, task);
  if (task.status === 'WAITING') relistWaiting(state, task);
  if (task.status !== 'PENDING' || state.status === 'PENDING') return;
  const joined = task.node.join === 'any' ? task.edgesLive > 0 : task.edgesLeft === 0 && task.edgesLive > 0;
  if (joined || task.node.incoming.length === 0) list(state.ready, task);
  else if (task.edgesLeft === 0) list(state.dead, task);
}

function relistWaiting(state: RunState, task: TaskState): void {
  if (task.answerId !== null) list(state.answered, task);
  else if (task.dueAt !== null) addTimer(state.timers, task);
}
