import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { drive } from './testing/drive';

// Legend: a ──▶ b is an edge; a ─x▶ b leaves a by port x; (b) is disabled; m [ … ] is a scope with its body.

//  a ──┐
//      ├──▶ c
//  b ──┘
function twoInOne(join: 'all' | 'any') {
  return drive(aFlow().node('a', 'work', {}).node('b', 'work', {}).node('c', 'work', { join }).edge('a', 'c').edge('b', 'c').build());
}

describe('a join', () => {
  it('all waits for its last edge, and runs when at least one is live', () => {
    const run = twoInOne('all');
    run.succeed('a');
    expect(run.commands()).toEqual(['start b #1']);
    run.skip('b');
    expect(run.commands()).toEqual(['start c #1']);
  });

  it('runs once when both parents end at the same time', () => {
    const run = twoInOne('all');
    run.succeed('a');
    run.succeed('b');
    expect(run.commands()).toEqual(['start c #1']);
    run.start('c');
    expect(run.commands()).toEqual([]);
  });

  it.each(['all', 'any'] as const)('%s is skipped when every edge is dead', (join) => {
    const run = twoInOne(join);
    run.skip('a');
    run.skip('b');
    expect(run.commands()).toEqual(['skip c: branch_not_taken']);
  });

  it('any runs at the first live edge, and late edges do nothing', () => {
    const run = twoInOne('any');
    run.skip('a');
    expect(run.commands()).toEqual(['start b #1']);
    run.succeed('b');
    expect(run.commands()).toEqual(['start c #1']);
    run.succeed('c');
    expect(run.commands()).toEqual(['finish SUCCEEDED']);
  });

  it('any does not run again when a second edge comes alive after it ended', () => {
    const run = twoInOne('any');
    run.succeed('a');
    run.succeed('c');
    run.succeed('b');
    expect(run.commands()).toEqual(['finish SUCCEEDED']);
  });
});

describe('a disabled node', () => {
  //  a ──▶ (b) ──▶ c
  it('passes its single input on, and its out edges are live', () => {
    const run = drive(
      aFlow().node('a', 'work', {}).node('b', 'work', { disabled: true }).node('c', 'work', {}).edge('a', 'b').edge('b', 'c').build(),
    );
    run.succeed('a');
    expect(run.commands()).toEqual(['skip b: disabled, passing a']);
    run.skip('b', 'disabled', 'out:a');
    expect(run.commands()).toEqual(['start c #1']);
  });

  //  a ──┐
  //      ├──▶ (c)
  //  b ──┘
  it('passes nothing on where it has several inputs', () => {
    const run = drive(
      aFlow().node('a', 'work', {}).node('b', 'work', {}).node('c', 'work', { disabled: true }).edge('a', 'c').edge('b', 'c').build(),
    );
    run.succeed('a');
    run.succeed('b');
    expect(run.commands()).toEqual(['skip c: disabled']);
  });

  //  (f) ─a▶ b
  it('takes none of the ports of a branch', () => {
    const run = drive(aFlow().node('f', 'fork', { disabled: true }).node('b', 'work', {}).edge('f', 'b', 'a').build());
    expect(run.commands()).toEqual(['skip f: disabled']);
    run.skip('f', 'disabled');
    expect(run.commands()).toEqual(['skip b: branch_not_taken']);
  });
});

describe('a failing run', () => {
  //  a      b      c ──▶ d
  it('starts nothing more, aborts what runs or waits, and finishes with the first failure when the last has ended', () => {
    const run = drive(
      aFlow().node('a', 'work', {}).node('b', 'work', {}).node('c', 'work', {}).node('d', 'work', {}).edge('c', 'd').build(),
    );
    for (const path of ['a', 'b', 'c']) run.start(path);
    run.retry('b', 50);
    run.fail('a');
    expect(run.commands(99)).toEqual(['abort b: run_failing', 'abort c: run_failing']);
    run.drop('b');
    run.succeed('c');
    expect(run.commands(99)).toEqual(['finish FAILED at a']);
  });

  it('says nothing more once it is over', () => {
    const run = drive(aFlow().node('a', 'work', {}).build());
    run.fail('a');
    run.send({ type: 'run.failed', at: 0, failure: { class: 'bug', code: 'x', message: '' }, path: 'a', because: 'task_failed' });
    run.succeed('a');
    expect(run.commands()).toEqual([]);
  });
});

