import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { type DashboardQuery, dashboardQuerySchema, dashboardSchema, type UsageChart } from '@/lib/contracts/usage';
import { exportDashboard } from '@/lib/services/usage/export-dashboard';
import { getDashboard } from '@/lib/services/usage/get-dashboard';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const services = openTestServices(database);
const { deps } = services;
const { db } = database;
let me: Principal;

beforeEach(async () => {
  me = await services.principal();
});

type Query = Partial<Omit<DashboardQuery, 'range'>> & { range?: DashboardQuery['range'] };
const ask = (query: Query, who = me) => getDashboard(deps, who, dashboardQuerySchema.parse(query));
const csv = async (chart: UsageChart, query: Query) =>
  (await exportDashboard(deps, me, { ...dashboardQuerySchema.parse(query), chart })).text.trimEnd().split('\r\n');

interface Seed {
  at: string;
  status?: string;
  ms?: number;
  code?: string;
  flow?: string;
  who?: Principal;
}

/** A run that was asked for at a time, started at once and took `ms`; unfinished where it has none. */
async function run({
  at,
  status = 'SUCCEEDED',
  ms,
  code,
  flow = newId(),
  who = me,
}: Seed): Promise<{ id: string; flow: string; at: string }> {
  const id = newId();
  const ended = ms === undefined ? null : new Date(Date.parse(at) + ms);
  await db.query(
    `INSERT INTO run (id, workspace_id, flow_id, snapshot_hash, trigger_type, input_id, idempotency_scope, status, created_at, started_at, ended_at, error_json)
     VALUES ($1, $2, $3, $4, 'api', $9, '', $5, $6, $6, $7, $8)`,
    [id, who.workspaceId, flow, 'h'.repeat(64), status, at, ended, code === undefined ? null : JSON.stringify({ code }), newId()],
  );
  return { id, flow, at };
}

interface Call {
  at?: string;
  node?: string;
  model?: string;
  tag?: string;
  cost?: string | null;
  currency?: string;
  tokens?: [number, number];
  known?: boolean;
  ms?: number;
  who?: Principal;
}

let count = 0;

/** A call of a model inside a run. */
async function call(of: { id: string; flow: string; at: string }, made: Call = {}): Promise<void> {
  const {
    at = of.at,
    node = 'ask',
    model = 'demo',
    tag = null,
    cost = '0',
    currency = 'USD',
    tokens = [0, 0],
    known = true,
    ms = 10,
    who = me,
  } = made;
  await db.query(
    `INSERT INTO usage (run_id, path, attempt, n, workspace_id, flow_id, node_id, provider, model, known, prompt_tokens, completion_tokens,
       cost_nano, saved_nano, currency, cost_tag, duration_ms, at)
     VALUES ($1, $2, 1, $3, $4, $5, $15, 'fake', $6, $7, $8, $9, $10, 0, $11, $12, $13, $14)`,
    [of.id, node, count++, who.workspaceId, of.flow, model, known, ...tokens, cost, currency, tag, ms, at, node],
  );
}

async function task(of: { id: string }, path: string, node: string, status: string, ms: number | null): Promise<void> {
  await db.query(
    `INSERT INTO task_run (run_id, path, workspace_id, node_id, status, started_at, ended_at)
     VALUES ($1, $2, $3, $4, $5, now(), now() + make_interval(secs => $6::float8 / 1000))`,
    [of.id, path, me.workspaceId, node, status, ms],
  );
}

//        20 Nov                    21 Nov                22 Nov
//  ├─ a, b ──────────────────┼─ c (00:00:00.000) ───┼─ d: outside ─
const THREE = { from: '2026-11-20T00:00:00Z', to: '2026-11-22T00:00:00Z', bucket: 'day' } as const;

