import { expect, it } from 'vitest';
import { runFilterSchema } from '@/lib/contracts/run-filter';
import { toDashboardView } from './dashboard-view';
import { groupFilter, runsAddress } from './run-links';

const DATA = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-27T00:00:00.000Z' };
const FLOW = '01KA0000000000000000000000';

it('leads to runs that the list can filter, of the range or of a bucket', () => {
  const view = toDashboardView({ flow: FLOW, model: 'gpt-4o' });
  const filter = (address: string) => runFilterSchema.parse(Object.fromEntries(new URLSearchParams(address.split('?')[1])));
  expect(filter(runsAddress(view, DATA))).toEqual({ flow: FLOW, model: 'gpt-4o', ...DATA });
  const bucket = { status: 'FAILED,COMPENSATED', from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z', costTag: 'a b' };
  const expected = { status: ['FAILED', 'COMPENSATED'], from: bucket.from, to: bucket.to, cost_tag: 'a b' };
  expect(filter(runsAddress(view, DATA, bucket))).toMatchObject(expected);
});

it('leads nowhere from all others, whose runs no list can tell', () => {
  expect(groupFilter('model', { key: null, flowId: null })).toBeNull();
  expect(groupFilter('model', { key: 'gpt-4o', flowId: null })).toEqual({ model: 'gpt-4o' });
  expect(groupFilter('node', { key: `${FLOW}/ask`, flowId: FLOW })).toEqual({ flow: FLOW });
});
