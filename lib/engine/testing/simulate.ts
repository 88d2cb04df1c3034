import { apply } from '@/lib/engine/apply';
import { decide } from '@/lib/engine/decide';
import { childPath, nodeIdOf, scopePathOf } from '@/lib/engine/paths';
import { forgetInterrupted, interruptedTasks, nextTimer, outputRef, taskAt, waitingPaths } from '@/lib/engine/reads';
import { createState, isTerminal, type RunState } from '@/lib/engine/state';
import type { Command, EngineEvent, Plan } from '@/lib/engine/types';
import { DOWN } from './drive';

/** What a simulated task does: by path alone, so that it does not depend on the order in which tasks end. */
export interface Outcome {
  fails?: boolean;
  port?: string;
  items?: number;
  /** Attempts that fail and are tried again before the last one. */
  retries?: number;
  /** Its first attempt ends without an answer; a person then says what became of it. */
  uncertain?: 'retry' | 'done' | 'failed';
  /** A wait: ends by itself after this long, and whether somebody answers it, perhaps before it is open. It ends the same way however it ends. */
  due?: number | null;
  answered?: 'when_open' | 'early' | 'twice' | null;
  /** Told to stop, it ends with its own result instead. */
  resists?: boolean;
}

export interface Simulation {
  plan: Plan;
  outcomeOf: (path: string) => Outcome;
  /** Picks one of `n` things that may happen next. */
  pick: (n: number) => number;
  /** Called after each event, with everything applied so far. */
  onEvent?: (state: RunState, log: readonly EngineEvent[], now: number) => void;
  /** Cancels the run before this step. */
  cancelAtStep?: number;
  /** Loses the worker before these steps: what was not recorded is gone, and another worker takes over. */
  crashAtSteps?: readonly number[];
}

export interface Simulated {
  state: RunState;
  log: EngineEvent[];
  steps: number;
}

const STEPS_MAX = 20_000;

interface Running {
  nodeId: string;
  attempt: number;
}

interface Hands {
  plan: Plan;
  state: RunState;
  running: Map<string, Running>;
  outcomeOf: (path: string) => Outcome;
  now: number;
  /** Answers given so far, by path. */
  answers: Map<string, number>;
}

/**
 * Runs a plan to its end as a runtime would, carrying out commands and ending tasks in any order, mixed; throws when
 * nothing can happen and the run has not ended.
 */
export function simulate(simulation: Simulation): Simulated {
  const { plan, outcomeOf, pick } = simulation;
  const hands: Hands = { plan, state: createState(plan), running: new Map(), outcomeOf, now: 0, answers: new Map() };
  let log: EngineEvent[] = [];
  const record = (event: EngineEvent): void => {
    log.push(event);
    apply(hands.state, event);
    simulation.onEvent?.(hands.state, log, hands.now);
  };
  record({ type: 'run.created', at: 0 });
  record({ type: 'run.started', at: 0 });
  for (let step = 0; step < STEPS_MAX; step++) {
    if (isTerminal(hands.state.status)) return { state: hands.state, log, steps: step };
    if (step === simulation.cancelAtStep) record({ type: 'run.cancel_requested', at: hands.now, by: null });
    if (simulation.crashAtSteps?.includes(step)) {
      log = recorded(plan, log);
      for (const event of takeOver(hands, log)) record(event);
    }
    const choices = choicesOf(hands);
    const choice = choices[pick(choices.length)];
    if (!choice) throw new Error(`Stuck after ${JSON.stringify(log.slice(-5))}`);
    for (const event of choice()) record(event);
  }
  throw new Error(`Not ended after ${STEPS_MAX} steps`);
}

/** The events a journal holds: the start of a pure task is not written. */
export function recorded(plan: Plan, log: readonly EngineEvent[]): EngineEvent[] {
  return log.filter(
    (event) => event.type !== 'task.started' || event.items !== undefined || plan.byId.get(event.nodeId)?.effect !== 'none',
  );
}

/** The state another worker makes of a log. */
export function fold(plan: Plan, log: readonly EngineEvent[]): RunState {
  const state = createState(plan);
  for (const event of log) apply(state, event);
  return state;
}

/** Folds the record, forgets interrupted reads, and answers what becomes of interrupted writes: a person is asked, and says `retry` where nothing else was scripted. */
function takeOver(hands: Hands, log: readonly EngineEvent[]): EngineEvent[] {
  hands.state = fold(hands.plan, log);
  hands.running.clear();
  return interruptedTasks(hands.state).flatMap(({ path, nodeId, attempt, effect }): EngineEvent[] => {
    if (effect !== 'write') {
      forgetInterrupted(hands.state, path);
      return [];
    }
    const task = { at: hands.now, path, nodeId };
    const waiting: EngineEvent = { type: 'task.waiting', ...task, attempt, reason: 'uncertain' };
    if (hands.outcomeOf(path).uncertain) return [waiting];
    return [waiting, { type: 'effect.resolved', ...task, key: path, resolution: 'retry', by: null }];
  });
}

