import type { RunDetail, TaskRunView } from '@/lib/contracts/runs';

/** Text an attempt has streamed so far. `base` > 0 when the beginning was lost. */
export interface TextTail {
  attempt: number;
  base: number;
  text: string;
}

/** A run as a screen shows it: what REST told, moved on by frames. Immutable. */
export interface RunView {
  run: RunDetail;
  /** By path. */
  tasks: ReadonlyMap<string, TaskRunView>;
  /** Streamed text by path. */
  tails: ReadonlyMap<string, TextTail>;
  /** Of the last recorded event that is in here. */
  seq: number;
}

export type RunStatus = RunDetail['status'];
export type TaskStatus = TaskRunView['status'];

/** Statuses a run does not leave by itself. */
const ENDED: ReadonlySet<RunStatus> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'COMPENSATED', 'COMPENSATION_FAILED']);

const SETTLED: ReadonlySet<TaskStatus> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED']);

/** Whether a run has come to its end. */
export function hasEnded(run: Pick<RunDetail, 'status'>): boolean {
  return ENDED.has(run.status);
}

/** Whether a task run has come to its end. */
export function isSettled(task: Pick<TaskRunView, 'status'>): boolean {
  return SETTLED.has(task.status);
}

/** The view of a run before its tasks are known. */
export function createRunView(run: RunDetail): RunView {
  return { run, tasks: new Map(), tails: new Map(), seq: run.seq };
}

/** Adds tasks read by REST. What a frame has already moved further stays, since the answer may be older than the frame. */
export function mergeTasks(view: RunView, fresh: readonly TaskRunView[]): RunView {
  const tasks = new Map(view.tasks);
  for (const task of fresh) {
    const known = tasks.get(task.path);
    if (!known || !isFurther(known, task)) tasks.set(task.path, task);
  }
  return { ...view, tasks };
}

/** Takes a run read anew; an answer older than the last frame only adds what frames do not carry. */
export function mergeRun(view: RunView, fresh: RunDetail): RunView {
  if (fresh.seq >= view.seq) return { ...view, run: fresh, seq: fresh.seq };
  return { ...view, run: { ...view.run, outputs: view.run.outputs ?? fresh.outputs } };
}

function isFurther(known: TaskRunView, other: TaskRunView): boolean {
  if (known.attempt !== other.attempt) return known.attempt > other.attempt;
  return rank(known) > rank(other);
}

function rank(task: TaskRunView): number {
  if (isSettled(task)) return 2;
  return task.status === 'PENDING' ? 0 : 1;
}
