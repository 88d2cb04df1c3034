import { childPath, itemPath, scopePathOf } from '@/lib/engine/paths';
import type { Command, EngineEvent, Failure, NodePlan, Plan, ScopePlan, TaskStatus } from '@/lib/engine/types';

interface NaiveTask {
  status: TaskStatus;
  attempt: number;
  port: string | null;
  skipped: 'branch_not_taken' | 'disabled' | null;
  dueAt: number | null;
  /** An answer or the time ends it, not another try. */
  isWait: boolean;
  isAnswerable: boolean;
  answerId: string | null;
  /** Set while a scope node runs. */
  items: number | null;
}

type Halt = { because: string; path: string | null; failure: Failure | null };

/** A run as the rules say it, without a counter or a list: everything is found by looking at everything. Never changed in place. */
export interface NaiveState {
  started: boolean;
  ended: boolean;
  tasks: ReadonlyMap<string, NaiveTask>;
  /** By instance path. */
  halts: ReadonlyMap<string, Halt>;
  /** Items opened so far and the failure that stopped the scope, by path of the scope node. */
  opened: ReadonlyMap<string, number>;
  stopping: ReadonlyMap<string, Failure>;
  /** Answers to waits that are not open, by path. */
  early: ReadonlyMap<string, string>;
}

export const NAIVE_START: NaiveState = {
  started: false,
  ended: false,
  tasks: new Map(),
  halts: new Map(),
  opened: new Map(),
  stopping: new Map(),
  early: new Map(),
};

const PENDING: NaiveTask = {
  status: 'PENDING',
  attempt: 0,
  port: null,
  skipped: null,
  dueAt: null,
  isWait: false,
  isAnswerable: false,
  answerId: null,
  items: null,
};
const ENDS: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.cancelled', 'run.compensated']);

interface NaiveInstance {
  path: string;
  plan: ScopePlan;
  owner: { path: string; node: NodePlan } | null;
}

/** The oracle of the engine: the same rules, told again in the slowest and plainest way. */
export function naiveApply(plan: Plan, state: NaiveState, event: EngineEvent): NaiveState {
  if (state.ended) return state;
  if (event.type === 'run.started') return openAll(plan, { ...state, started: true });
  if (ENDS.has(event.type)) return { ...state, ended: true };
  if (event.type === 'run.cancel_requested') return haltAll(plan, state, '', { because: 'cancelled', path: null, failure: null });
  if (event.type === 'task.answered') return answered(plan, state, event);
  if (!('path' in event) || event.path === null || !('nodeId' in event)) return state;
  const instance = instances(plan, state).find((candidate) => candidate.path === scopePathOf(event.path));
  const before = state.tasks.get(event.path) ?? PENDING;
  if (!instance || isEnd(before.status)) return state;
  const after = nextTask(before, event);
  let next: NaiveState = takeEarly({ ...state, tasks: new Map(state.tasks).set(event.path, after) }, event.path);
  if (before.items !== null && after.items === null) next = forget(next, event.path);
  const node = plan.byId.get(event.nodeId);
  if (event.type === 'task.failed' && node?.onError === 'fail') next = failed(plan, next, instance, event);
  return openAll(plan, next);
}

/** The first answer to a task counts; one to a task that does not wait yet is kept. */
function answered(plan: Plan, state: NaiveState, { path, answerId }: Extract<EngineEvent, { type: 'task.answered' }>): NaiveState {
  const isThere = instances(plan, state).some((candidate) => candidate.path === scopePathOf(path));
  const task = isThere ? state.tasks.get(path) : undefined;
  if (task && isEnd(task.status)) return state;
  if (task?.status === 'WAITING' && task.isAnswerable) {
    return { ...state, tasks: new Map(state.tasks).set(path, { ...task, answerId: task.answerId ?? answerId, dueAt: null }) };
  }
  return state.early.has(path) ? state : { ...state, early: new Map(state.early).set(path, answerId) };
}

function takeEarly(state: NaiveState, path: string): NaiveState {
  const task = state.tasks.get(path);
  const answerId = state.early.get(path);
  if (!task || answerId === undefined || !(isEnd(task.status) || (task.status === 'WAITING' && task.isAnswerable))) return state;
  const early = new Map([...state.early].filter(([key]) => key !== path));
  if (isEnd(task.status)) return { ...state, early };
  return { ...state, early, tasks: new Map(state.tasks).set(path, { ...task, answerId, dueAt: null }) };
}

