import { describe, expect, it } from 'vitest';
import type { TaskRunView } from '@/lib/contracts/runs';
import { edgeState } from './edge-state';
import type { OverlayState } from './overlay';

function task(nodeId: string, status: TaskRunView['status'], port: string | null = null): [string, TaskRunView] {
  return [
    nodeId,
    {
      path: nodeId,
      nodeId,
      status,
      attempt: 1,
      startedAt: null,
      endedAt: null,
      dueAt: null,
      firstTokenMs: null,
      preview: null,
      port,
      itemsTotal: null,
      itemsDone: null,
      error: null,
      usage: null,
      hasOutput: false,
      waitsFor: null,
    },
  ];
}

function overlay(running: boolean, ...tasks: [string, TaskRunView][]): OverlayState {
  return { tasks: new Map(tasks), tails: new Map(), progress: new Map(), scopePath: '', running };
}

const OUT = { from: 'a', port: 'out', to: 'b' };

describe('edgeState', () => {
  it.each([
    ['idle before anything ran', overlay(false), OUT, 'idle'],
    ['idle while its source runs', overlay(true, task('a', 'RUNNING')), OUT, 'idle'],
    ['running while its target runs', overlay(true, task('a', 'SUCCEEDED'), task('b', 'RUNNING')), OUT, 'running'],
    ['done when both ended', overlay(false, task('a', 'SUCCEEDED'), task('b', 'SUCCEEDED')), OUT, 'done'],
    [
      'dead when a switch went the other way',
      overlay(true, task('a', 'SUCCEEDED', 'vip'), task('b', 'SKIPPED')),
      { ...OUT, port: 'else' },
      'dead',
    ],
    [
      'done when a switch went this way',
      overlay(true, task('a', 'SUCCEEDED', 'vip'), task('b', 'SUCCEEDED')),
      { ...OUT, port: 'vip' },
      'done',
    ],
    ['dead from a skipped node', overlay(true, task('a', 'SKIPPED')), OUT, 'dead'],
    ['dead from a failed node', overlay(false, task('a', 'FAILED')), OUT, 'dead'],
    [
      'live on the error port of a failed node',
      overlay(true, task('a', 'FAILED'), task('b', 'RUNNING')),
      { ...OUT, port: 'error' },
      'running',
    ],
  ])('is %s', (_name, state, edge, expected) => {
    expect(edgeState(state, edge)).toBe(expected);
  });
});
