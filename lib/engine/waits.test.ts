import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { fromCheckpoint, toCheckpoint } from './checkpoint';
import { decide } from './decide';
import { mayAnswer, nextTimer, taskAt } from './reads';
import { drive } from './testing/drive';

//  ok ──▶ after          ok waits for a person
function oneWait() {
  return drive(aFlow().node('ok', 'pause', {}).node('after', 'work', {}).edge('ok', 'after').build());
}

describe('a wait', () => {
  it('is started like any task, and then nothing is to be done until somebody answers', () => {
    const run = oneWait();
    expect(run.commands()).toEqual(['start ok #1']);
    run.open('ok');
    expect(run.commands(1e15)).toEqual([]);
    run.answer('ok', 'yes');
    expect(run.commands()).toEqual(['take answer yes to ok']);
    run.succeed('ok');
    expect(run.commands()).toEqual(['start after #1']);
  });

  it('ends by its time, which is never another try', () => {
    const run = oneWait();
    run.open('ok', 100, 'timer');
    expect(run.commands(99)).toEqual([]);
    expect(run.commands(100)).toEqual(['time out ok']);
  });

  it('that failed and is tried again waits for its retry, not for an answer', () => {
    const run = oneWait();
    run.open('ok', 100);
    run.retry('ok', 200);
    expect(run.commands(199)).toEqual([]);
    expect(run.commands(200)).toEqual(['start ok #2']);
  });

  it('takes the first answer alone', () => {
    const run = oneWait();
    run.open('ok');
    run.answer('ok', 'first');
    expect(mayAnswer(run.state, 'ok')).toBe(false);
    run.answer('ok', 'second');
    expect(run.commands()).toEqual(['take answer first to ok']);
  });

  it('once answered has no time any more', () => {
    const run = oneWait();
    run.open('ok', 100);
    run.answer('ok', 'yes');
    expect(nextTimer(run.state)).toBeNull();
    expect(run.commands(1000)).toEqual(['take answer yes to ok']);
  });

  it('keeps an answer that comes before it is open, and ends as it opens', () => {
    const run = oneWait();
    run.answer('ok', 'early');
    expect(run.commands()).toEqual(['start ok #1']);
    expect(mayAnswer(run.state, 'ok')).toBe(false);
    run.answer('ok', 'second');
    run.open('ok', 100);
    expect(run.commands(1000)).toEqual(['take answer early to ok']);
  });

  it('for time alone takes no answer', () => {
    const run = oneWait();
    run.open('ok', 100, 'timer');
    run.answer('ok', 'yes');
    expect(run.commands(0)).toEqual([]);
    expect(run.commands(100)).toEqual(['time out ok']);
  });

  it.each([
    ['before its answer', (run: ReturnType<typeof oneWait>) => run.open('ok', 100)],
    [
      'after its answer, which nobody has acted on yet',
      (run: ReturnType<typeof oneWait>) => {
        run.open('ok', 100);
        run.answer('ok', 'yes');
      },
    ],
  ])('is ended by a cancel %s', (_, before) => {
    const run = oneWait();
    before(run);
    run.cancel();
    expect(run.commands(1000)).toEqual(['abort ok: cancelled']);
    run.drop('ok');
    expect(run.commands(1000)).toEqual(['finish CANCELLED']);
  });

  //  each [ ok ]
  it('in an item keeps what was said before the item was there', () => {
    const run = drive(
      aFlow()
        .node('each', 'each', {})
        .body('each', (body) => body.node('ok', 'pause', {}))
        .build(),
    );
    run.answer('each[1]/ok', 'early');
    run.start('each', { items: 2 });
    run.open('each[0]/ok');
    run.open('each[1]/ok');
    expect(run.commands()).toEqual(['take answer early to each[1]/ok']);
  });
});

describe('answers, the time and a cancel in any order', () => {
  const happenings = fc.shuffledSubarray(['open', 'answer', 'second answer', 'time', 'cancel', 'checkpoint'], { minLength: 3 });

  it('end a wait exactly once, by whichever was recorded first after it opened', () => {
    fc.assert(
      fc.property(happenings, (order) => {
        const run = oneWait();
        let { state } = run;
        let now = 0;
        const said: string[] = [];
        for (const what of order) {
          if (what === 'open') run.open('ok', 100);
          if (what === 'time') now = 1000;
          if (what === 'cancel') run.cancel();
          if (what === 'answer' || what === 'second answer') run.answer('ok', what);
          if (what === 'checkpoint') state = fromCheckpoint(run.plan, JSON.parse(JSON.stringify(toCheckpoint(run.state))));
          said.push(what);
          const wanted = outcome(said, now);
          const commands = decide(run.plan, run.state, now).filter((command) => command.kind !== 'finish_run');
          expect(commands.map((command) => (command.kind === 'settle_wait' ? (command.answerId ?? 'time') : command.kind))).toEqual(wanted);
          if (what === 'checkpoint') expect(taskAt(state, 'ok')).toEqual(taskAt(run.state, 'ok'));
        }
      }),
      { numRuns: 400 },
    );
  });

  /** What is to be done about the wait, by the order of what was said alone. */
  function outcome(said: readonly string[], now: number): string[] {
    const isOpen = said.includes('open');
    if (said.includes('cancel')) return isOpen ? ['abort_task'] : [];
    if (!isOpen) return ['start_task'];
    const answer = said.find((what) => what.endsWith('answer'));
    if (answer !== undefined) return [answer];
    return now >= 100 ? ['time'] : [];
  }
});
