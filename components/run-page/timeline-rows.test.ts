import { describe, expect, it } from 'vitest';
import { bodySizes, itemProgress } from '@/components/run-live';
import type { TaskRunView } from '@/lib/contracts/runs';
import type { FlowDocument } from '@/lib/dsl/document';
import { timelineRows } from './timeline-rows';

const task = (path: string, status: TaskRunView['status'], more: Partial<TaskRunView> = {}): TaskRunView => ({
  path,
  nodeId: path.slice(path.lastIndexOf('/') + 1),
  status,
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
  waitsFor: null,
  usage: null,
  hasOutput: false,
  ...more,
});

//  split ─→ each { ask ─→ sort } ─→ end        (written in another order than it runs)
const document: FlowDocument = {
  dsl: 1,
  name: 'f',
  inputs: { type: 'object' },
  nodes: [
    { id: 'end', type: 'template' },
    { id: 'split', type: 'transform' },
    {
      id: 'each',
      type: 'map',
      body: {
        nodes: [
          { id: 'ask', type: 'llm_completion' },
          { id: 'sort', type: 'switch' },
        ],
        edges: [{ from: 'ask', to: 'sort' }],
      },
    },
  ],
  edges: [
    { from: 'split', to: 'each' },
    { from: 'each', to: 'end' },
  ],
  outputs: {},
  triggers: [],
  layout: { nodes: {}, notes: [], groups: [] },
};

function rowsOf(tasks: readonly TaskRunView[], open: readonly string[]) {
  const byPath = new Map(tasks.map((one) => [one.path, one]));
  return timelineRows({ document, tasks: byPath, progress: itemProgress(byPath, bodySizes(document)), open: new Set(open) });
}

describe('timelineRows', () => {
  it('lists every node in the order of the drawing, before any has begun', () => {
    expect(rowsOf([], []).map((row) => row.path)).toEqual(['split', 'each', 'end']);
  });

  it('hides items until their scope is opened, and tells how many are done', () => {
    const tasks = [
      task('each', 'RUNNING', { itemsTotal: 3 }),
      task('each[10]/ask', 'RUNNING', { startedAt: '2026-01-01T00:00:02.000Z' }),
      task('each[2]/ask', 'SUCCEEDED', { startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:00:01.000Z' }),
      task('each[2]/sort', 'SUCCEEDED', { startedAt: '2026-01-01T00:00:01.000Z', endedAt: '2026-01-01T00:00:01.500Z' }),
    ];
    const closed = rowsOf(tasks, []);
    expect(closed.map((row) => row.path)).toEqual(['split', 'each', 'end']);
    expect(closed[1]).toMatchObject({ isOpen: false, progress: { total: 3, done: 1, failed: 0 } });
    const opened = rowsOf(tasks, ['each', 'each[2]']);
    expect(opened.map((row) => row.path)).toEqual(['split', 'each', 'each[2]', 'each[2]/ask', 'each[2]/sort', 'each[10]', 'end']);
    expect(opened[2]).toMatchObject({ status: 'SUCCEEDED', endedAt: '2026-01-01T00:00:01.500Z' });
    expect(opened[5]).toMatchObject({ status: 'RUNNING', endedAt: null });
  });

  it('calls an item failed as soon as one of its tasks has', () => {
    const rows = rowsOf([task('each', 'RUNNING', { itemsTotal: 1 }), task('each[0]/ask', 'FAILED')], ['each']);
    expect(rows[2]).toMatchObject({ kind: 'item', status: 'FAILED' });
  });
});