describe('a retry', () => {
  //  a
  it('is due at its time and not before, and counts attempts', () => {
    const run = drive(aFlow().node('a', 'work', {}).build());
    run.start('a');
    run.retry('a', 1000);
    expect(run.commands(999)).toEqual([]);
    expect(run.commands(1000)).toEqual(['start a #2']);
    run.start('a', { attempt: 2 });
    expect(run.commands(1000)).toEqual([]);
  });

  //  m [ x ]  over 2 items; m is tried again
  it('of a scope node forgets its items and begins them anew', () => {
    const run = drive(
      aFlow()
        .node('m', 'each', { concurrency: 2 })
        .body('m', (body) => body.node('x', 'work', {}))
        .build(),
    );
    run.start('m', { items: 2 });
    run.fail('m[0]/x');
    expect(run.commands()).toEqual(['settle m #1: down']);
    run.retry('m', 10);
    expect(run.commands(9)).toEqual([]);
    run.start('m', { attempt: 2, items: 2 });
    expect(run.commands(10)).toEqual(['start m[0]/x #1', 'start m[1]/x #1']);
    run.succeed('m[0]/x');
    run.succeed('m[1]/x');
    expect(run.commands(10)).toEqual(['settle m #2']);
  });
});

describe('an uncertain effect', () => {
  function uncertain() {
    const run = drive(aFlow().node('a', 'work', { does: 'change' }).build());
    run.start('a');
    run.wait('a');
    return run;
  }

  it('waits until a person has said what became of it', () => {
    expect(uncertain().commands(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it.each([
    ['retry', ['start a #2']],
    ['done', []],
    ['failed', []],
  ] as const)('resolved as %s gives %j; the end itself is recorded by an event of its own', (resolution, commands) => {
    const run = uncertain();
    run.resolve('a', resolution);
    expect(run.commands()).toEqual(commands);
  });

  it('cannot be resolved while an attempt runs', () => {
    const run = uncertain();
    run.resolve('a', 'retry');
    run.start('a', { attempt: 2 });
    run.resolve('a', 'retry');
    expect(run.commands()).toEqual([]);
  });

  //  m [ x ]  x waits for a person while the run is cancelled
  it('resolved as retry after a cancel does not hold up the end of its item', () => {
    const run = drive(
      aFlow()
        .node('m', 'each')
        .body('m', (body) => body.node('x', 'work', { does: 'change' }))
        .build(),
    );
    run.start('m', { items: 1 });
    run.start('m[0]/x');
    run.wait('m[0]/x');
    run.cancel();
    run.resolve('m[0]/x', 'retry');
    expect(run.commands()).toEqual(['abort m: cancelled']);
  });
});

describe('a task of another pool', () => {
  //  a
  it('is not started again once it was scheduled there', () => {
    const run = drive(aFlow().node('a', 'work', { pool: 'gpu' }).build());
    run.send({ type: 'task.scheduled', at: 0, path: 'a', nodeId: 'a', pool: 'gpu' });
    expect(run.commands()).toEqual([]);
    run.cancel();
    expect(run.commands()).toEqual(['abort a: cancelled']);
  });
});

describe('a cancel', () => {
  //  a      b
  it('wins over timers: nothing due is started, what waits is dropped', () => {
    const run = drive(aFlow().node('a', 'work', {}).node('b', 'work', {}).build());
    run.retry('a', 10);
    run.cancel();
    expect(run.commands(1000)).toEqual(['abort a: cancelled']);
    run.drop('a');
    expect(run.commands(1000)).toEqual(['finish CANCELLED']);
  });

  //  o [ i [ x ] ]
  it('reaches the tasks of scopes in scopes with its own reason, the innermost first', () => {
    const run = drive(
      aFlow()
        .node('o', 'each')
        .body('o', (outer) => outer.node('i', 'each').body('i', (inner) => inner.node('x', 'work', {})))
        .build(),
    );
    run.start('o', { items: 1 });
    run.start('o[0]/i', { items: 2 });
    run.start('o[0]/i[1]/x');
    run.cancel();
    expect(run.commands()).toEqual(['abort o[0]/i[1]/x: cancelled']);
    run.drop('o[0]/i[1]/x');
    expect(run.commands()).toEqual(['abort o[0]/i: cancelled']);
    run.drop('o[0]/i');
    expect(run.commands()).toEqual(['abort o: cancelled']);
    run.drop('o');
    expect(run.commands()).toEqual(['finish CANCELLED']);
  });

  //  m [ x ]  opened over nothing, or over items, by a worker that had not heard of the cancel
  it.each([0, 3])('stops a scope that is opened over %i items after it', (items) => {
    const run = drive(
      aFlow()
        .node('m', 'each')
        .body('m', (body) => body.node('x', 'work', {}))
        .build(),
    );
    run.cancel();
    run.start('m', { items });
    expect(run.commands()).toEqual(['abort m: cancelled']);
  });

  it('of a run that has not started ends it as soon as it starts', () => {
    const run = drive(aFlow().node('a', 'work', {}).build());
    run.cancel();
    run.send({ type: 'run.started', at: 0 });
    expect(run.commands()).toEqual(['finish CANCELLED']);
  });
});

//  m [ x   y ]  two at a time
function scopeOf(mode: 'stop' | 'continue' | 'collect', items: number) {
  const run = drive(
    aFlow()
      .node('m', 'each', { concurrency: 2, on_item_error: mode })
      .body('m', (body) => body.node('x', 'work', {}).node('y', 'work', {}))
      .build(),
  );
  run.start('m', { items });
  return run;
}

describe('a scope', () => {
  it('stops every item at once when one fails, not only when that one has ended', () => {
    const run = scopeOf('stop', 5);
    for (const path of ['m[0]/x', 'm[0]/y', 'm[1]/x', 'm[1]/y']) run.start(path);
    run.fail('m[0]/x');
    expect(run.commands()).toEqual(['abort m[0]/y: item_failed', 'abort m[1]/x: sibling_failed', 'abort m[1]/y: sibling_failed']);
    for (const path of ['m[0]/y', 'm[1]/x', 'm[1]/y']) run.drop(path);
    expect(run.commands()).toEqual(['settle m #1: down']);
  });

  it.each(['continue', 'collect'] as const)('goes on with its other items by on_item_error: %s', (mode) => {
    const run = scopeOf(mode, 3);
    run.start('m[0]/y');
    run.fail('m[0]/x');
    expect(run.commands()).toEqual(['start m[1]/x #1', 'start m[1]/y #1', 'abort m[0]/y: item_failed']);
    run.drop('m[0]/y');
    expect(run.commands()).toEqual(['start m[1]/x #1', 'start m[1]/y #1', 'start m[2]/x #1', 'start m[2]/y #1']);
    for (const path of ['m[1]/x', 'm[1]/y', 'm[2]/x', 'm[2]/y']) run.succeed(path);
    expect(run.commands()).toEqual(['settle m #1']);
  });

  it('keeps its items when its start is told twice', () => {
    const run = scopeOf('stop', 1);
    run.succeed('m[0]/x');
    run.start('m', { items: 1 });
    expect(run.commands()).toEqual(['start m[0]/y #1']);
  });

  it.each([
    ['tried again', (run: ReturnType<typeof drive>) => run.retry('m', 500), []],
    ['failed', (run: ReturnType<typeof drive>) => run.fail('m'), ['finish FAILED at m']],
    ['cancelled', (run: ReturnType<typeof drive>) => run.drop('m'), ['finish SUCCEEDED']],
  ])('that is %s while items are open leaves nothing of them to do', (_, end, commands) => {
    const run = scopeOf('stop', 3);
    run.start('m[0]/x');
    run.retry('m[1]/x', 10);
    end(run);
    expect(run.commands(99)).toEqual(commands);
    run.succeed('m[0]/x');
    expect(run.commands(99)).toEqual(commands);
  });

  //  o [ i [ x ] ]  o is tried again while x could start
  it('that is tried again leaves nothing of the scopes inside it to do', () => {
    const run = drive(
      aFlow()
        .node('o', 'each')
        .body('o', (outer) => outer.node('i', 'each').body('i', (inner) => inner.node('x', 'work', {})))
        .build(),
    );
    run.start('o', { items: 1 });
    run.start('o[0]/i', { items: 2 });
    run.retry('o', 500);
    expect(run.commands(99)).toEqual([]);
  });

  it('without a body settles at once', () => {
    const run = drive(aFlow().node('m', 'each').build());
    run.start('m', { items: 3 });
    expect(run.commands()).toEqual(['settle m #1']);
  });

  //  o [ i [ x ] ──▶ z ]
  it('runs scopes in scopes, each by its own concurrency', () => {
    const run = drive(
      aFlow()
        .node('o', 'each', { concurrency: 1 })
        .body('o', (outer) =>
          outer
            .node('i', 'each', { concurrency: 2 })
            .body('i', (inner) => inner.node('x', 'work', {}))
            .node('z', 'work', {})
            .edge('i', 'z'),
        )
        .build(),
    );
    run.start('o', { items: 2 });
    expect(run.commands()).toEqual(['start o[0]/i #1']);
    run.start('o[0]/i', { items: 3 });
    run.succeed('o[0]/i[1]/x');
    expect(run.commands()).toEqual(['start o[0]/i[0]/x #1', 'start o[0]/i[2]/x #1']);
    run.succeed('o[0]/i[0]/x');
    run.succeed('o[0]/i[2]/x');
    run.succeed('o[0]/i');
    run.succeed('o[0]/z');
    expect(run.commands()).toEqual(['start o[1]/i #1']);
  });
});