function nextTask(task: NaiveTask, event: EngineEvent & { path: string }): NaiveTask {
  switch (event.type) {
    case 'task.scheduled':
      return task.status === 'PENDING' ? { ...task, status: 'WAITING' } : task;
    case 'task.started':
      return task.items === null ? { ...task, status: 'RUNNING', attempt: event.attempt, dueAt: null, items: event.items ?? null } : task;
    case 'task.retrying':
      return { ...task, status: 'WAITING', attempt: event.attempt, dueAt: event.dueAt, isWait: false, isAnswerable: false, items: null };
    case 'task.waiting': {
      const isAnswerable = event.reason === 'person' || event.reason === 'callback';
      const waiting = { isWait: true, isAnswerable, answerId: null, dueAt: event.dueAt ?? null };
      return { ...task, status: 'WAITING', attempt: event.attempt, ...waiting, items: null };
    }
    case 'task.succeeded':
      return { ...task, status: 'SUCCEEDED', attempt: event.attempt, port: event.port ?? 'out', dueAt: null, items: null };
    case 'task.failed':
      return { ...task, status: 'FAILED', attempt: event.attempt, dueAt: null, items: null };
    case 'task.skipped':
      return { ...task, status: 'SKIPPED', skipped: event.because };
    case 'task.cancelled':
      return { ...task, status: 'CANCELLED', dueAt: null, items: null };
    case 'effect.resolved':
      return event.resolution === 'retry' && task.status === 'WAITING' ? { ...task, status: 'PENDING', dueAt: null } : task;
    default:
      return task;
  }
}

/** Forgets everything inside the scope node at a path. */
function forget(state: NaiveState, path: string): NaiveState {
  const keep = <T>(map: ReadonlyMap<string, T>): Map<string, T> => new Map([...map].filter(([key]) => !key.startsWith(`${path}[`)));
  const opened = keep(state.opened);
  const stopping = keep(state.stopping);
  opened.delete(path);
  stopping.delete(path);
  return { ...state, tasks: keep(state.tasks), halts: keep(state.halts), opened, stopping };
}

function failed(plan: Plan, state: NaiveState, instance: NaiveInstance, event: { path: string; failure: Failure }): NaiveState {
  if (state.halts.has(instance.path)) return state;
  const { owner } = instance;
  const halt = { because: owner ? 'item_failed' : 'run_failing', path: event.path, failure: event.failure };
  const halted = haltAll(plan, state, instance.path, halt);
  if (!owner || instance.plan.onItemError !== 'stop' || halted.stopping.has(owner.path)) return halted;
  const stopped = { ...halted, stopping: new Map(halted.stopping).set(owner.path, event.failure) };
  const siblings = instances(plan, stopped).filter((other) => other.owner?.path === owner.path);
  return siblings.reduce<NaiveState>(
    (sum, sibling) => haltAll(plan, sum, sibling.path, { because: 'sibling_failed', path: null, failure: null }),
    stopped,
  );
}

/** Halts an instance and every one open inside it; those that were halted before keep their reason, and so does what is inside them. */
function haltAll(plan: Plan, state: NaiveState, path: string, halt: Halt): NaiveState {
  if (state.halts.has(path)) return state;
  let next: NaiveState = { ...state, halts: new Map(state.halts).set(path, halt) };
  for (const inner of instances(plan, state)) {
    if (inner.owner && scopePathOf(inner.owner.path) === path && !isClosed(plan, state, inner)) {
      next = haltAll(plan, next, inner.path, { because: halt.because, path: null, failure: null });
    }
  }
  return next;
}

/** Every instance that was opened and is not closed, outer before inner. */
function instances(plan: Plan, state: NaiveState): NaiveInstance[] {
  const found: NaiveInstance[] = state.started ? [{ path: '', plan: plan.root, owner: null }] : [];
  for (const outer of found) {
    for (const node of outer.plan.nodes) {
      const owner = { path: childPath(outer.path, node.id), node };
      for (const inner of itemsOpened(state, owner)) if (!isClosed(plan, state, inner)) found.push(inner);
    }
  }
  return found;
}

function itemsOpened(state: NaiveState, owner: { path: string; node: NodePlan }): NaiveInstance[] {
  const { body } = owner.node;
  if (!body) return [];
  return Array.from({ length: state.opened.get(owner.path) ?? 0 }, (_, index) => ({
    path: itemPath(owner.path, index),
    plan: body,
    owner,
  }));
}

function tasksOf(state: NaiveState, instance: NaiveInstance): { path: string; node: NodePlan; task: NaiveTask }[] {
  return instance.plan.nodes.map((node) => {
    const path = childPath(instance.path, node.id);
    return { path, node, task: state.tasks.get(path) ?? PENDING };
  });
}

function isActive({ status }: NaiveTask): boolean {
  return status === 'RUNNING' || status === 'WAITING';
}

function isEnd(status: TaskStatus): boolean {
  return status !== 'PENDING' && status !== 'RUNNING' && status !== 'WAITING';
}

function isClosed(_plan: Plan, state: NaiveState, instance: NaiveInstance): boolean {
  const tasks = tasksOf(state, instance);
  if (state.halts.has(instance.path)) return !tasks.some(({ task }) => isActive(task));
  return tasks.every(({ task }) => isEnd(task.status));
}

