import type { UsageSum } from '@/lib/contracts/common';
import type { EffectView, FailureView, TaskDetail, TaskRunView } from '@/lib/contracts/runs';
import { isJsonObject, type Json } from '@/lib/std/json';
import { storedUsage } from '@/lib/std/usage-sum';
import { toFailureView } from './run-result';
import { toTime } from './run-row';

/** A task run as stored. */
export interface TaskRow {
  path: string;
  nodeId: string;
  status: TaskRunView['status'];
  attempt: number;
  startedAt: Date | null;
  endedAt: Date | null;
  dueAt: Date | null;
  firstTokenMs: number | null;
  preview: string | null;
  port: string | null;
  itemsTotal: number | null;
  itemsDone: number | null;
  error: FailureView | null;
  usage: UsageSum | null;
  waitsFor: string | null;
  inputId: string | null;
  outputId: string | null;
}

/** Select list of a `TaskRow`. */
export const TASK_COLUMNS = `path, node_id AS "nodeId", status, attempt, started_at AS "startedAt", ended_at AS "endedAt", due_at AS "dueAt",
  first_token_ms AS "firstTokenMs", preview, port, items_total AS "itemsTotal", items_done AS "itemsDone", error_json AS error,
  usage_json AS usage, waits_for AS "waitsFor", input_id AS "inputId", output_id AS "outputId"`;

/** A task run as the API tells it, without its values. */
export function toTaskView({ inputId: _input, outputId, ...row }: TaskRow): TaskRunView {
  return {
    ...row,
    usage: row.usage && storedUsage(row.usage),
    startedAt: toTime(row.startedAt),
    endedAt: toTime(row.endedAt),
    dueAt: toTime(row.dueAt),
    error: toFailureView(row.error),
    hasOutput: outputId !== null,
  };
}

/** An attempt as stored. */
export interface AttemptRow {
  number: number;
  status: string;
  startedAt: Date | null;
  endedAt: Date | null;
  firstTokenMs: number | null;
  error: FailureView | null;
  usage: UsageSum | null;
  partialId: string | null;
}

/** Select list of an `AttemptRow`. */
export const ATTEMPT_COLUMNS = `number, status, started_at AS "startedAt", ended_at AS "endedAt", first_token_ms AS "firstTokenMs",
  error_json AS error, usage_json AS usage, partial_id AS "partialId"`;

const MAX_PARTIAL = 4000;

/** An attempt as the API tells it, with what is kept of its output. */
export function toAttemptView({ partialId: _id, ...row }: AttemptRow, partial: Json): TaskDetail['attempts'][number] {
  return {
    ...row,
    usage: row.usage && storedUsage(row.usage),
    startedAt: toTime(row.startedAt),
    endedAt: toTime(row.endedAt),
    error: toFailureView(row.error),
    partialText: textOf(partial, 'text')?.slice(0, MAX_PARTIAL) ?? null,
    logText: textOf(partial, 'log'),
  };
}

function textOf(kept: Json, name: string): string | null {
  const text = isJsonObject(kept) ? kept[name] : null;
  return typeof text === 'string' && text !== '' ? text : null;
}

/** A line of the effects ledger as stored. */
export interface EffectRow {
  path: string;
  nodeId: string;
  key: string;
  kind: string;
  status: EffectView['status'];
  attempt: number;
  target: string | null;
  receipt: Json;
  intendedAt: Date;
  settledAt: Date | null;
  resolution: string | null;
}

/** Select list of an `EffectRow`. */
export const EFFECT_COLUMNS = `path, node_id AS "nodeId", key, kind, status, attempt, target, receipt, intended_at AS "intendedAt",
  settled_at AS "settledAt", resolution`;

/** An effect as the API tells it. */
export function toEffectView(row: EffectRow): EffectView {
  return { ...row, intendedAt: row.intendedAt.toISOString(), settledAt: toTime(row.settledAt) };
}
