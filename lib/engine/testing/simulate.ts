import { apply } from '@/lib/engine/apply';
import { decide } from '@/lib/engine/decide';
import { childPath, nodeIdOf, scopePathOf } from '@/lib/engine/paths';
import { nextTimer, outputRef } from '@/lib/engine/reads';
import { createState, isTerminal, type RunState } from '@/lib/engine/state';
import type { Command, EngineEvent, Failure, Plan } from '@/lib/engine/types';

/** What a simulated task does: by path alone, so that it does not depend on the order in which tasks end. */
export interface Outcome {
  fails?: boolean;
  port?: string;
  items?: number;
  /** Attempts that fail and are tried again before the last one. */
  retries?: number;
}

export interface Simulation {
  plan: Plan;
  outcomeOf: (path: string) => Outcome;
  /** Picks one of `n`: the order in which running tasks end. */
  pick: (n: number) => number;
  /** Called after each event, with everything recorded so far. */
  onEvent?: (state: RunState, log: readonly EngineEvent[], now: number) => void;
  /** Cancels the run before this step. */
  cancelAtStep?: number;
}

export interface Simulated {
  state: RunState;
  log: EngineEvent[];
  steps: number;
}

const STEPS_MAX = 20_000;
const FAILURE: Failure = { class: 'unavailable', code: 'down', message: 'down' };

/** Runs a plan to its end with tasks that end in any order, as a runtime would; throws when it gets stuck. */
export function simulate(simulation: Simulation): Simulated {
  const { plan, outcomeOf, pick } = simulation;
  const state = createState(plan);
  const log: EngineEvent[] = [];
  const running = new Map<string, { nodeId: string; attempt: number }>();
  let now = 0;
  const record = (event: EngineEvent): void => {
    log.push(event);
    apply(state, event);
    simulation.onEvent?.(state, log, now);
  };
  record({ type: 'run.created', at: now });
  record({ type: 'run.started', at: now });
  for (let step = 0; step < STEPS_MAX; step++) {
    if (isTerminal(state.status)) return { state, log, steps: step };
    if (step === simulation.cancelAtStep) record({ type: 'run.cancel_requested', at: now, by: null });
    const command = decide(plan, state, now).find((candidate) => !isUnderWay(candidate, running));
    if (command) record(perform(command, { state, plan, running, outcomeOf, now }));
    else if (running.size > 0) record(settleOne([...running.keys()][pick(running.size)] ?? '', { running, outcomeOf, now }));
    else now = nextTimer(state) ?? stuck(log);
  }
  throw new Error(`Not ended after ${STEPS_MAX} steps`);
}

function stuck(log: readonly EngineEvent[]): never {
  throw new Error(`Stuck after ${JSON.stringify(log.slice(-5))}`);
}

function isUnderWay(command: Command, running: ReadonlyMap<string, unknown>): boolean {
  return command.kind === 'start_task' && running.has(command.path);
}

interface Hands {
  running: Map<string, { nodeId: string; attempt: number }>;
  outcomeOf: (path: string) => Outcome;
  now: number;
}

/** The event that comes of a command. */
function perform(command: Command, hands: Hands & { plan: Plan; state: RunState }): EngineEvent {
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
    case 'settle_scope': {
      const { path, nodeId, failure } = command;
      if (failure) return { type: 'task.failed', at, path, nodeId, attempt: 1, failure };
      return { type: 'task.succeeded', at, path, nodeId, attempt: 1, outputId: `out:${path}` };
    }
    case 'abort_task':
      hands.running.delete(command.path);
      return { type: 'task.cancelled', at, path: command.path, nodeId: command.nodeId, attempt: 1, because: command.because };
    case 'finish_run':
      return finished(command, at);
  }
}

function passed(command: Extract<Command, { kind: 'skip_task' }>, { plan, state }: { plan: Plan; state: RunState }): string | null {
  if (command.passFrom === null) return null;
  return outputRef(plan, state, command.path, nodeIdOf(command.passFrom))?.outputId ?? null;
}

function started({ path, nodeId, attempt }: Extract<Command, { kind: 'start_task' }>, hands: Hands & { plan: Plan }): EngineEvent {
  const isScope = hands.plan.byId.get(nodeId)?.control === 'scope';
  if (!isScope) hands.running.set(path, { nodeId, attempt });
  return { type: 'task.started', at: hands.now, path, nodeId, attempt, ...(isScope ? { items: hands.outcomeOf(path).items ?? 2 } : {}) };
}

function finished(command: Extract<Command, { kind: 'finish_run' }>, at: number): EngineEvent {
  if (command.status === 'SUCCEEDED') return { type: 'run.succeeded', at, outputId: null };
  if (command.status === 'CANCELLED') return { type: 'run.cancelled', at, because: command.because };
  return { type: 'run.failed', at, failure: command.failure ?? FAILURE, path: command.path, because: command.because };
}

function settleOne(path: string, { running, outcomeOf, now: at }: Hands): EngineEvent {
  const { nodeId, attempt } = running.get(path) ?? { nodeId: path, attempt: 1 };
  running.delete(path);
  const outcome = outcomeOf(path);
  if (attempt <= (outcome.retries ?? 0)) return { type: 'task.retrying', at, path, nodeId, attempt, failure: FAILURE, dueAt: at + 10 };
  if (outcome.fails) return { type: 'task.failed', at, path, nodeId, attempt, failure: FAILURE };
  return { type: 'task.succeeded', at, path, nodeId, attempt, outputId: `out:${path}`, ...(outcome.port ? { port: outcome.port } : {}) };
}

/** Status of every task by path, as the log tells it. */
export function settledTasks(log: readonly EngineEvent[]): Map<string, string[]> {
  const settled = new Map<string, string[]>();
  for (const event of log) {
    if (event.type !== 'task.succeeded' && event.type !== 'task.failed' && event.type !== 'task.skipped' && event.type !== 'task.cancelled')
      continue;
    settled.set(event.path, [...(settled.get(event.path) ?? []), event.type]);
  }
  return settled;
}

/** A naive reading of the log: does the join of the task at `path` hold? Re-reads everything; the oracle of the engine's counters. */
export function joinHolds(plan: Plan, log: readonly EngineEvent[], path: string): boolean {
  const node = plan.byId.get(nodeIdOf(path));
  if (!node) return false;
  const states = node.incoming.map((edge) => edgeLiveness(plan, log, childPath(scopePathOf(path), edge.from), edge.port));
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
