import type { UsageSum } from '@/lib/contracts/common';
import type { FailureView, RunFrame, TaskRunView } from '@/lib/contracts/runs';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { addUsage, NO_USAGE, usageOfCall } from '@/lib/std/usage-sum';
import { applyText } from './apply-text';
import { isSettled, type RunView } from './run-view';

/** A view being moved on: its maps are its own, so that many frames cost one copy. */
interface Draft extends RunView {
  tasks: Map<string, TaskRunView>;
  tails: Map<string, NonNullable<ReturnType<RunView['tails']['get']>>>;
}

/** Moves a view on by one frame. A recorded event that is in it already changes nothing. */
export function applyFrame(view: RunView, frame: RunFrame): RunView {
  return applyFrames(view, [frame]);
}

/** Moves a view on by frames in their order; answers the same object when none of them changed anything. */
export function applyFrames(view: RunView, frames: readonly RunFrame[]): RunView {
  const draft: Draft = { ...view, tasks: new Map(view.tasks), tails: new Map(view.tails) };
  let isChanged = false;
  for (const frame of frames) {
    if (frame.seq !== null) {
      if (frame.seq <= draft.seq) continue;
      draft.seq = frame.seq;
    }
    isChanged = true;
    applyTo(draft, frame);
  }
  return isChanged ? draft : view;
}

function applyTo(draft: Draft, frame: RunFrame): void {
  const data = isJsonObject(frame.data) ? frame.data : {};
  if (frame.type.startsWith('run.')) applyRunEvent(draft, frame, data);
  else if (frame.path === undefined) return;
  else if (frame.type === 'usage.recorded') applyUsage(draft, frame, frame.path, data);
  else if (frame.type.startsWith('task.')) applyTaskEvent(draft, frame, frame.path, data);
  else if (frame.type.startsWith('text.')) applyTextFrame(draft, frame.path, frame.attempt ?? 1, data);
}

function applyTextFrame(draft: Draft, path: string, attempt: number, data: JsonObject): void {
  if (typeof data.text !== 'string' || typeof data.offset !== 'number') return;
  draft.tails.set(path, applyText(draft.tails.get(path), { attempt, offset: data.offset, text: data.text }));
}

const RUN_ENDS: Record<string, RunView['run']['status']> = {
  'run.succeeded': 'SUCCEEDED',
  'run.failed': 'FAILED',
  'run.cancelled': 'CANCELLED',
  'run.compensated': 'COMPENSATED',
};

function applyRunEvent(draft: Draft, frame: RunFrame, data: JsonObject): void {
  const { run } = draft;
  const ended = RUN_ENDS[frame.type];
  if (ended) {
    const startedMs = Date.parse(run.startedAt ?? run.createdAt);
    draft.run = {
      ...run,
      status: ended,
      endedAt: frame.at,
      durationMs: Math.max(0, Date.parse(frame.at) - startedMs),
      endedBecause: text(data.because) ?? run.endedBecause,
      error: failureOf(data.failure, { path: frame.path ?? text(data.path), nodeId: null, attempt: null }) ?? run.error,
      waitingFor: null,
    };
  } else if (frame.type === 'run.started' || frame.type === 'run.resumed') {
    draft.run = { ...run, status: 'RUNNING', startedAt: run.startedAt ?? frame.at, waitingFor: null };
  } else if (frame.type === 'run.parked') {
    draft.run = { ...run, status: 'WAITING', waitingFor: text(data.reason) };
  }
}

function applyTaskEvent(draft: Draft, frame: RunFrame, path: string, data: JsonObject): void {
  const known = draft.tasks.get(path);
  const attempt = frame.attempt ?? known?.attempt ?? 1;
  const task = known ?? emptyTask(path, text(data.nodeId) ?? nodeIdOf(path));
  // An answer of REST may be ahead of the frames: what is settled, or on a later attempt, does not go back.
  if (attempt < task.attempt || (isSettled(task) && attempt === task.attempt)) return;
  const change = taskChange(frame, data, task, attempt);
  if (!change) return;
  draft.tasks.set(path, { ...task, attempt, ...change });
  if (frame.type === 'task.started' && (draft.tails.get(path)?.attempt ?? attempt) < attempt) draft.tails.delete(path);
}

