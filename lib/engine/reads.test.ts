import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { forgetInterrupted, interruptedTasks, itemsOf, nextTimer, outputRef, runningPaths, taskAt, waitingPaths } from './reads';
import { DOWN, drive } from './testing/drive';

//  a ──▶ m [ x ──▶ y ]  two at a time
function opened(items: number) {
  const run = drive(
    aFlow()
      .node('a', 'work', {})
      .node('m', 'each', { concurrency: 2 })
      .body('m', (body) => body.node('x', 'work', { does: 'look' }).node('y', 'work', { does: 'change' }).edge('x', 'y'))
      .edge('a', 'm')
      .build(),
  );
  run.succeed('a');
  run.start('m', { items });
  return run;
}

describe('outputRef', () => {
  it('sees siblings of the same item and nodes around the scope, not other items', () => {
    const { plan, state, succeed } = opened(2);
    succeed('m[0]/x');
    expect(outputRef(plan, state, 'm[0]/y', 'x')).toEqual({ outputId: 'out:m[0]/x', status: 'SUCCEEDED', failure: null });
    expect(outputRef(plan, state, 'm[1]/y', 'x')).toBeNull();
    expect(outputRef(plan, state, 'm[1]/y', 'a')?.outputId).toBe('out:a');
  });

  it('does not see into a body from outside', () => {
    const { plan, state, succeed } = opened(1);
    succeed('m[0]/x');
    expect(outputRef(plan, state, '', 'x')).toBeNull();
    expect(outputRef(plan, state, 'm', 'x')).toBeNull();
  });

  //  a      on_error: continue
  it('answers null and the failure for a node that failed and went on', () => {
    const { plan, state, fail } = drive(aFlow().node('a', 'work', { on_error: 'continue' }).build());
    fail('a');
    expect(outputRef(plan, state, '', 'a')).toEqual({ outputId: null, status: 'FAILED', failure: DOWN });
  });
});

describe('itemsOf', () => {
  it('keeps outcome and result ids of settled items in item order, and forgets their tasks', () => {
    const { state, succeed, start } = opened(3);
    start('m[1]/x');
    for (const path of ['m[1]/x', 'm[1]/y', 'm[0]/x']) succeed(path);
    const items = itemsOf(state, 'm');
    expect([...(items?.outcomes ?? [])]).toEqual([undefined, { ok: true }, undefined]);
    expect(items).toMatchObject({ total: 3, done: 1 });
    expect(items?.resultIds(1, 'y')).toBe('out:m[1]/y');
    expect(items?.resultIds(1, 'constructor')).toBeNull();
    expect(taskAt(state, 'm[1]/y')).toBeUndefined();
    expect(taskAt(state, 'm')?.items).toEqual({ total: 3, done: 1 });
  });

  it('keeps how items ended and lets go of the ids once the scope node has its own output', () => {
    const { state, succeed } = opened(1);
    for (const path of ['m[0]/x', 'm[0]/y', 'm']) succeed(path);
    expect([...(itemsOf(state, 'm')?.outcomes ?? [])]).toEqual([{ ok: true }]);
    expect(itemsOf(state, 'm')?.resultIds(0, 'y')).toBeNull();
  });
});

describe('the tasks under way', () => {
  it('are found in every scope, by whether they run or wait', () => {
    const { state, start, retry } = opened(2);
    start('m[0]/x');
    retry('m[1]/x', 500);
    expect(runningPaths(state)).toEqual(['m', 'm[0]/x']);
    expect(waitingPaths(state)).toEqual(['m[1]/x']);
    expect(nextTimer(state)).toBe(500);
  });

  it('are interrupted after a takeover, scope nodes aside, and forgetting one puts it back at the same attempt', () => {
    const { state, start, succeed, commands } = opened(2);
    succeed('m[0]/x');
    start('m[0]/y', { attempt: 3 });
    start('m[1]/x');
    expect(interruptedTasks(state)).toEqual([
      { path: 'm[0]/y', nodeId: 'y', attempt: 3, effect: 'write' },
      { path: 'm[1]/x', nodeId: 'x', attempt: 1, effect: 'read' },
    ]);
    forgetInterrupted(state, 'm[0]/y');
    forgetInterrupted(state, 'm[1]/x');
    expect(commands()).toEqual(['start m[0]/y #3', 'start m[1]/x #1']);
  });

  it('stay to be aborted in a run that was told to stop', () => {
    const { state, start, cancel, commands } = opened(1);
    start('m[0]/x');
    cancel();
    forgetInterrupted(state, 'm[0]/x');
    expect(commands()).toEqual(['abort m[0]/x: cancelled']);
    expect(taskAt(state, 'm[0]/x')?.halted).toBe(true);
  });
});
