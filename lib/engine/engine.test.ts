import { describe, expect, it } from 'vitest';
import type { FlowDocument } from '@/lib/dsl/document';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { catalog } from '@/lib/nodes/catalog';
import { compilePlan } from './compile-plan';
import { planRetry } from './plan-retry';
import { itemsOf } from './reads';
import { type Outcome, settledTasks, simulate } from './testing/simulate';

/** Runs a flow to its end, tasks ending first come first served, and tells how each task ended. */
function run(document: FlowDocument, outcomes: Record<string, Outcome> = {}, options: { cancelAtStep?: number } = {}) {
  const plan = compilePlan(document, catalog);
  const { state, log } = simulate({ plan, outcomeOf: (path) => outcomes[path] ?? {}, pick: () => 0, ...options });
  const tasks = Object.fromEntries(
    [...settledTasks(log)].map(([path, types]) => [path, types.map((type) => type.slice('task.'.length)).join()]),
  );
  return { status: state.status, tasks, log, state };
}

// Legend: a ──▶ b is an edge; a ─x▶ b leaves a by port x; m [ … ] is a scope with its body.
describe('the engine', () => {
  //      ┌──▶ b ──┐
  //  a ──┤        ├──▶ d
  //      └──▶ c ──┘
  it('runs a diamond: the join starts once, after both sides', () => {
    const { status, log } = run(
      aFlow().node('a').node('b').node('c').node('d').edge('a', 'b').edge('a', 'c').edge('b', 'd').edge('c', 'd').build(),
    );
    expect(status).toBe('SUCCEEDED');
    const started = log.flatMap((event) => (event.type === 'task.started' ? [event.path] : []));
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  //          ┌─yes▶ x ──▶ y ──┐
  //  route ──┤                ├──▶ end
  //          └─else▶ z ───────┘
  it('skips what only a dead port leads to, all the way, and joins on the live side', () => {
    const flow = aFlow()
      .node('route', 'switch', { cases: [{ port: 'yes', when: 'true' }] })
      .node('x')
      .node('y')
      .node('z')
      .node('end')
      .edge('route', 'x', 'yes')
      .edge('x', 'y')
      .edge('route', 'z', 'else')
      .edge('y', 'end')
      .edge('z', 'end')
      .build();
    expect(run(flow, { route: { port: 'else' } })).toMatchObject({
      status: 'SUCCEEDED',
      tasks: { route: 'succeeded', x: 'skipped', y: 'skipped', z: 'succeeded', end: 'succeeded' },
    });
  });

  //  a ──▶ b ──▶ c       b fails
  it.each([
    ['fail', 'FAILED', { a: 'succeeded', b: 'failed' }],
    ['continue', 'SUCCEEDED', { a: 'succeeded', b: 'failed', c: 'succeeded' }],
    ['branch', 'SUCCEEDED', { a: 'succeeded', b: 'failed', c: 'skipped' }],
  ])('goes by on_error: %s when a node fails', (onError, status, tasks) => {
    const flow = aFlow()
      .node('a')
      .node('b', 'template', { template: '', on_error: onError })
      .node('c')
      .edge('a', 'b')
      .edge('b', 'c')
      .build();
    expect(run(flow, { b: { fails: true } })).toMatchObject({ status, tasks });
  });

  //  a ─error▶ rescue
  it('runs the error branch only when the node failed', () => {
    const flow = aFlow().node('a', 'template', { template: '', on_error: 'branch' }).node('rescue').edge('a', 'rescue', 'error').build();
    expect(run(flow).tasks).toEqual({ a: 'succeeded', rescue: 'skipped' });
    expect(run(flow, { a: { fails: true } }).tasks).toEqual({ a: 'failed', rescue: 'succeeded' });
  });

  //  a ──▶ (b, disabled) ──▶ c
  it('passes a single input through a disabled node', () => {
    const flow = aFlow().node('a').node('b', 'template', { template: '', disabled: true }).node('c').edge('a', 'b').edge('b', 'c').build();
    const { tasks, log } = run(flow);
    expect(tasks).toEqual({ a: 'succeeded', b: 'skipped', c: 'succeeded' });
    expect(log).toContainEqual(expect.objectContaining({ type: 'task.skipped', path: 'b', because: 'disabled', outputId: 'out:a' }));
  });

  //  m [ x ──▶ y ]  over 3 items, item 1 fails
  it.each([
    ['stop', 'FAILED', 'failed'],
    ['continue', 'SUCCEEDED', 'succeeded'],
    ['collect', 'SUCCEEDED', 'succeeded'],
  ])('ends a scope by on_item_error: %s', (mode, status, scope) => {
    const flow = aFlow()
      .node('m', 'map', { items: '{{ [1, 2, 3] }}', on_item_error: mode, concurrency: 1 })
      .body('m', (body) => body.node('x').node('y').edge('x', 'y'))
      .build();
    const result = run(flow, { m: { items: 3 }, 'm[1]/x': { fails: true } });
    expect(result.status).toBe(status);
    expect(result.tasks.m).toBe(scope);
    expect(result.tasks['m[2]/y']).toBe(mode === 'stop' ? undefined : 'succeeded');
  });

  //  m [ x ]  over 10 items, two at a time
  it('keeps to the concurrency of a scope and forgets the tasks of settled items', () => {
    const flow = aFlow()
      .node('m', 'map', { items: '{{ [] }}', concurrency: 2 })
      .body('m', (body) => body.node('x'))
      .build();
    const plan = compilePlan(flow, catalog);
    let most = 0;
    let open = 0;
    simulate({
      plan,
      outcomeOf: () => ({ items: 10 }),
      pick: () => 0,
      onEvent: (state, log) => {
        const event = log.at(-1);
        if (event?.type === 'task.started' && event.nodeId === 'x') most = Math.max(most, ++open);
        if (event?.type === 'task.succeeded' && event.nodeId === 'x') open--;
        expect(state.items.size).toBeLessThanOrEqual(2);
        if (event?.type === 'task.succeeded' && event.path === 'm[4]/x') expect(itemsOf(state, 'm')?.resultIds(4, 'x')).toBe('out:m[4]/x');
      },
    });
    expect(most).toBe(2);
  });

  it('ends a scope over no items at once', () => {
    const flow = aFlow()
      .node('m', 'map', { items: '{{ [] }}' })
      .body('m', (body) => body.node('x'))
      .build();
    expect(run(flow, { m: { items: 0 } })).toMatchObject({ status: 'SUCCEEDED', tasks: { m: 'succeeded' } });
  });

  //  a ──▶ b        cancelled while a runs
  it('cancels what runs, drops what waits, and starts nothing more', () => {
    const flow = aFlow().node('a').node('b').edge('a', 'b').build();
    expect(run(flow, {}, { cancelAtStep: 1 })).toMatchObject({ status: 'CANCELLED', tasks: { a: 'cancelled' } });
  });
});

describe('planRetry', () => {
  const failure = { class: 'unavailable', code: 'down', message: '' } as const;

  it.each([
    ['doubles from one second', { max: 5, jitter: false }, 3, 4000],
    ['stops doubling at max_ms', { max: 9, jitter: false, max_ms: 5000 }, 6, 5000],
    ['stays fixed, without jitter unless asked', { max: 5, backoff: 'fixed', initial_ms: 300 } as const, 4, 300],
    ['spreads a fixed delay where jitter is asked for', { max: 5, backoff: 'fixed', initial_ms: 300, jitter: true } as const, 4, 150],
  ])('%s', (_name, retry, attempt, delay) => {
    expect(planRetry({ retry }, attempt, failure, 1000, 0.5)).toEqual({ dueAt: 1000 + delay });
  });

  it('spreads over the whole delay with jitter, and waits at least what the other side asked for', () => {
    expect(planRetry({ retry: { max: 3 } }, 1, failure, 0, 0.25)).toEqual({ dueAt: 250 });
    expect(planRetry({ retry: { max: 3 } }, 1, { ...failure, retryAfterMs: 9000 }, 0, 0.25)).toEqual({ dueAt: 9000 });
  });

  it('ends after max tries, and does not retry a class it was not told to', () => {
    expect(planRetry({ retry: { max: 2 } }, 3, failure, 0, 0)).toBeNull();
    expect(planRetry({ retry: { max: 2 } }, 1, { ...failure, class: 'invalid' }, 0, 0)).toBeNull();
    expect(planRetry({ retry: null }, 1, failure, 0, 0)).toBeNull();
  });
});
