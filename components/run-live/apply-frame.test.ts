import { describe, expect, it } from 'vitest';
import type { RunDetail, RunFrame, TaskRunView } from '@/lib/contracts/runs';
import type { JsonObject } from '@/lib/std/json';
import { NO_USAGE } from '@/lib/std/usage-sum';
import { applyFrame, applyFrames } from './apply-frame';
import { createRunView, mergeRun, mergeTasks, type RunView } from './run-view';

const usage = NO_USAGE;

const run: RunDetail = {
  id: 'R',
  flowId: 'F',
  flowName: 'Triage',
  revNo: null,
  status: 'PENDING',
  triggerType: 'manual',
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
  durationMs: null,
  endedBecause: null,
  error: null,
  usage,
  labels: {},
  waitingFor: null,
  inputs: {},
  outputs: null,
  dsl: {},
  snapshotHash: '',
  seq: 3,
  taskCount: 0,
};

function frame(seq: number | null, type: string, subject: { path?: string; attempt?: number; data?: JsonObject } = {}): RunFrame {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, seq ?? 0)).toISOString();
  return { v: 1, seq, at, type, runId: 'R', ...subject };
}

const ask = (seq: number, type: string, data: JsonObject = {}, attempt = 1) =>
  frame(seq, type, { path: 'ask', attempt, data: { nodeId: 'ask', ...data } });

function task(view: RunView, path = 'ask'): TaskRunView {
  return view.tasks.get(path)!;
}

describe('applyFrame', () => {
  it('walks a task from scheduled to succeeded and keeps preview and port', () => {
    const view = applyFrames(createRunView(run), [
      frame(4, 'run.started'),
      ask(5, 'task.scheduled'),
      ask(6, 'task.started'),
      ask(7, 'task.succeeded', { outputId: 'P', preview: 'Dear', port: 'refund' }),
    ]);
    expect(view.run.status).toBe('RUNNING');
    expect(task(view)).toMatchObject({ status: 'SUCCEEDED', hasOutput: true, preview: 'Dear', port: 'refund' });
    expect(task(view).startedAt).toBe('2026-01-01T00:00:06.000Z');
    expect(task(view).endedAt).toBe('2026-01-01T00:00:07.000Z');
  });

  it('changes nothing for events that are in the view already', () => {
    const view = createRunView(run);
    expect(applyFrame(view, frame(3, 'run.started'))).toBe(view);
  });

  it('never takes a settled task back when frames are older than what REST answered', () => {
    const settled = { ...task(applyFrame(createRunView(run), ask(4, 'task.succeeded'))), usage: { ...usage, promptTokens: 9 } };
    const view = mergeTasks(createRunView(run), [settled]);
    const after = applyFrames(view, [
      ask(4, 'task.started'),
      ask(5, 'usage.recorded', { promptTokens: 9, costNano: '1' }),
      ask(6, 'task.succeeded'),
    ]);
    expect(task(after)).toMatchObject({ status: 'SUCCEEDED', usage: { promptTokens: 9 } });
  });

  it('keeps what frames moved further when REST answers late', () => {
    const early: TaskRunView = { ...task(applyFrame(createRunView(run), ask(4, 'task.started'))) };
    const view = applyFrames(createRunView(run), [ask(4, 'task.started'), ask(5, 'task.succeeded')]);
    expect(task(mergeTasks(view, [early])).status).toBe('SUCCEEDED');
    expect(mergeRun(view, { ...run, seq: 4, outputs: { a: 1 } }).run.outputs).toEqual({ a: 1 });
  });

  it('tells the next try of a retrying task and forgets the text of the old attempt', () => {
    const failure = { class: 'timeout', code: 'timeout', message: 'Too slow' };
    const retrying = applyFrames(createRunView(run), [
      ask(4, 'task.started'),
      frame(null, 'text.delta', { path: 'ask', attempt: 1, data: { offset: 0, text: 'half' } }),
      ask(5, 'task.retrying', { failure, dueAt: Date.UTC(2026, 0, 1) }),
    ]);
    expect(task(retrying)).toMatchObject({ status: 'WAITING', dueAt: '2026-01-01T00:00:00.000Z', error: { code: 'timeout', path: 'ask' } });
    const again = applyFrame(retrying, ask(6, 'task.started', {}, 2));
    expect(task(again)).toMatchObject({ status: 'RUNNING', attempt: 2, dueAt: null });
    expect(again.tails.has('ask')).toBe(false);
  });

  it('adds usage to the task and the run, and a cost that is unknown stays unknown', () => {
    const view = applyFrames(createRunView(run), [
      ask(4, 'task.started'),
      ask(5, 'usage.recorded', { promptTokens: 10, completionTokens: 4, cachedTokens: 3, costNano: '300', savedNano: '20', known: true }),
    ]);
    expect(view.run.usage).toMatchObject({ promptTokens: 10, completionTokens: 4, cachedTokens: 3, costNano: '300', savedNano: '20' });
    expect(task(view).usage).toMatchObject({ costNano: '300' });
    const unknown = applyFrames(view, [
      ask(6, 'usage.recorded', { costNano: null, known: false }),
      ask(7, 'usage.recorded', { costNano: '5' }),
    ]);
    expect(unknown.run.usage).toMatchObject({ costNano: '305', unknownAttempts: 1, unknownCosts: 1 });
  });

  it('ends the run with its failure and how long it took', () => {
    const failure = { class: 'denied', code: 'model_denied', message: 'No key' };
    const view = applyFrames(createRunView(run), [
      frame(4, 'run.started'),
      frame(9, 'run.failed', { path: 'ask', data: { failure, because: 'task_failed' } }),
    ]);
    expect(view.run).toMatchObject({
      status: 'FAILED',
      durationMs: 5000,
      endedBecause: 'task_failed',
      error: { code: 'model_denied', path: 'ask' },
    });
  });

  it('does not touch the view it was given', () => {
    const before = applyFrame(createRunView(run), ask(4, 'task.started'));
    const copy = structuredClone(before);
    applyFrames(before, [ask(5, 'task.failed', { failure: {} }), frame(6, 'run.failed')]);
    expect(before).toEqual(copy);
  });
});
