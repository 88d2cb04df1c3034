import { describe, expect, it } from 'vitest';
import { aContext } from '@/lib/nodes/testing/a-context';
import type { Json } from '@/lib/std/json';
import { switchExecutor } from './executor';

/** Runs a switch over conditions whose values are given; tells the port and which conditions were looked at. */
async function run(values: Json[]) {
  const looked: string[] = [];
  const context = aContext({
    evaluate: (source) => {
      looked.push(source);
      return values[Number(source)] ?? null;
    },
  });
  const cases = values.map((_value, index) => ({ port: `p${index}`, when: String(index) }));
  const result = await switchExecutor.execute({ cases }, context);
  return { ...result, looked };
}

describe('switch', () => {
  it('takes the first case that holds and looks no further', async () => {
    expect(await run([false, true, true])).toEqual({ output: { port: 'p1' }, port: 'p1', looked: ['0', '1'] });
  });

  it('takes else when none holds', async () => {
    expect((await run([false, false])).port).toBe('else');
  });

  it.each([
    ['yes', 'a string'],
    [1, 'a number'],
    [null, 'nothing'],
    [[], 'a list'],
  ])('refuses a condition that is %j', async (value, kind) => {
    await expect(run([value])).rejects.toThrow(kind);
  });
});