/** Everything that may happen next. */
function choicesOf(hands: Hands): (() => EngineEvent[])[] {
  const { plan, state, running } = hands;
  const choices = decide(plan, state, hands.now).map((command) => () => [perform(command, hands)]);
  for (const path of running.keys()) choices.push(() => [endOf(path, hands)]);
  for (const path of waitingPaths(state)) {
    const { uncertain } = hands.outcomeOf(path);
    if (uncertain && taskAt(state, path)?.waitsFor === 'uncertain') choices.push(() => resolve(path, uncertain, hands));
  }
  for (const path of answerable(hands)) choices.push(() => answerTo(path, hands));
  const due = nextTimer(state);
  if (due !== null && due > hands.now) {
    choices.push(() => {
      hands.now = due;
      return [];
    });
  }
  return choices;
}

/** Waits that somebody may answer now: open ones, and, where it is scripted, top-level ones that are not open yet. */
function answerable({ plan, state, outcomeOf, answers }: Hands): string[] {
  const open = waitingPaths(state).filter((path) => taskAt(state, path)?.waitsFor === 'person');
  const early = plan.root.nodes.filter(({ id, control }) => control === 'wait' && outcomeOf(id).answered === 'early').map(({ id }) => id);
  return [...new Set([...open, ...early])].filter((path) => {
    const { answered, due } = outcomeOf(path);
    const most = answered === 'twice' ? 2 : answered || due == null ? 1 : 0;
    return (answers.get(path) ?? 0) < most;
  });
}

function answerTo(path: string, { answers, now: at }: Hands): EngineEvent[] {
  const n = (answers.get(path) ?? 0) + 1;
  answers.set(path, n);
  return [{ type: 'task.answered', at, path, nodeId: nodeIdOf(path), answerId: `answer ${n} to ${path}` }];
}

/** The event that comes of a command. */
function perform(command: Command, hands: Hands): EngineEvent {
  const { now: at } = hands;
  switch (command.kind) {
    case 'skip_task':
      return {
        type: 'task.skipped',
        at,
        path: command.path,
        nodeId: command.nodeId,
        because: command.because,
        outputId: passed(command, hands),
      };
    case 'start_task':
      return started(command, hands);
    case 'settle_scope':
      return settled(command, hands);
    case 'settle_wait':
      return {
        type: 'task.succeeded',
        at,
        path: command.path,
        nodeId: command.nodeId,
        attempt: command.attempt,
        outputId: `out:${command.path}`,
      };
    case 'abort_task':
      return aborted(command, hands);
    case 'finish_run':
      if (hands.running.size > 0) throw new Error(`The run is to finish while ${[...hands.running.keys()]} run`);
      return finished(command, at);
  }
}

function passed(command: Extract<Command, { kind: 'skip_task' }>, { plan, state }: Hands): string | null {
  if (command.passFrom === null) return null;
  return outputRef(plan, state, command.path, nodeIdOf(command.passFrom))?.outputId ?? null;
}

function started({ path, nodeId, attempt }: Extract<Command, { kind: 'start_task' }>, hands: Hands): EngineEvent {
  if (hands.running.has(path)) throw new Error(`${path} is to start while it runs`);
  const control = hands.plan.byId.get(nodeId)?.control;
  if (control === 'wait') return opened(path, nodeId, attempt, hands);
  const isScope = control === 'scope';
  if (!isScope) hands.running.set(path, { nodeId, attempt });
  return { type: 'task.started', at: hands.now, path, nodeId, attempt, ...(isScope ? { items: hands.outcomeOf(path).items ?? 2 } : {}) };
}

function opened(path: string, nodeId: string, attempt: number, { outcomeOf, now: at, answers }: Hands): EngineEvent {
  const { due } = outcomeOf(path);
  // An item that begins anew has a wait of its own; what was said to the one before does not count.
  if (scopePathOf(path) !== '') answers.delete(path);
  return { type: 'task.waiting', at, path, nodeId, attempt, reason: 'person', ...(due == null ? {} : { dueAt: at + due }) };
}

function settled({ path, nodeId, attempt, failure }: Extract<Command, { kind: 'settle_scope' }>, hands: Hands): EngineEvent {
  const { now: at } = hands;
  if (!failure) return { type: 'task.succeeded', at, path, nodeId, attempt, outputId: `out:${path}` };
  const again = attempt <= (hands.outcomeOf(path).retries ?? 0);
  return again
    ? { type: 'task.retrying', at, path, nodeId, attempt, failure, dueAt: at + 10 }
    : { type: 'task.failed', at, path, nodeId, attempt, failure };
}

