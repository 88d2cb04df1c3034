import type { TaskPath } from '@/lib/engine/types';
import { AppError } from '@/lib/errors/app-error';
import type { JsonObject } from '@/lib/std/json';
import type { PayloadRow } from '@/lib/storage/payload-store';
import type { RuntimeDeps } from './deps';
import {
  type AppendOutcome,
  type AttemptRow,
  type EffectRow,
  emptyBatch,
  type Fence,
  type JournalBatch,
  type RunPatch,
  type TaskRow,
  type UsageRow,
} from './journal-port';

const RETRY_PAUSE_MS = 100;

/** Pure results ride with the next flush, but not more than this many events. */
export const FLUSH_EVENTS = 400;

/** What identifies the subject of an event. */
export interface EventSubject {
  path?: TaskPath;
  attempt?: number;
}

/**
 * Gathers a run's transitions and writes them, at most one flush in flight: what comes meanwhile rides in the next.
 * Nothing with a sequence number leaves the process before its flush has committed.
 */
export class RunLedger {
  readonly fence: Fence;
  readonly patch: RunPatch;
  /** Another worker holds the run: write nothing more. */
  lost = false;
  /** Monotonic ms of the last renewal of the lease, by a flush or a heartbeat. */
  renewedAt = performance.now();
  #deps: RuntimeDeps;
  #batch: JournalBatch = emptyBatch();
  #nextSeq: number;
  #running: Promise<boolean> | null = null;
  #queued: Promise<boolean> | null = null;
  #tasks = new Map<TaskPath, TaskRow>();
  #onLost: () => void;

  constructor(deps: RuntimeDeps, fence: Fence, lastSeq: number, patch: RunPatch, onLost: () => void) {
    this.#deps = deps;
    this.fence = fence;
    this.patch = patch;
    this.#nextSeq = lastSeq + 1;
    this.#onLost = onLost;
  }

  /** Sequence number of the last event recorded here, durable or not. */
  get lastSeq(): number {
    return this.#nextSeq - 1;
  }

  /** Events not yet handed to a flush. */
  get pending(): number {
    return this.#batch.events.length;
  }

  record(type: string, at: number, data: JsonObject, subject: EventSubject = {}): number {
    this.#batch.events.push({ type, at, data, ...subject });
    return this.#nextSeq++;
  }

  /** The task's row as it stands, made when it is new. Change it, then `touch` it. */
  task(path: TaskPath, nodeId: string): TaskRow {
    const known = this.#tasks.get(path);
    if (known) return known;
    const row: TaskRow = {
      path,
      nodeId,
      status: 'PENDING',
      attempt: 1,
      startedAt: null,
      endedAt: null,
      dueAt: null,
      firstTokenMs: null,
      inputId: null,
      outputId: null,
      preview: null,
      port: null,
      error: null,
      itemsTotal: null,
      itemsDone: null,
      usage: null,
      settledSeq: null,
      waitsFor: null,
      waitSeq: null,
      approvers: [],
    };
    this.#tasks.set(path, row);
    return row;
  }

  /** Takes over rows that an earlier holder wrote. */
  adopt(row: TaskRow): void {
    this.#tasks.set(row.path, row);
  }

  touch(row: TaskRow): void {
    this.#batch.tasks.push({ ...row });
    if (row.endedAt !== null) this.#tasks.delete(row.path);
  }

  add(rows: {
    payload?: PayloadRow;
    attempt?: AttemptRow;
    effect?: EffectRow;
    usage?: UsageRow;
    signal?: { id: string; seq: number };
    endedTail?: TaskPath;
  }): void {
    if (rows.payload) this.#batch.payloads.push(rows.payload);
    if (rows.attempt) this.#batch.attempts.push(rows.attempt);
    if (rows.effect) this.#batch.effects.push(rows.effect);
    if (rows.usage) this.#batch.usages.push(rows.usage);
    if (rows.signal) this.#batch.consumedSignals.push(rows.signal);
    if (rows.endedTail) this.#batch.endedTails.push(rows.endedTail);
  }

