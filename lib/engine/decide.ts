import { type Instance, isTerminal, type RunState, type TaskState, taskIn } from './state';
import type { TaskList } from './task-list';
import { dueTasks } from './timers';
import type { Command, Plan, TaskPath } from './types';

/**
 * What is to be done now. The same answer until events are applied; costs what became ready, is due or is being
 * stopped, never the size of the plan. `now` in database ms. `plan` is the one the state was made from.
 */
export function decide(_plan: Plan, state: RunState, now: number): Command[] {
  if (isTerminal(state.status) || state.status === 'PENDING') return [];
  const commands: Command[] = [];
  collect(state.dead, commands, (task) => skip(task, 'branch_not_taken', null));
  collect(state.ready, commands, (task) => (task.node.disabled ? skip(task, 'disabled', upstream(task)) : start(task)));
  for (const task of dueTasks(state.timers, now)) commands.push(task.waitsFor === null ? start(task) : endWait(task));
  collect(state.answered, commands, endWait);
  collect(state.settling, commands, settle);
  for (const instance of state.halting) abortActive(instance, commands);
  const finish = finishOf(state);
  if (finish) commands.push(finish);
  return commands;
}

function collect({ size, slots }: TaskList, commands: Command[], toCommand: (task: TaskState) => Command): void {
  if (size === 0) return;
  for (const task of slots) if (task) commands.push(toCommand(task));
}

function start(task: TaskState): Command {
  return { kind: 'start_task', path: task.path, nodeId: task.node.id, attempt: task.attempt + 1 };
}

function endWait({ path, node, attempt, answerId }: TaskState): Command {
  return { kind: 'settle_wait', path, nodeId: node.id, attempt, answerId };
}

function settle({ path, node, attempt, scope }: TaskState): Command {
  return { kind: 'settle_scope', path, nodeId: node.id, attempt, failure: scope?.stopping ?? null };
}

function skip(task: TaskState, because: 'branch_not_taken' | 'disabled', passFrom: TaskPath | null): Command {
  return { kind: 'skip_task', path: task.path, nodeId: task.node.id, because, passFrom };
}

/** The single node whose output passes through a disabled one; null where there are none or several. */
function upstream(task: TaskState): TaskPath | null {
  const from = new Set(task.node.incoming.map((edge) => edge.from));
  const [only] = from;
  return from.size === 1 && only !== undefined ? (taskIn(task.instance, only)?.path ?? null) : null;
}

/** A scope node is stopped after the items inside it. */
function abortActive(instance: Instance, commands: Command[]): void {
  const because = instance.halt?.because ?? 'stopped';
  for (const task of instance.active.slots) {
    if (task && (task.scope?.open.size ?? 0) === 0) commands.push({ kind: 'abort_task', path: task.path, nodeId: task.node.id, because });
  }
}

function finishOf(state: RunState): Command | null {
  const { root } = state;
  if (root.halt) {
    if (root.active.size > 0) return null;
    if (root.halt.kind === 'failing') {
      return { kind: 'finish_run', status: 'FAILED', failure: root.halt.failure, path: root.halt.path, because: 'task_failed' };
    }
    return { kind: 'finish_run', status: 'CANCELLED', failure: null, path: null, because: root.halt.because };
  }
  return root.left === 0 ? { kind: 'finish_run', status: 'SUCCEEDED', failure: null, path: null, because: 'finished' } : null;
}