function taskChange(frame: RunFrame, data: JsonObject, task: TaskRunView, attempt: number): Partial<TaskRunView> | null {
  const place = { path: task.path, nodeId: task.nodeId, attempt };
  switch (frame.type) {
    case 'task.scheduled':
      return { status: 'PENDING' };
    case 'task.started':
      return {
        status: 'RUNNING',
        startedAt: task.startedAt ?? frame.at,
        dueAt: null,
        waitsFor: null,
        itemsTotal: count(data.items) ?? task.itemsTotal,
      };
    case 'task.retrying':
      return { status: 'WAITING', error: failureOf(data.failure, place), dueAt: timeOf(data.dueAt), waitsFor: null };
    case 'task.waiting':
      return { status: 'WAITING', startedAt: task.startedAt ?? frame.at, dueAt: timeOf(data.dueAt), waitsFor: text(data.reason) };
    case 'task.succeeded':
      return { ...ended(frame, task), status: 'SUCCEEDED', error: null, ...outputOf(data), itemsDone: task.itemsTotal };
    case 'task.failed':
      return { ...ended(frame, task), status: 'FAILED', error: failureOf(data.failure, place) };
    case 'task.skipped':
      return { status: 'SKIPPED', endedAt: frame.at, hasOutput: typeof data.outputId === 'string' };
    case 'task.cancelled':
      return { ...ended(frame, task), status: 'CANCELLED' };
    default:
      return null;
  }
}

/** A pure task has no recorded start: it began when it ended, as far as anybody saw. */
function ended(frame: RunFrame, task: TaskRunView): Partial<TaskRunView> {
  return { startedAt: task.startedAt ?? frame.at, endedAt: frame.at, dueAt: null, waitsFor: null };
}

function outputOf(data: JsonObject): Partial<TaskRunView> {
  return { hasOutput: typeof data.outputId === 'string', preview: text(data.preview), port: text(data.port) };
}

function applyUsage(draft: Draft, frame: RunFrame, path: string, data: JsonObject): void {
  draft.run = { ...draft.run, usage: addUsage(draft.run.usage, usageOf(data)) };
  const task = draft.tasks.get(path);
  // A settled task came from REST with all its usage in it.
  if (task && isSettled(task) && (frame.attempt ?? 1) <= task.attempt) return;
  const known = task ?? emptyTask(path, text(data.nodeId) ?? nodeIdOf(path));
  draft.tasks.set(path, { ...known, usage: addUsage(known.usage ?? NO_USAGE, usageOf(data)) });
}

function usageOf(data: JsonObject): UsageSum {
  return usageOfCall({
    promptTokens: count(data.promptTokens) ?? 0,
    completionTokens: count(data.completionTokens) ?? 0,
    cachedTokens: count(data.cachedTokens) ?? 0,
    cacheWriteTokens: count(data.cacheWriteTokens) ?? 0,
    reasoningTokens: count(data.reasoningTokens) ?? 0,
    costNano: text(data.costNano),
    savedNano: text(data.savedNano),
    currency: text(data.currency) ?? NO_USAGE.currency,
    known: data.known !== false,
  });
}

function emptyTask(path: string, nodeId: string): TaskRunView {
  return {
    path,
    nodeId,
    status: 'PENDING',
    attempt: 1,
    startedAt: null,
    endedAt: null,
    dueAt: null,
    firstTokenMs: null,
    preview: null,
    port: null,
    itemsTotal: null,
    itemsDone: null,
    error: null,
    usage: null,
    hasOutput: false,
    waitsFor: null,
  };
}

function failureOf(value: Json | undefined, place: Pick<FailureView, 'path' | 'nodeId' | 'attempt'>): FailureView | null {
  if (!isJsonObject(value)) return null;
  const line = typeof value.line === 'number' ? { line: value.line } : {};
  return { code: text(value.code) ?? 'unknown', class: text(value.class) ?? 'bug', message: text(value.message) ?? '', ...place, ...line };
}

/** The node of a path: its last part, without the item's index. */
function nodeIdOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\[\d+\]$/, '');
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function count(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** Events carry database milliseconds; the API's times are ISO. */
function timeOf(value: Json | undefined): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : text(value);
}
