import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { compilePlan } from './compile-plan';
import { newTask } from './instances';
import { createState } from './state';
import { testCatalog } from './testing/test-catalog';
import { addTimer, dueTasks, removeTimer, type Timers } from './timers';

const plan = compilePlan(aFlow().node('a', 'work', {}).build(), testCatalog);

it('knows the earliest time and everything that is due, as a plain list would, however tasks come and go', () => {
  const moves = fc.array(fc.record({ task: fc.nat(19), dueAt: fc.nat(50), add: fc.boolean() }), { maxLength: 80 });
  fc.assert(
    fc.property(moves, fc.nat(50), (steps, now) => {
      const { root } = createState(plan);
      const tasks = Array.from({ length: 20 }, () => plan.root.nodes.map((node) => newTask(root, node))).flat();
      const timers: Timers = [];
      const there = new Set<(typeof tasks)[number]>();
      for (const { task: index, dueAt, add } of steps) {
        const task = tasks[index];
        if (!task) continue;
        removeTimer(timers, task);
        there.delete(task);
        if (!add) continue;
        task.dueAt = dueAt;
        addTimer(timers, task);
        there.add(task);
      }
      const times = [...there].map((task) => task.dueAt ?? 0);
      expect(timers).toHaveLength(there.size);
      expect(timers[0]?.dueAt ?? null).toBe(times.length > 0 ? Math.min(...times) : null);
      expect(new Set(dueTasks(timers, now))).toEqual(new Set([...there].filter((task) => (task.dueAt ?? 0) <= now)));
    }),
    { numRuns: 500 },
  );
});
