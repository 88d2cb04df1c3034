import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCheckpoint, toCheckpoint } from './checkpoint';
import { compilePlan } from './compile-plan';
import { decide } from './decide';
import { nodeIdOf } from './paths';
import { forgetInterrupted, interruptedTasks, itemsOf, nextTimer, runningPaths, runStatus, taskAt, waitingPaths } from './reads';
import type { RunState } from './state';
import { NAIVE_START, naiveApply, naiveDecide } from './testing/naive-engine';
import { type RandomFlow, randomFlow } from './testing/random-flow';
import { fold, joinHolds, recorded, settledTasks, simulate } from './testing/simulate';
import { testCatalog } from './testing/test-catalog';
import type { Command, Plan } from './types';

const orders = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 });
const anyFlow = randomFlow({ any: true, failing: true });

function setup({ document, outcomes }: RandomFlow) {
  const plan = compilePlan(document, testCatalog);
  return { plan, outcomeOf: (path: string) => outcomes.get(nodeIdOf(path)) ?? {} };
}

function picker(order: readonly number[]): (n: number) => number {
  let at = 0;
  return (n) => (order[at++ % order.length] ?? 0) % n;
}

/** Commands as a sorted list: a restored state may list the same ones in another order. */
function listed(commands: readonly Command[]): string[] {
  return commands.map((command) => JSON.stringify(command)).sort();
}

/** Everything the reads say of a state. */
function readAll(plan: Plan, state: RunState, now: number) {
  const paths = [state.root, ...state.items.values()].flatMap((instance) => instance.tasks.map((task) => task.path)).sort();
  return {
    commands: listed(decide(plan, state, now)),
    status: runStatus(state),
    tasks: paths.map((path) => [path, taskAt(state, path)]),
    items: paths.flatMap((path) => {
      const items = itemsOf(state, path);
      const results = plan.byId.get(nodeIdOf(path))?.body?.results ?? [];
      return items
        ? [[path, [...items.outcomes], [...items.outcomes].map((_, index) => results.map((id) => items.resultIds(index, id)))]]
        : [];
    }),
    running: runningPaths(state).sort(),
    waiting: waitingPaths(state).sort(),
    timer: nextTimer(state),
  };
}