describe('figures over time', () => {
  it('put each run and call into its bucket, the first instant inside and the last outside', async () => {
    await call(await run({ at: '2026-11-19T23:59:59.999Z', ms: 5 }), { cost: '1', tokens: [1, 1] });
    await call(await run({ at: '2026-11-20T00:00:00.000Z', ms: 100 }), { cost: '10', tokens: [3, 4] });
    await call(await run({ at: '2026-11-20T23:59:59.999Z', ms: 300, status: 'FAILED', code: 'timeout' }), { cost: '200', tokens: [5, 6] });
    await call(await run({ at: '2026-11-21T00:00:00.000Z', ms: 700 }), { cost: '3000', tokens: [7, 8] });
    await call(await run({ at: '2026-11-22T00:00:00.000Z', ms: 9 }), { cost: '40000', tokens: [9, 9] });
    const answer = await ask(THREE);
    expect(dashboardSchema.parse(answer)).toEqual(answer);
    const days = answer.buckets.map(({ from, runs, succeeded, failed, costNano, promptTokens, completionTokens, p50Ms, p95Ms }) => [
      ...[from.slice(0, 10), runs, succeeded, failed, costNano, promptTokens, completionTokens, p50Ms, p95Ms],
    ]);
    expect(days).toEqual([
      ['2026-11-20', 2, 1, 1, '210', '8', '10', 100, 300],
      ['2026-11-21', 1, 1, 0, '3000', '7', '8', 700, 700],
    ]);
    expect(answer.totals).toMatchObject({ runs: 3, failed: 1, calls: 3, costNano: '3210', promptTokens: '15', p50Ms: 300, p95Ms: 700 });
    expect(answer.failures).toEqual([{ code: 'timeout', runs: [1, 0] }]);
  });

  it('have buckets of zeros where nothing happened, and say whether anything ever did', async () => {
    expect(await ask(THREE)).toMatchObject({ hasRuns: false, currency: 'USD', currencies: [], money: [], failures: [], groups: [] });
    await run({ at: '2020-01-01T00:00:00Z', ms: 1 });
    const answer = await ask(THREE);
    expect(answer.hasRuns).toBe(true);
    const nothing = {
      runs: 0,
      succeeded: 0,
      failed: 0,
      cancelled: 0,
      unfinished: 0,
      calls: 0,
      costNano: '0',
      promptTokens: '0',
      p50Ms: null,
    };
    expect(answer.buckets).toMatchObject([nothing, nothing]);
  });

  it('cut days where the zone has midnight, also when its clock is moved', async () => {
    // Berlin put its clock back on 25 October 2026: the day began at 22:00 UTC and ended 25 hours later.
    const day = { from: '2026-10-23T22:00:00Z', to: '2026-10-26T23:00:00Z', bucket: 'day', tz: 'Europe/Berlin' } as const;
    await run({ at: '2026-10-24T21:59:59.999Z', ms: 1 });
    await run({ at: '2026-10-24T22:00:00Z', ms: 1 });
    await run({ at: '2026-10-25T22:59:59.999Z', ms: 1 });
    await run({ at: '2026-10-25T23:00:00Z', ms: 1 });
    expect((await ask(day)).buckets.map(({ from, runs }) => [from, runs])).toEqual([
      ['2026-10-23T22:00:00.000Z', 1],
      ['2026-10-24T22:00:00.000Z', 2],
      ['2026-10-25T23:00:00.000Z', 1],
    ]);
    const hours = await ask({ ...day, from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z', bucket: 'hour' });
    expect([hours.buckets.length, hours.totals.runs]).toEqual([25, 2]);
  });

  it('count the present hour and day when a range is named', async () => {
    const now = new Date(await db.now()).toISOString();
    await run({ at: now, ms: 2 });
    const day = await ask({ range: '24h', tz: 'Asia/Kolkata' });
    expect([day.bucket, day.buckets.length, day.buckets.at(-1)?.runs]).toEqual(['hour', 24, 1]);
    expect(day.from.slice(14, 16)).toBe('30'); // full hours of India are half hours of UTC
    const week = await ask({ range: '7d', tz: 'Asia/Shanghai' });
    expect([week.bucket, week.buckets.length, week.buckets.at(-1)?.runs, week.from.slice(11, 13)]).toEqual(['day', 7, 1, '16']);
  });

  it('tell runs by how they ended, and leave cancelled and unfinished ones out of the latency', async () => {
    const at = '2026-11-20T12:00:00Z';
    for (const ms of [10, 20, 30, 40]) await run({ at, ms });
    await run({ at, status: 'CANCELLED', ms: 90_000 });
    await run({ at, status: 'RUNNING' });
    await run({ at, status: 'WAITING' });
    await run({ at, status: 'COMPENSATED', ms: 50, code: 'denied' });
    const expected = { runs: 8, succeeded: 4, failed: 1, cancelled: 1, unfinished: 2, p50Ms: 30, p95Ms: 50 };
    expect((await ask(THREE)).totals).toMatchObject(expected);
  });
});

describe('money', () => {
  it('is exact beyond what a float holds, and calls without a price are counted apart', async () => {
    const one = await run({ at: '2026-11-20T12:00:00Z', ms: 1 });
    for (const cost of ['9007199254740993', '9007199254740993', '1', null, null]) await call(one, { cost, known: cost !== null });
    const answer = await ask(THREE);
    expect(answer.totals).toMatchObject({ calls: 5, unpriced: 2, unmeasured: 2, costNano: '18014398509481987' });
    expect(answer.money).toEqual([{ key: 'demo', costNano: ['18014398509481987', '0'] }]);
    expect(await csv('money', THREE)).toEqual([
      'from,to,model,currency,cost_nano,cost',
      '2026-11-20T00:00:00.000Z,2026-11-21T00:00:00.000Z,demo,USD,18014398509481987,18014398.509481987',
      '2026-11-21T00:00:00.000Z,2026-11-22T00:00:00.000Z,demo,USD,0,0.000000000',
    ]);
  });

  it('of one currency is never added to that of another', async () => {
    const one = await run({ at: '2026-11-20T12:00:00Z', ms: 1 });
    await call(one, { cost: '5', currency: 'EUR' });
    await call(one, { cost: '6', currency: 'EUR' });
    await call(one, { cost: '700' });
    expect(await ask(THREE)).toMatchObject({ currency: 'EUR', currencies: ['EUR', 'USD'], totals: { costNano: '11', calls: 3 } });
    expect(await ask({ ...THREE, currency: 'USD' })).toMatchObject({ currency: 'USD', totals: { costNano: '700', calls: 3 } });
  });

  it('keeps the dearest six groups apart on the chart and fifty in the table; nothing is lost', async () => {
    const one = await run({ at: '2026-11-20T12:00:00Z', ms: 1 });
    for (let index = 1; index <= 60; index++) await call(one, { model: `m${index}`, cost: String(index) });
    const { money, groups, totals } = await ask(THREE);
    const sum = (values: string[]) => values.reduce((total, value) => total + Number(value), 0);
    expect(money.map(({ key }) => key)).toEqual(['m60', 'm59', 'm58', 'm57', 'm56', 'm55', null]);
    expect([sum(money.flatMap((series) => series.costNano)), sum(groups.map((group) => group.costNano)), totals.costNano]).toEqual([
      1830,
      1830,
      '1830',
    ]);
    expect([groups.length, groups.at(-1)?.key, groups.at(-1)?.calls]).toEqual([51, null, 10]);
  });
});

describe('groups', () => {
  it('by flow hold flows without calls too, with their own latency', async () => {
    const dear = await run({ at: '2026-11-20T01:00:00Z', ms: 40 });
    await run({ at: '2026-11-20T02:00:00Z', ms: 80, flow: dear.flow, status: 'FAILED', code: 'denied' });
    await call(dear, { cost: '9', tokens: [1, 2] });
    const plain = await run({ at: '2026-11-20T03:00:00Z', ms: 7 });
    expect((await ask({ ...THREE, by: 'flow' })).groups).toMatchObject([
      { key: dear.flow, flowId: dear.flow, runs: 2, failed: 1, p50Ms: 40, p95Ms: 80, calls: 1, costNano: '9', completionTokens: '2' },
      { key: plain.flow, runs: 1, failed: 0, p50Ms: 7, calls: 0, costNano: '0' },
    ]);
  });

  it('by model and cost tag count runs once however often they call, with the latency of calls', async () => {
    const one = await run({ at: '2026-11-20T01:00:00Z', ms: 40, status: 'FAILED', code: 'timeout' });
    await call(one, { model: 'big', cost: '5', ms: 100, tag: 'team-a' });
    await call(one, { model: 'big', cost: '5', ms: 300, tag: 'team-a' });
    await call(one, { model: 'small', cost: '1', ms: 20 });
    expect((await ask(THREE)).groups).toMatchObject([
      { key: 'big', runs: 1, failed: 1, calls: 2, p50Ms: 100, p95Ms: 300, costNano: '10' },
      { key: 'small', runs: 1, failed: 1, calls: 1, p50Ms: 20, costNano: '1' },
    ]);
    expect((await ask({ ...THREE, by: 'cost_tag' })).groups).toMatchObject([
      { key: 'team-a', calls: 2, costNano: '10' },
      { key: '', calls: 1, costNano: '1' },
    ]);
  });

  it('by node of a flow hold every node that ran with its failures and time, over all flows those that call models', async () => {
    const one = await run({ at: '2026-11-20T01:00:00Z', ms: 40 });
    await call(one, { node: 'ask', cost: '4' });
    await task(one, 'ask', 'ask', 'SUCCEEDED', 30);
    await task(one, 'each[0]/cut', 'cut', 'FAILED', 6);
    await task(one, 'each[1]/cut', 'cut', 'SUCCEEDED', 2);
    await task(one, 'else', 'else', 'SKIPPED', null);
    const { groups, latencyOf } = await ask({ ...THREE, by: 'node', flow: one.flow });
    expect(latencyOf).toBe('task_runs');
    expect(groups).toMatchObject([
      { key: `${one.flow}/ask`, nodeId: 'ask', runs: 1, failed: 0, p50Ms: 30, costNano: '4' },
      { nodeId: 'cut', runs: 1, failed: 1, p50Ms: 2, p95Ms: 6, calls: 0 },
    ]);
    const cut = { ...THREE, by: 'node', flow: one.flow, node: 'cut' } as const;
    expect((await ask(cut)).groups).toMatchObject([{ nodeId: 'cut', runs: 1 }]);
    const overAll = await ask({ ...THREE, by: 'node' });
    expect([overAll.latencyOf, overAll.groups.length, overAll.groups[0]?.p50Ms]).toEqual(['calls', 1, 10]);
  });

  it('are narrowed to a flow, a model, a node or a tag, runs and money alike', async () => {
    const one = await run({ at: '2026-11-20T01:00:00Z', ms: 40 });
    const two = await run({ at: '2026-11-20T02:00:00Z', ms: 50 });
    await call(one, { model: 'big', node: 'x', tag: 'a', cost: '1' });
    await call(two, { model: 'small', node: 'y', cost: '10' });
    const seen = async (query: Query) => {
      const { totals } = await ask({ ...THREE, ...query });
      return [totals.runs, totals.costNano, totals.p50Ms];
    };
    expect(await seen({ flow: one.flow })).toEqual([1, '1', 40]);
    expect(await seen({ model: 'small' })).toEqual([1, '10', 50]);
    expect(await seen({ cost_tag: '' })).toEqual([1, '10', 50]);
    expect(await seen({ cost_tag: 'a', model: 'small' })).toEqual([0, '0', null]);
    await task(two, 'y', 'y', 'SUCCEEDED', 1);
    expect(await seen({ node: 'y' })).toEqual([1, '10', 50]);
  });
});

describe('a workspace', () => {
  it("never counts another's runs, calls or names, even for its ids", async () => {
    const other = await services.principal();
    const theirs = await run({ at: '2026-11-20T01:00:00Z', ms: 40, who: other, status: 'FAILED', code: 'timeout' });
    await call(theirs, { cost: '5', who: other });
    const nothing = { totals: { runs: 0, calls: 0, costNano: '0' }, groups: [], money: [], failures: [], hasRuns: false };
    for (const by of ['flow', 'model', 'node', 'cost_tag'] as const) {
      expect(await ask({ ...THREE, by })).toMatchObject(nothing);
      expect(await ask({ ...THREE, by, flow: theirs.flow })).toMatchObject(nothing);
    }
    expect((await ask(THREE, other)).totals).toMatchObject({ runs: 1, costNano: '5' });
  });

  it('shows its figures to those who may read usage alone', async () => {
    await expect(ask(THREE, without(me, 'usage:read'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('ranges', () => {
  it('that are empty, reversed, too long or not of this age are refused', async () => {
    const refused = { code: 'invalid_request' };
    await expect(ask({ from: '2026-11-20T00:00:00Z', to: '2026-11-20T00:00:00Z' })).rejects.toMatchObject(refused);
    await expect(ask({ from: '2026-11-21T00:00:00Z', to: '2026-11-20T00:00:00Z' })).rejects.toMatchObject(refused);
    await expect(ask({ from: '2024-11-20T00:00:00Z', to: '2026-11-20T00:00:00Z' })).rejects.toMatchObject(refused);
    await expect(ask({ from: '0000-01-01T00:00:00Z', to: '0000-01-02T00:00:00Z' })).rejects.toMatchObject(refused);
    await expect(ask({ from: '2026-10-20T00:00:00Z', to: '2026-11-20T00:00:00Z', bucket: 'hour' })).rejects.toMatchObject(refused);
  });

  it('take a zone and one way of saying when', () => {
    const problems = (query: object) => dashboardQuerySchema.safeParse(query).error?.issues.map((issue) => issue.path[0]) ?? [];
    expect(problems({ tz: 'Mars/Olympus' })).toEqual(['tz']);
    expect(problems({ from: '2026-11-20T00:00:00Z' })).toEqual(['to']);
    expect(problems({ range: '7d', from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' })).toEqual(['range']);
    expect(problems({ from: 'yesterday', to: 'today' })).toEqual(['from', 'to']);
    expect(problems({ from: '2026-11-20T00:00:00+08:00', to: '2026-11-21T00:00:00+08:00', tz: 'Asia/Shanghai' })).toEqual([]);
  });
});

describe('tables as CSV', () => {
  it('hold the figures of each chart', async () => {
    const one = await run({ at: '2026-11-20T12:00:00Z', ms: 40, status: 'FAILED', code: 'timeout' });
    await call(one, { model: '=HYPERLINK("http://x")', cost: '1500000000', tokens: [3, 4] });
    const first = '2026-11-20T00:00:00.000Z,2026-11-21T00:00:00.000Z';
    const second = '2026-11-21T00:00:00.000Z,2026-11-22T00:00:00.000Z';
    expect((await csv('tokens', THREE)).slice(1)).toEqual([`${first},1,0,3,0,0,4,0`, `${second},0,0,0,0,0,0,0`]);
    expect((await csv('runs', THREE)).slice(1)).toEqual([`${first},1,0,1,0,0`, `${second},0,0,0,0,0`]);
    expect((await csv('failures', THREE)).slice(1)).toEqual([`${first},timeout,1`, `${second},timeout,0`]);
    expect((await csv('latency', THREE)).slice(1)).toEqual([`${first},40,40`, `${second},,`]);
    const cell = `"'=HYPERLINK(""http://x"")"`;
    expect((await csv('groups', THREE)).slice(1)).toEqual([`${cell},${cell},1,1,10,10,1,0,3,4,USD,1500000000,1.500000000`]);
  });
});
