import { apply, decide, isTerminal, nextTimer, runStatus } from '@/lib/engine';
import type { Command } from '@/lib/engine/types';
import { effectKey } from './effect-key';
import type { Attempt } from './execution-context';
import { createAttempt } from './execution-context';
import { type EndReason, finishRun } from './finish-run';
import { openScope } from './open-scope';
import { openWait } from './open-wait';
import { parkReason } from './park-reason';
import { readSignals } from './read-signals';
import { runAttempt } from './run-attempt';
import type { RunContext } from './run-context';
import { FLUSH_EVENTS } from './run-ledger';
import { settleScope } from './settle-scope';
import { HAND_BACK } from './settle-task';
import { isTimeUp, settleWait } from './settle-wait';
import { skipTask } from './skip-task';

/** After this long without yielding, a step goes through the event loop, so that heartbeats are never starved. */
const YIELD_AFTER_MS = 20;

/**
 * One claim of one run: decides, performs, records, decides again, until the run ends, parks, is handed back or lost.
 * All writes go through the ledger; nothing here is shared with another session.
 */
export class RunSession {
  readonly context: RunContext;
  /** The `wake` whose signals have been read. */
  seenWake: number;
  #inFlight = new Map<string, Attempt | null>();
  #done: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #ended = false;
  #busy = false;
  #stopping = false;
  #scheduled = false;
  #timer: NodeJS.Timeout | null = null;
  #yieldedAt = performance.now();
  #forced: EndReason | null = null;
  #reading: Promise<void> | null = null;

  constructor(context: RunContext) {
    this.context = context;
    this.seenWake = context.row.wake;
    this.#done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Walks the run. Resolves when this process is done with it; rejects on a defect, and the lease then runs out by itself. */
  run(): Promise<void> {
    this.#armDeadline();
    // Somebody signalled before this claim: read it before anything else is decided.
    if (this.context.row.wake > 0) this.poke();
    else this.#schedule();
    return this.#done;
  }

  /** Something may have been signalled: reads it and goes on. */
  poke(): void {
    if (this.#ended || this.#reading) return;
    this.#reading = readSignals(this.context)
      .then((wake) => {
        this.seenWake = Math.max(this.seenWake, wake);
      })
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#reading = null;
        this.#schedule();
      });
  }

  /** Another worker holds the run: abort its tasks, write nothing. */
  lose(): void {
    this.context.ledger.lost = true;
    this.#abortAll('lost');
    this.#end();
  }

  /** The process stops: forget reads, mark writes uncertain, and give the lease back. */
  async handBack(): Promise<void> {
    this.#stopping = true;
    this.#abortAll(HAND_BACK);
    while (this.#inFlight.size > 0 && !this.#ended) await new Promise((resolve) => setTimeout(resolve, 20));
    if (this.#ended) return;
    const at = this.context.now();
    await this.context.ledger.close('run.parked', at, { until: at, reason: 'hand_back' }, { status: 'RUNNING', wakeAt: null });
    this.#end();
  }

  #schedule(): void {
    if (this.#scheduled || this.#ended) return;
    this.#scheduled = true;
    const step = (): void => {
      this.#scheduled = false;
      this.#step().catch((error) => this.#fail(error));
    };
    if (performance.now() - this.#yieldedAt < YIELD_AFTER_MS) queueMicrotask(step);
    else
      setImmediate(() => {
        this.#yieldedAt = performance.now();
        step();
      });
  }

  async #step(): Promise<void> {
    if (this.#ended || this.#busy || this.#stopping) return;
    if (this.context.ledger.lost) return this.lose();
    const commands = decide(this.context.snapshot.plan, this.context.state, this.context.now());
    let acted = false;
    for (const command of commands) acted = (await this.#perform(command)) || acted;
    if (this.#ended) return;
    if (acted) return this.#schedule();
    if (this.context.ledger.pending > FLUSH_EVENTS) void this.context.ledger.flush();
    if (this.#inFlight.size === 0 && !this.#reading) await this.#rest();
    else this.#armTimer();
  }

  /** True when the state changed at once, so that it is worth deciding again. */
  async #perform(command: Command): Promise<boolean> {
    switch (command.kind) {
      case 'skip_task':
        skipTask(this.context, command);
        return true;
      case 'start_task':
        return this.#start(command.path, command.nodeId, command.attempt, (attempt) => this.#begin(attempt));
      case 'settle_wait':
        return this.#start(command.path, command.nodeId, command.attempt, (attempt) => this.#endWait(attempt, command.answerId));
      case 'settle_scope':
        return this.#start(command.path, command.nodeId, command.attempt, (attempt) => settleScope(this.context, attempt, command.failure));
      case 'abort_task':
        return this.#abort(command);
      case 'finish_run':
        return this.#finish(command);
    }
  }

  #begin(attempt: Attempt): Promise<void> {
    const { control } = attempt.compiled.plan;
    if (control === 'scope') return openScope(this.context, attempt);
    return control === 'wait' ? openWait(this.context, attempt) : this.#runTask(attempt);
  }

  /** Time ends a wait only when nothing was said to the run before it was up: what was accepted in time counts. */
  async #endWait(attempt: Attempt, answerId: string | null): Promise<void> {
    if (answerId === null) {
      const { isUp, wake } = await isTimeUp(this.context, attempt.path);
      if (wake > this.seenWake) {
        this.poke();
        await this.#reading;
        return;
      }
      if (!isUp) return;
    }
    await settleWait(this.context, attempt, answerId);
  }

  #runTask(attempt: Attempt): Promise<void> {
    const { plan } = attempt.compiled;
    const at = attempt.startedAt;
    if (plan.effect === 'none')
      apply(this.context.state, { type: 'task.started', at, path: attempt.path, nodeId: plan.id, attempt: attempt.number });
    return runAttempt(this.context, attempt);
  }

  #start(path: string, nodeId: string, number: number, work: (attempt: Attempt) => Promise<void>): boolean {
    if (this.#inFlight.has(path)) return false;
    const compiled = this.context.snapshot.nodes.get(nodeId);
    if (!compiled) throw new Error(`Plan and snapshot disagree about node ${nodeId}`);
    const { runId, workspaceId } = this.context.row.fence;
    const attempt = createAttempt(this.context, compiled, path, number, effectKey(workspaceId, runId, path));
    this.#inFlight.set(path, attempt);
    work(attempt)
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#inFlight.delete(path);
        this.#schedule();
      });
    return false;
  }