  /** Resolves true once everything recorded before the call is durable, false when the run was lost. */
  flush(): Promise<boolean> {
    if (this.lost) return Promise.resolve(false);
    if (this.#queued) return this.#queued;
    if (!this.#running) return this.#start();
    this.#queued = this.#running.then(() => {
      this.#queued = null;
      return this.#start();
    });
    return this.#queued;
  }

  /** Splits a very large last write: what is pending goes first when it is more than a flush should carry. */
  async flushIfLarge(): Promise<void> {
    if (this.pending > FLUSH_EVENTS) await this.flush();
  }

  /**
   * Writes what is pending together with a last event, and gives the lease back. With `ifWake` it writes nothing when
   * a signal came in between (`woken`), and the ledger goes on as if it had not been called.
   */
  async close(type: string, at: number, data: JsonObject, patch: Partial<RunPatch>, ifWake?: number): Promise<AppendOutcome> {
    if (this.#running) await this.#running;
    if (this.lost) return 'lost';
    const before = { ...this.patch };
    Object.assign(this.patch, patch, { release: true });
    this.record(type, at, data);
    const batch = this.#take();
    const outcome = await this.#append(batch, ifWake);
    if (outcome === 'recorded')
      this.#deps.live.publish({ kind: 'seq', runId: this.fence.runId, seq: this.lastSeq, ended: patch.endedAt !== undefined });
    if (outcome === 'woken') this.#putBack(batch, before);
    if (outcome === 'lost') this.markLost();
    return outcome;
  }

  markLost(): void {
    if (this.lost) return;
    this.lost = true;
    this.#onLost();
  }

  /** A heartbeat found no lease: a loss, unless this ledger is giving the lease back right now. */
  markLostUnlessClosing(): void {
    if (!this.patch.release) this.markLost();
  }

  #start(): Promise<boolean> {
    if (this.lost) return Promise.resolve(false);
    if (this.#isEmpty()) return Promise.resolve(true);
    this.#running = this.#write().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  #isEmpty(): boolean {
    const batch = this.#batch;
    return batch.events.length + batch.tasks.length + batch.payloads.length + batch.usages.length + batch.effects.length === 0;
  }

  async #write(): Promise<boolean> {
    const batch = this.#take();
    const seq = this.lastSeq;
    const outcome = await this.#append(batch);
    if (outcome === 'recorded') this.#deps.live.publish({ kind: 'seq', runId: this.fence.runId, seq, ended: false });
    else this.markLost();
    return outcome === 'recorded';
  }

  #take(): JournalBatch {
    const batch = this.#batch;
    this.#batch = emptyBatch();
    return batch;
  }

  #putBack(batch: JournalBatch, patch: RunPatch): void {
    batch.events.pop();
    this.#nextSeq--;
    this.#batch = batch;
    Object.assign(this.patch, patch);
  }

  /** Appends until the outcome is known: after an error it asks whether the write happened before it tries again. */
  async #append(batch: JournalBatch, ifWake?: number): Promise<AppendOutcome> {
    const lastSeq = this.lastSeq - batch.events.length;
    const options = { leaseMs: this.#deps.times.leaseMs, ...(ifWake === undefined ? {} : { ifWake }) };
    for (;;) {
      try {
        this.#deps.faults.at('before_append', this.fence.runId);
        const outcome = await this.#deps.journal.append(this.fence, lastSeq, batch, this.patch, options);
        this.#deps.faults.at('after_append', this.fence.runId);
        if (outcome === 'recorded') this.renewedAt = performance.now();
        return outcome;
      } catch (error) {
        if (!(error instanceof AppError) || error.family !== 'operational') throw error;
        const known = await this.#resolveUnknown(lastSeq, batch.events.length);
        if (known) return known;
      }
    }
  }

  /** Null: it was not written, try again. Gives the run up once its lease must have run out. */
  async #resolveUnknown(lastSeq: number, eventCount: number): Promise<'recorded' | 'lost' | null> {
    while (performance.now() - this.renewedAt < this.#deps.times.leaseMs) {
      try {
        const recorded = await this.#deps.journal.wasRecorded(this.fence, lastSeq, eventCount);
        if (recorded === 'yes') return 'recorded';
        return recorded === 'lost' ? 'lost' : null;
      } catch {
        // The database is still away: ask again until the lease has run out.
        await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
      }
    }
    return 'lost';
  }
}