describe('the engine, on random flows whose tasks end in random order', () => {
  it('starts a task only when its join holds, settles each once, ends, and finishes only when nothing runs', () => {
    fc.assert(
      fc.property(anyFlow, orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        const { log } = simulate({ plan, outcomeOf, pick: picker(order) });
        for (const types of settledTasks(log).values()) expect(types).toHaveLength(1);
        log.forEach((event, at) => {
          if (event.type === 'task.started' && event.attempt === 1) expect(joinHolds(plan, log.slice(0, at), event.path)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('decides as the naive engine does after every event, with and without a cancel', () => {
    fc.assert(
      fc.property(anyFlow, orders, fc.option(fc.nat(40), { nil: -1 }), (flow, order, cancelAtStep) => {
        const { plan, outcomeOf } = setup(flow);
        let naive = NAIVE_START;
        simulate({
          plan,
          outcomeOf,
          pick: picker(order),
          cancelAtStep,
          onEvent: (state, log, now) => {
            const event = log.at(-1);
            if (event) naive = naiveApply(plan, naive, event);
            expect(listed(decide(plan, state, now))).toEqual(listed(naiveDecide(plan, naive, now)));
          },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('answers the same commands until events are applied', () => {
    fc.assert(
      fc.property(anyFlow, orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        const pick = picker(order);
        const onEvent = (state: RunState, _: unknown, now: number) => expect(decide(plan, state, now)).toEqual(decide(plan, state, now));
        simulate({ plan, outcomeOf, pick, onEvent });
      }),
    );
  });

  it('ends every task the same way whatever the order, without join any and failures', () => {
    fc.assert(
      fc.property(randomFlow({ any: false, failing: false }), orders, orders, (flow, one, other) => {
        const { plan, outcomeOf } = setup(flow);
        const [a, b] = [one, other].map((order) => {
          const { state, log } = simulate({ plan, outcomeOf, pick: picker(order) });
          return { status: state.status, tasks: Object.fromEntries([...settledTasks(log)].sort()) };
        });
        expect(a).toEqual(b);
      }),
      { numRuns: 200 },
    );
  });

  it('ends in the same status whatever the order, with failures, and wherever workers are lost', () => {
    fc.assert(
      fc.property(
        randomFlow({ any: false, failing: true }),
        orders,
        orders,
        fc.array(fc.nat(60), { maxLength: 4 }),
        (flow, one, other, crashAtSteps) => {
          const { plan, outcomeOf } = setup(flow);
          const calm = simulate({ plan, outcomeOf, pick: picker(one) });
          const { state, log } = simulate({ plan, outcomeOf, pick: picker(other), crashAtSteps });
          expect(state.status).toBe(calm.state.status);
          for (const types of settledTasks(log).values()) expect(types).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('always ends after a cancel, starting nothing more, also when the worker is lost afterwards', () => {
    fc.assert(
      fc.property(anyFlow, orders, fc.nat(40), fc.nat(5), (flow, order, cancelAtStep, later) => {
        const { plan, outcomeOf } = setup(flow);
        const { state, log } = simulate({ plan, outcomeOf, pick: picker(order), cancelAtStep, crashAtSteps: [cancelAtStep + later] });
        const cancelled = log.findIndex((event) => event.type === 'run.cancel_requested');
        if (cancelled < 0) return;
        expect(['CANCELLED', 'FAILED', 'SUCCEEDED']).toContain(state.status);
        expect(log.slice(cancelled).some((event) => event.type === 'task.started')).toBe(false);
        // Only a run that was failing already ends otherwise.
        if (state.status !== 'CANCELLED') expect(state.root.halt?.kind).toBe('failing');
      }),
      { numRuns: 200 },
    );
  });

  it('stands where it stood after a restart at any step, from the log and from a checkpoint', () => {
    fc.assert(
      fc.property(anyFlow, orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        simulate({
          plan,
          outcomeOf,
          pick: picker(order),
          onEvent: (state, log, now) => {
            const expected = readAll(plan, state, now);
            expect(readAll(plan, fold(plan, log), now)).toEqual(expected);
            expect(readAll(plan, fromCheckpoint(plan, JSON.parse(JSON.stringify(toCheckpoint(state)))), now)).toEqual(expected);
          },
        });
      }),
      { numRuns: 60 },
    );
  });

  it('stands where it stood when ends are told twice', () => {
    fc.assert(
      fc.property(anyFlow, orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        simulate({
          plan,
          outcomeOf,
          pick: picker(order),
          onEvent: (state, log, now) => {
            const twice = log.flatMap((event) => (/succeeded|failed|skipped|cancelled/.test(event.type) ? [event, event] : [event]));
            expect(readAll(plan, fold(plan, twice), now)).toEqual(readAll(plan, state, now));
          },
        });
      }),
      { numRuns: 40 },
    );
  });

  it('decides after a takeover from the recorded events as after forgetting what was under way', () => {
    fc.assert(
      fc.property(anyFlow, orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        simulate({
          plan,
          outcomeOf,
          pick: picker(order),
          onEvent: (state, log, now) => {
            // What is told to stop differs: a pure task whose start nobody recorded need not be stopped.
            if (state.halting.size > 0) return;
            const [all, kept] = [log, recorded(plan, log)].map((events) => {
              const taken = fold(plan, events);
              for (const { path } of interruptedTasks(taken)) forgetInterrupted(taken, path);
              return listed(decide(plan, taken, now));
            });
            expect(kept).toEqual(all);
          },
        });
      }),
      { numRuns: 60 },
    );
  });
});
