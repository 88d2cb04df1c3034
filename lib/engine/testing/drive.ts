import type { FlowDocument } from '@/lib/dsl/document';
import { apply } from '@/lib/engine/apply';
import { compilePlan } from '@/lib/engine/compile-plan';
import { decide } from '@/lib/engine/decide';
import { nodeIdOf } from '@/lib/engine/paths';
import { createState } from '@/lib/engine/state';
import type { Command, EngineEvent, Failure } from '@/lib/engine/types';
import { testCatalog } from './test-catalog';

/** The failure of every task that fails in a test. */
export const DOWN: Failure = { class: 'unavailable', code: 'down', message: 'The other side is down' };

/** A started run of a document, moved by hand: one method per event, and what the engine says to do as short texts. */
export function drive(document: FlowDocument) {
  const plan = compilePlan(document, testCatalog);
  const state = createState(plan);
  apply(state, { type: 'run.started', at: 0 });
  const send = (event: EngineEvent): void => void apply(state, event);
  const task = (path: string, attempt: number) => ({ at: 0, path, nodeId: nodeIdOf(path), attempt });
  return {
    plan,
    state,
    send,
    commands: (now = 0): string[] => decide(plan, state, now).map(commandText),
    start: (path: string, options: { attempt?: number; items?: number } = {}) =>
      send({ type: 'task.started', ...task(path, 1), ...options }),
    succeed: (path: string, port?: string) =>
      send({ type: 'task.succeeded', ...task(path, 1), outputId: `out:${path}`, ...(port === undefined ? {} : { port }) }),
    fail: (path: string) => send({ type: 'task.failed', ...task(path, 1), failure: DOWN }),
    skip: (path: string, because: 'branch_not_taken' | 'disabled' = 'branch_not_taken', outputId: string | null = null) =>
      send({ type: 'task.skipped', at: 0, path, nodeId: nodeIdOf(path), because, outputId }),
    retry: (path: string, dueAt: number, attempt = 1) => send({ type: 'task.retrying', ...task(path, attempt), failure: DOWN, dueAt }),
    wait: (path: string) => send({ type: 'task.waiting', ...task(path, 1), reason: 'uncertain' }),
    /** Opens a wait that an answer may end, or the time `dueAt`. */
    open: (path: string, dueAt?: number, reason: 'person' | 'callback' | 'timer' = 'person') =>
      send({ type: 'task.waiting', ...task(path, 1), reason, ...(dueAt === undefined ? {} : { dueAt }) }),
    answer: (path: string, answerId: string) => send({ type: 'task.answered', at: 0, path, nodeId: nodeIdOf(path), answerId }),
    resolve: (path: string, resolution: 'retry' | 'done' | 'failed') =>
      send({ type: 'effect.resolved', at: 0, path, nodeId: nodeIdOf(path), key: 'k', resolution, by: null }),
    drop: (path: string) => send({ type: 'task.cancelled', ...task(path, 1), because: 'cancelled' }),
    cancel: () => send({ type: 'run.cancel_requested', at: 0, by: null }),
  };
}

/** A command in a few words: `start each[0]/call #2`, `abort b: cancelled`, `finish FAILED at b`. */
export function commandText(command: Command): string {
  switch (command.kind) {
    case 'start_task':
      return `start ${command.path} #${command.attempt}`;
    case 'skip_task':
      return `skip ${command.path}: ${command.because}${command.passFrom === null ? '' : `, passing ${command.passFrom}`}`;
    case 'settle_scope':
      return `settle ${command.path} #${command.attempt}${command.failure ? `: ${command.failure.code}` : ''}`;
    case 'settle_wait':
      return command.answerId === null ? `time out ${command.path}` : `take answer ${command.answerId} to ${command.path}`;
    case 'abort_task':
      return `abort ${command.path}: ${command.because}`;
    case 'finish_run':
      return `finish ${command.status}${command.path === null ? '' : ` at ${command.path}`}`;
  }
}
