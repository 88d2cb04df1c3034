import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { compilePlan } from './compile-plan';
import { newTask } from './instances';
import { createState } from './state';
import { addTask, createTaskList, removeTask } from './task-list';
import { testCatalog } from './testing/test-catalog';

const plan = compilePlan(aFlow().node('a', 'work', {}).build(), testCatalog);

it('holds each task once, in the order they came, and no more slots than twice its tasks', () => {
  const moves = fc.array(fc.record({ task: fc.nat(59), add: fc.boolean() }), { maxLength: 200 });
  fc.assert(
    fc.property(moves, (steps) => {
      const { root } = createState(plan);
      const tasks = Array.from({ length: 60 }, () => plan.root.nodes.map((node) => newTask(root, node))).flat();
      const list = createTaskList('activeAt');
      const expected = new Set<(typeof tasks)[number]>();
      for (const { task: index, add } of steps) {
        const task = tasks[index];
        if (!task) continue;
        if (add) addTask(list, task);
        else removeTask(list, task);
        if (add) expected.add(task);
        else expected.delete(task);
        expect(list.size).toBe(expected.size);
        expect(list.slots.length).toBeLessThanOrEqual(Math.max(16, 2 * expected.size));
      }
      expect(list.slots.filter((task) => task !== null)).toEqual([...expected]);
    }),
  );
});
