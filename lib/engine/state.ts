import { nodeIdOf, scopePathOf } from './paths';
import { createTaskList, type TaskList } from './task-list';
import type { Timers } from './timers';
import type { Failure, ItemOutcome, NodePlan, Plan, RunStatus, ScopePlan, TaskPath, TaskStatus, WaitReason } from './types';

/** One task of a run as the engine holds it: counters and payload ids, never values. */
export interface TaskState {
  path: TaskPath;
  node: NodePlan;
  instance: Instance;
  status: TaskStatus;
  /** Number of the last attempt that began; 0 before the first. */
  attempt: number;
  /** Incoming edges not settled yet, and how many of the settled ones are live. */
  edgesLeft: number;
  edgesLive: number;
  outputId: string | null;
  port: string | null;
  failure: Failure | null;
  dueAt: number | null;
  /** What it waits for, while it does; null for a retry. */
  waitsFor: WaitReason | null;
  /** Payload of the answer that ended its wait, until that is settled. */
  answerId: string | null;
  /** Its place among the timers; -1: not there. */
  timerAt: number;
  /** The list of the run that holds it (`ready`, `dead`, `settling` or `answered`), and its slots there and among the active; -1: none. */
  listed: TaskList | null;
  listedAt: number;
  activeAt: number;
  /** Only for scope nodes that have begun. */
  scope: ScopeRun | null;
}

/** Why a scope instance starts nothing more: a task of its own failed it, or it was told to stop. `because` goes to the tasks it aborts. */
export type Halt = { kind: 'failing'; because: string; path: TaskPath; failure: Failure } | { kind: 'stopped'; because: string };

/** One round of a scope: the top level, or one item of a scope node. */
export interface Instance {
  plan: ScopePlan;
  /** `''` for the top level, `each[3]` for an item. */
  path: string;
  owner: TaskState | null;
  index: number;
  /** In the order of the plan's nodes. */
  tasks: TaskState[];
  /** Tasks not settled. */
  left: number;
  /** Tasks running or waiting. */
  active: TaskList;
  halt: Halt | null;
}

/** The rounds of one scope node. */
export interface ScopeRun {
  total: number;
  next: number;
  open: Map<number, Instance>;
  outcomes: (ItemOutcome | undefined)[];
  /** Payload ids of the result nodes, in the order of the body's `results`, per settled item. */
  results: (readonly (string | null)[] | undefined)[];
  done: number;
  /** The item failure that stopped the scope (`on_item_error: stop`). */
  stopping: Failure | null;
}

/** All the engine knows of a run. Made by `createState`, changed only by `apply`, read through the functions of this folder. */
export interface RunState {
  plan: Plan;
  status: RunStatus;
  cancelled: boolean;
  root: Instance;
  /** Open items of scope nodes, by path. */
  items: Map<string, Instance>;
  /** Join holds, not begun. */
  ready: TaskList;
  /** No live edge leads there: to be skipped. */
  dead: TaskList;
  /** Waiting for `dueAt`, earliest first. */
  timers: Timers;
  /** Scope nodes whose items are all settled. */
  settling: TaskList;
  /** Waits that were answered. */
  answered: TaskList;
  /** Answers that came before their wait was open, by path. */
  early: Map<TaskPath, string>;
  /** Instances that were told to stop and still have active tasks. */
  halting: Set<Instance>;
}

/** A run before its first event. */
export function createState(plan: Plan): RunState {
  const root: Instance = {
    plan: plan.root,
    path: '',
    owner: null,
    index: 0,
    tasks: [],
    left: 0,
    active: createTaskList('activeAt'),
    halt: null,
  };
  return {
    plan,
    status: 'PENDING',
    cancelled: false,
    root,
    items: new Map(),
    ready: createTaskList('listedAt'),
    dead: createTaskList('listedAt'),
    timers: [],
    settling: createTaskList('listedAt'),
    answered: createTaskList('listedAt'),
    early: new Map(),
    halting: new Set(),
  };
}

/** The instance at a scope path (`''` is the top level); undefined before it opened and after it settled. */
export function instanceAt(state: RunState, scopePath: string): Instance | undefined {
  return scopePath === '' ? state.root : state.items.get(scopePath);
}

/** The task of a node in an instance; undefined for a node of another scope, and before the instance opened. */
export function taskIn(instance: Instance, nodeId: string): TaskState | undefined {
  return instance.tasks[instance.plan.indexOf.get(nodeId) ?? -1];
}

/** The task at a path; undefined before its scope opened and after its item settled. */
export function taskOf(state: RunState, path: TaskPath): TaskState | undefined {
  const instance = instanceAt(state, scopePathOf(path));
  return instance && taskIn(instance, nodeIdOf(path));
}

const TERMINAL: ReadonlySet<RunStatus> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'COMPENSATED']);

/** True when a run of this status is over for good. */
export function isTerminal(status: RunStatus): boolean {
  return TERMINAL.has(status);
}

const SETTLED: ReadonlySet<TaskStatus> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED']);

/** True when a task of this status never changes again. */
export function isSettled(status: TaskStatus): boolean {
  return SETTLED.has(status);
}