function aborted({ path, nodeId, because }: Extract<Command, { kind: 'abort_task' }>, hands: Hands): EngineEvent {
  if (hands.running.has(path) && hands.outcomeOf(path).resists) return endOf(path, hands);
  const attempt = hands.running.get(path)?.attempt ?? 1;
  hands.running.delete(path);
  return { type: 'task.cancelled', at: hands.now, path, nodeId, attempt, because };
}

function finished(command: Extract<Command, { kind: 'finish_run' }>, at: number): EngineEvent {
  if (command.status === 'SUCCEEDED') return { type: 'run.succeeded', at, outputId: null };
  if (command.status === 'CANCELLED') return { type: 'run.cancelled', at, because: command.because };
  return { type: 'run.failed', at, failure: command.failure ?? DOWN, path: command.path, because: command.because };
}

function endOf(path: string, { running, outcomeOf, now: at }: Hands): EngineEvent {
  const { nodeId, attempt } = running.get(path) ?? { nodeId: nodeIdOf(path), attempt: 1 };
  running.delete(path);
  const { uncertain, retries, fails, port } = outcomeOf(path);
  if (uncertain && attempt === 1) return { type: 'task.waiting', at, path, nodeId, attempt, reason: 'uncertain' };
  if (attempt <= (retries ?? 0)) return { type: 'task.retrying', at, path, nodeId, attempt, failure: DOWN, dueAt: at + 10 };
  if (fails) return { type: 'task.failed', at, path, nodeId, attempt, failure: DOWN };
  return { type: 'task.succeeded', at, path, nodeId, attempt, outputId: `out:${path}`, ...(port ? { port } : {}) };
}

function resolve(path: string, resolution: 'retry' | 'done' | 'failed', { outcomeOf, now: at }: Hands): EngineEvent[] {
  const task = { at, path, nodeId: nodeIdOf(path) };
  const { port } = outcomeOf(path);
  const said: EngineEvent = { type: 'effect.resolved', ...task, key: path, resolution, by: 'a person' };
  if (resolution === 'retry') return [said];
  if (resolution === 'failed') return [said, { type: 'task.failed', ...task, attempt: 1, failure: DOWN }];
  return [said, { type: 'task.succeeded', ...task, attempt: 1, outputId: `out:${path}`, ...(port ? { port } : {}) }];
}

/** The log without what happened inside scope nodes before they were tried again: their items begin anew. */
export function standingLog(log: readonly EngineEvent[]): EngineEvent[] {
  let standing: EngineEvent[] = [];
  for (const event of log) {
    if (event.type === 'task.retrying') {
      const inside = `${event.path}[`;
      standing = standing.filter((earlier) => !('path' in earlier && earlier.path?.startsWith(inside)));
    }
    standing.push(event);
  }
  return standing;
}

/** How every task ended, by path, as the log tells it. */
export function settledTasks(log: readonly EngineEvent[]): Map<string, string[]> {
  const settledBy = new Map<string, string[]>();
  for (const event of standingLog(log)) {
    if (event.type !== 'task.succeeded' && event.type !== 'task.failed' && event.type !== 'task.skipped' && event.type !== 'task.cancelled')
      continue;
    settledBy.set(event.path, [...(settledBy.get(event.path) ?? []), event.type]);
  }
  return settledBy;
}

/** A naive reading of the log: does the join of the task at `path` hold? Re-reads everything. */
export function joinHolds(plan: Plan, log: readonly EngineEvent[], path: string): boolean {
  const node = plan.byId.get(nodeIdOf(path));
  if (!node) return false;
  const standing = standingLog(log);
  const states = node.incoming.map((edge) => edgeLiveness(plan, standing, childPath(scopePathOf(path), edge.from), edge.port));
  if (states.length === 0) return true;
  if (node.join === 'any') return states.includes('live');
  return states.every((edge) => edge !== 'open') && states.includes('live');
}

function edgeLiveness(plan: Plan, log: readonly EngineEvent[], from: string, port: string): 'open' | 'live' | 'dead' {
  const end = log.find((event) => 'path' in event && event.path === from && ENDS.has(event.type));
  if (!end) return 'open';
  return port === livePortOf(end, plan) ? 'live' : 'dead';
}

const ENDS: ReadonlySet<string> = new Set(['task.succeeded', 'task.skipped', 'task.failed']);

function livePortOf(end: EngineEvent, plan: Plan): string | null {
  if (end.type === 'task.succeeded') return end.port ?? 'out';
  if (end.type === 'task.skipped') return end.because === 'disabled' ? 'out' : null;
  if (end.type === 'task.failed') return plan.byId.get(end.nodeId)?.onError === 'branch' ? 'error' : 'out';
  return null;
}
