import { expect, it } from 'vitest';
import { answerSamplePage } from './answer-sample-page';

const answer = (name: string) => answerSamplePage(name, AbortSignal.timeout(50));

it('answers a page, sends on one that moved, and knows no other', async () => {
  expect(await (await answer('prices')).text()).toContain('Prices for 2026');
  const moved = await answer('old-prices');
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/samples/pages/prices']);
  expect((await answer('vanished')).status).toBe(404);
  expect((await answer('__proto__')).status).toBe(404);
});

it('takes its time over the slow page, and not once the caller has gone', async () => {
  const startedAt = performance.now();
  await answer('archive');
  expect(performance.now() - startedAt).toBeGreaterThan(40);
  expect(performance.now() - startedAt).toBeLessThan(4000);
});
