import type { TaskState } from './state';

/**
 * Tasks in the order they came. Each knows its slot, so adding and removing are O(1) amortised; emptied slots are squeezed
 * out once they are the majority. An array, because a hash table of 10,000 costs V8 150 times one of 1,000.
 */
export interface TaskList {
  /** Where a task keeps its slot: one list of each kind may hold it. */
  readonly slot: 'listedAt' | 'activeAt';
  /** Read with care: null where a task was removed. */
  slots: (TaskState | null)[];
  size: number;
}

const SQUEEZE_FROM = 16;

/** An empty list. */
export function createTaskList(slot: TaskList['slot']): TaskList {
  return { slot, slots: [], size: 0 };
}

/** Adds a task at the end; does nothing when a list of this kind holds it. */
export function addTask(list: TaskList, task: TaskState): void {
  if (task[list.slot] >= 0) return;
  task[list.slot] = list.slots.length;
  list.slots.push(task);
  list.size++;
}

/** Takes a task out; does nothing when it is not there. */
export function removeTask(list: TaskList, task: TaskState): void {
  const at = task[list.slot];
  if (list.slots[at] !== task) return;
  task[list.slot] = -1;
  list.slots[at] = null;
  list.size--;
  while (list.slots.length > 0 && list.slots.at(-1) === null) list.slots.pop();
  if (list.slots.length > SQUEEZE_FROM && list.slots.length > 2 * list.size) squeeze(list);
}

function squeeze(list: TaskList): void {
  const kept: TaskState[] = [];
  for (const task of list.slots) {
    if (!task) continue;
    task[list.slot] = kept.length;
    kept.push(task);
  }
  list.slots = kept;
}
