import type { Failure, RunStatus, TaskPath, TaskStatus, WaitReason } from '@/lib/engine/types';
import type { JsonObject } from '@/lib/std/json';
import type { UsageSum } from '@/lib/std/usage-sum';
import type { PayloadRow } from '@/lib/storage/payload-store';

/** Proof of a claim: every write names it and writes nothing when it is no longer the run's. */
export interface Fence {
  runId: string;
  workspaceId: string;
  epoch: number;
  owner: string;
}

/** A run event as recorded; `at` in database ms. */
export interface RecordedEvent {
  type: string;
  at: number;
  path?: string;
  attempt?: number;
  data: JsonObject;
}

/** The projection of one task run; the last row per path wins within a flush. */
export interface TaskRow {
  path: TaskPath;
  nodeId: string;
  status: TaskStatus;
  attempt: number;
  startedAt: number | null;
  endedAt: number | null;
  dueAt: number | null;
  firstTokenMs: number | null;
  inputId: string | null;
  outputId: string | null;
  preview: string | null;
  port: string | null;
  error: JsonObject | null;
  itemsTotal: number | null;
  itemsDone: number | null;
  usage: UsageSum | null;
  /** seq of the event that settled it. */
  settledSeq: number | null;
  /** What it waits for, only while it does; null for a retry. */
  waitsFor: WaitReason | null;
  /** seq of the event that opened its wait. */
  waitSeq: number | null;
  /** Who may answer it. */
  approvers: readonly string[];
}

/** One attempt, kept from the second on and for every attempt that failed. */
export interface AttemptRow {
  path: TaskPath;
  number: number;
  status: string;
  startedAt: number | null;
  endedAt: number | null;
  error: JsonObject | null;
  partialId: string | null;
  /** Of its first model call that began to answer. */
  firstTokenMs: number | null;
  usage: UsageSum | null;
}

/** One line of the effects ledger. */
export interface EffectRow {
  path: TaskPath;
  key: string;
  nodeId: string;
  kind: string;
  status: 'INTENDED' | 'DONE' | 'UNCERTAIN' | 'FAILED';
  attempt: number;
  target: string | null;
  receipt: JsonObject | null;
  intendedAt: number;
  settledAt: number | null;
  resolution: string | null;
  resolvedBy: string | null;
}

/**
 * Usage of one call within an attempt. Money in nano units: what an attempt paid is rounded once, and each of its calls is given what it
 * added to that, so that any sum of rows is exact.
 */
export interface UsageRow {
  path: TaskPath;
  attempt: number;
  n: number;
  nodeId: string;
  provider: string;
  model: string;
  known: boolean;
  promptTokens: number;
  completionTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
  /** Null: no price was known, or nothing was counted. */
  costNano: string | null;
  /** What the provider's cache saved; null where no price is known. */
  savedNano: string | null;
  /** The call was cut, or its attempt failed after tokens had been used: wasted, and possibly more than counted where not `known`. */
  partial: boolean;
  currency: string;
  costTag: string | null;
  firstTokenMs: number | null;
  durationMs: number;
  at: number;
}

/** The run row's own columns as they stand after this flush. */
export interface RunPatch {
  status: RunStatus;
  startedAt: number | null;
  endedAt: number | null;
  outputId: string | null;
  error: JsonObject | null;
  endedBecause: string | null;
  metrics: JsonObject | null;
  wakeAt: number | null;
  /** Gives the lease back: at the end, and when parking. */
  release: boolean;
}

/** Everything one flush writes, in one statement. */
export interface JournalBatch {
  events: RecordedEvent[];
  payloads: PayloadRow[];
  tasks: TaskRow[];
  attempts: AttemptRow[];
  effects: EffectRow[];
  usages: UsageRow[];
  consumedSignals: { id: string; seq: number }[];
  endedTails: TaskPath[];
}

/**
 * `recorded`: it is durable. `lost`: the run is somebody else's now; write nothing more, abort its tasks.
 * `woken` (only with `ifWake`): still ours, but a signal came in between; nothing was written.
 */
export type AppendOutcome = 'recorded' | 'lost' | 'woken';

/** The only way a run's transitions reach the database. Throws operational errors when the outcome is unknown. */
export interface JournalPort {
  append(
    fence: Fence,
    lastSeq: number,
    batch: JournalBatch,
    patch: RunPatch,
    options: { leaseMs: number; ifWake?: number },
  ): Promise<AppendOutcome>;
  /** After an append whose outcome is unknown: was it written? Decided by the run's epoch and seq, which only the holder moves. */
  wasRecorded(fence: Fence, lastSeq: number, eventCount: number): Promise<'yes' | 'no' | 'lost'>;
}

/** An empty batch to gather into. */
export function emptyBatch(): JournalBatch {
  return { events: [], payloads: [], tasks: [], attempts: [], effects: [], usages: [], consumedSignals: [], endedTails: [] };
}

/** A failure as stored in `error_json` and shown by the API. */
export function failureJson(failure: Failure, path: string | null, nodeId: string | null, attempt: number | null): JsonObject {
  return {
    code: failure.code,
    class: failure.class,
    message: failure.message,
    path,
    nodeId,
    attempt,
    ...(failure.detailId ? { detailId: failure.detailId } : {}),
    ...(failure.line ? { line: failure.line } : {}),
  };
}