/** Opens items, one at a time, until none may be opened. */
function openAll(plan: Plan, state: NaiveState): NaiveState {
  for (const instance of instances(plan, state)) {
    if (state.halts.has(instance.path)) continue;
    for (const { path, node, task } of tasksOf(state, instance)) {
      if (task.items === null || state.stopping.has(path)) continue;
      const opened = itemsOpened(state, { path, node });
      const open = opened.filter((item) => !isClosed(plan, state, item)).length;
      if (opened.length < task.items && open < (node.body?.concurrency ?? 0)) {
        return openAll(plan, { ...state, opened: new Map(state.opened).set(path, opened.length + 1) });
      }
    }
  }
  return state;
}

/** What is to be done now, found by looking at every task of every open instance. */
export function naiveDecide(plan: Plan, state: NaiveState, now: number): Command[] {
  if (!state.started || state.ended) return [];
  const commands = instances(plan, state).flatMap((instance) =>
    tasksOf(state, instance).flatMap(({ path, node, task }) => commandsOf(plan, state, { instance, path, node, task }, now)),
  );
  return [...commands, ...finish(plan, state)];
}

interface Place {
  instance: NaiveInstance;
  path: string;
  node: NodePlan;
  task: NaiveTask;
}

function commandsOf(plan: Plan, state: NaiveState, place: Place, now: number): Command[] {
  const { instance, path, node, task } = place;
  const halt = state.halts.get(instance.path);
  const open = itemsOpened(state, { path, node }).filter((item) => !isClosed(plan, state, item)).length;
  if (halt) return isActive(task) && open === 0 ? [{ kind: 'abort_task', path, nodeId: node.id, because: halt.because }] : [];
  switch (task.status) {
    case 'WAITING':
      return wake(place, now);
    case 'RUNNING':
      return open === 0 ? settle(state, place) : [];
    case 'PENDING':
      return begin(state, place);
    default:
      return [];
  }
}

function wake(place: Place, now: number): Command[] {
  const { path, node, task } = place;
  const isDue = task.dueAt !== null && task.dueAt <= now;
  if (task.answerId === null && !isDue) return [];
  if (!task.isWait) return [start(place)];
  return [{ kind: 'settle_wait', path, nodeId: node.id, attempt: task.attempt, answerId: task.answerId }];
}

function start({ path, node, task }: Place): Command {
  return { kind: 'start_task', path, nodeId: node.id, attempt: task.attempt + 1 };
}

function settle(state: NaiveState, { path, node, task }: Place): Command[] {
  const failure = state.stopping.get(path) ?? null;
  const isOver = task.items !== null && (failure !== null || (state.opened.get(path) ?? 0) === task.items);
  return isOver ? [{ kind: 'settle_scope', path, nodeId: node.id, attempt: task.attempt, failure }] : [];
}

function begin(state: NaiveState, place: Place): Command[] {
  const { instance, path, node } = place;
  const join = joinOf(state, instance, node);
  if (join === 'open') return [];
  if (join === 'dead') return [{ kind: 'skip_task', path, nodeId: node.id, because: 'branch_not_taken', passFrom: null }];
  if (!node.disabled) return [start(place)];
  const sources = [...new Set(node.incoming.map((edge) => edge.from))];
  const passFrom = sources.length === 1 ? childPath(instance.path, sources[0] ?? '') : null;
  return [{ kind: 'skip_task', path, nodeId: node.id, because: 'disabled', passFrom }];
}

function joinOf(state: NaiveState, instance: NaiveInstance, node: NodePlan): 'open' | 'live' | 'dead' {
  if (node.incoming.length === 0) return 'live';
  const edges = node.incoming.map((edge) => {
    const from = state.tasks.get(childPath(instance.path, edge.from)) ?? PENDING;
    const source = instance.plan.nodes.find(({ id }) => id === edge.from);
    if (!isEnd(from.status) || !source) return 'open';
    return livePort(from, source) === edge.port ? 'live' : 'dead';
  });
  if (node.join === 'any' && edges.includes('live')) return 'live';
  if (edges.includes('open')) return 'open';
  return edges.includes('live') ? 'live' : 'dead';
}

function livePort(task: NaiveTask, node: NodePlan): string | null {
  if (task.status === 'SUCCEEDED') return task.port;
  if (task.status === 'SKIPPED') return task.skipped === 'disabled' ? 'out' : null;
  if (task.status === 'FAILED') return node.onError === 'branch' ? 'error' : 'out';
  return null;
}

function finish(plan: Plan, state: NaiveState): Command[] {
  const tasks = tasksOf(state, { path: '', plan: plan.root, owner: null });
  const halt = state.halts.get('');
  if (halt) {
    if (tasks.some(({ task }) => isActive(task))) return [];
    const { failure, path, because } = halt;
    if (!failure) return [{ kind: 'finish_run', status: 'CANCELLED', failure: null, path: null, because }];
    return [{ kind: 'finish_run', status: 'FAILED', failure, path, because: 'task_failed' }];
  }
  if (!tasks.every(({ task }) => isEnd(task.status))) return [];
  return [{ kind: 'finish_run', status: 'SUCCEEDED', failure: null, path: null, because: 'finished' }];
}
