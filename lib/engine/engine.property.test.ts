import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import { apply } from './apply';
import { fromCheckpoint, toCheckpoint } from './checkpoint';
import { compilePlan } from './compile-plan';
import { decide } from './decide';
import { nodeIdOf } from './paths';
import { createState } from './state';
import { type RandomFlow, randomFlow } from './testing/random-flow';
import { joinHolds, settledTasks, simulate } from './testing/simulate';
import type { EngineEvent, Plan } from './types';

const RUNS = { numRuns: 150 };
const orders = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 });

function setup({ document, outcomes }: RandomFlow) {
  const plan = compilePlan(document, catalog);
  return { plan, outcomeOf: (path: string) => outcomes.get(nodeIdOf(path)) ?? {} };
}

function picker(order: readonly number[]): (n: number) => number {
  let at = 0;
  return (n) => (order[at++ % order.length] ?? 0) % n;
}

function fold(plan: Plan, log: readonly EngineEvent[]) {
  const state = createState(plan);
  for (const event of log) apply(state, event);
  return state;
}

describe('the engine, on random flows in random completion order', () => {
  it('starts a task only when its join holds, settles each once, and always ends', () => {
    fc.assert(
      fc.property(randomFlow({ any: true, failing: true }), orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        const { log } = simulate({ plan, outcomeOf, pick: picker(order) });
        for (const types of settledTasks(log).values()) expect(types).toHaveLength(1);
        log.forEach((event, at) => {
          if (event.type === 'task.started' && event.attempt === 1) expect(joinHolds(plan, log.slice(0, at), event.path)).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('answers the same commands until events are applied', () => {
    fc.assert(
      fc.property(randomFlow({ any: true, failing: true }), orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        simulate({
          plan,
          outcomeOf,
          pick: picker(order),
          onEvent: (state, _log, now) => expect(decide(plan, state, now)).toEqual(decide(plan, state, now)),
        });
      }),
      RUNS,
    );
  });

  it('ends the same way whatever the order, without join any and failures', () => {
    fc.assert(
      fc.property(randomFlow({ any: false, failing: false }), orders, orders, (flow, one, other) => {
        const { plan, outcomeOf } = setup(flow);
        const ends = [one, other].map((order) => {
          const { state, log } = simulate({ plan, outcomeOf, pick: picker(order) });
          return { status: state.status, tasks: Object.fromEntries([...settledTasks(log)].sort()) };
        });
        expect(ends[0]).toEqual(ends[1]);
      }),
      RUNS,
    );
  });

  it('ends in the same status whatever the order, with failures', () => {
    fc.assert(
      fc.property(randomFlow({ any: false, failing: true }), orders, orders, (flow, one, other) => {
        const { plan, outcomeOf } = setup(flow);
        const [a, b] = [one, other].map((order) => simulate({ plan, outcomeOf, pick: picker(order) }).state.status);
        expect(a).toBe(b);
      }),
      RUNS,
    );
  });

  it('always ends after a cancel, starting nothing more', () => {
    fc.assert(
      fc.property(randomFlow({ any: true, failing: true }), orders, fc.nat(40), (flow, order, cancelAtStep) => {
        const { plan, outcomeOf } = setup(flow);
        const { state, log } = simulate({ plan, outcomeOf, pick: picker(order), cancelAtStep });
        const cancelled = log.findIndex((event) => event.type === 'run.cancel_requested');
        if (cancelled < 0) return;
        expect(['CANCELLED', 'FAILED']).toContain(state.status);
        expect(log.slice(cancelled).some((event) => event.type === 'task.started')).toBe(false);
      }),
      RUNS,
    );
  });

  it('stands where it stood after a restart at any step, from the log and from a checkpoint', () => {
    fc.assert(
      fc.property(randomFlow({ any: true, failing: true }), orders, (flow, order) => {
        const { plan, outcomeOf } = setup(flow);
        simulate({
          plan,
          outcomeOf,
          pick: picker(order),
          onEvent: (state, log, now) => {
            const expected = sorted(decide(plan, state, now));
            expect(sorted(decide(plan, fold(plan, log), now))).toEqual(expected);
            expect(sorted(decide(plan, fromCheckpoint(plan, JSON.parse(JSON.stringify(toCheckpoint(state)))), now))).toEqual(expected);
          },
        });
      }),
      { numRuns: 60 },
    );
  });
});

function sorted(commands: readonly object[]): string[] {
  return commands.map((command) => JSON.stringify(command)).sort();
}
