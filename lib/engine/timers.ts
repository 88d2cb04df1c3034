import type { TaskState } from './state';

/**
 * Tasks that wait for a time: a binary heap by `dueAt` in which each task knows its place (`timerAt`), so that adding and
 * removing cost O(log n) and reading what is due costs what is due.
 */
export type Timers = TaskState[];

/** Adds a task whose `dueAt` is set; does nothing when it is there. */
export function addTimer(timers: Timers, task: TaskState): void {
  if (task.timerAt < 0) siftUp(timers, task, timers.length);
}

/** Takes a task out; does nothing when it is not there. Its `dueAt` may change only after this. */
export function removeTimer(timers: Timers, task: TaskState): void {
  const at = task.timerAt;
  if (at < 0) return;
  task.timerAt = -1;
  const last = timers.pop();
  if (!last || last === task) return;
  siftDown(timers, last, at);
  siftUp(timers, last, last.timerAt);
}

/** Tasks due at `now` (database ms). */
export function dueTasks(timers: Timers, now: number): TaskState[] {
  const due: TaskState[] = [];
  const next = [0];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    const task = timers[at];
    if (!task || dueOf(task) > now) continue;
    due.push(task);
    next.push(2 * at + 1, 2 * at + 2);
  }
  return due;
}

function siftUp(timers: Timers, task: TaskState, from: number): void {
  let at = from;
  while (at > 0) {
    const parent = timers[(at - 1) >> 1];
    if (!parent || dueOf(parent) <= dueOf(task)) break;
    place(timers, parent, at);
    at = (at - 1) >> 1;
  }
  place(timers, task, at);
}

function siftDown(timers: Timers, task: TaskState, from: number): void {
  let at = from;
  for (;;) {
    const left = timers[2 * at + 1];
    const right = timers[2 * at + 2];
    const child = right && left && dueOf(right) < dueOf(left) ? right : left;
    if (!child || dueOf(child) >= dueOf(task)) break;
    const childAt = child.timerAt;
    place(timers, child, at);
    at = childAt;
  }
  place(timers, task, at);
}

function place(timers: Timers, task: TaskState, at: number): void {
  timers[at] = task;
  task.timerAt = at;
}

/** Every task in the heap has a time. */
function dueOf(task: TaskState): number {
  return task.dueAt ?? 0;
}