  /** A running task hears its signal; one that waits is recorded as cancelled at once. */
  #abort(command: Extract<Command, { kind: 'abort_task' }>): boolean {
    const attempt = this.#inFlight.get(command.path);
    if (attempt) {
      if (!attempt.controller.signal.aborted) attempt.controller.abort(command.because);
      return false;
    }
    const at = this.context.now();
    const { path, nodeId, because } = command;
    const row = this.context.ledger.task(path, nodeId);
    Object.assign(row, { status: 'CANCELLED', endedAt: at, dueAt: null, waitsFor: null });
    row.settledSeq = this.context.ledger.record('task.cancelled', at, { nodeId, because }, { path, attempt: row.attempt });
    this.context.ledger.touch(row);
    apply(this.context.state, { type: 'task.cancelled', at, path, nodeId, attempt: row.attempt, because });
    return true;
  }

  async #finish(command: Extract<Command, { kind: 'finish_run' }>): Promise<boolean> {
    if (this.#inFlight.size > 0) return false;
    this.#busy = true;
    await finishRun(this.context, command, this.#forced);
    this.#end();
    return false;
  }

  /** Nothing left that this process can do: wait a moment for a near timer, or park. */
  async #rest(): Promise<void> {
    if (isTerminal(runStatus(this.context.state))) return this.#end();
    const due = nextTimer(this.context.state);
    if (due !== null && due - this.context.now() <= this.context.deps.times.holdMs) return this.#armTimer();
    this.#busy = true;
    const at = this.context.now();
    const until = due === null ? this.#deadline() : Math.min(due, this.#deadline() ?? due);
    const reason = parkReason(this.context.state);
    const outcome = await this.context.ledger.close(
      'run.parked',
      at,
      { until, reason },
      { status: 'WAITING', wakeAt: until },
      this.seenWake,
    );
    this.#busy = false;
    if (outcome !== 'woken') return this.#end();
    this.poke();
  }

  #armTimer(): void {
    const due = nextTimer(this.context.state);
    if (due === null || this.#timer) return;
    const delay = Math.max(0, Math.min(due - this.context.now(), 60_000));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#schedule();
    }, delay);
  }

  #deadline(): number | null {
    const limit = this.context.snapshot.document.timeout_ms;
    return limit === undefined ? null : (this.context.row.startedAt ?? this.context.row.claimedAt) + limit;
  }

  #armDeadline(): void {
    const deadline = this.#deadline();
    if (deadline === null) return;
    const timer = setTimeout(() => this.#expire(), Math.max(0, deadline - this.context.now()));
    this.#done.finally(() => clearTimeout(timer)).catch(() => undefined);
  }

  #expire(): void {
    const limit = this.context.snapshot.document.timeout_ms ?? 0;
    const message = `The run took longer than its timeout_ms of ${limit} and was stopped. Raise it, or find the slow task on the run's page.`;
    this.#forced = { because: 'timeout', failure: { class: 'timeout', code: 'run_timeout', message } };
    const at = this.context.now();
    this.context.ledger.record('run.cancel_requested', at, { by: 'timeout' });
    apply(this.context.state, { type: 'run.cancel_requested', at, by: 'timeout' });
    this.#schedule();
  }

  #abortAll(because: string): void {
    for (const attempt of this.#inFlight.values()) attempt?.controller.abort(because);
  }

  #fail(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#abortAll('lost');
    this.#reject(error);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#resolve();
  }
}
