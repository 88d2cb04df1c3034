import { beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { runFilterSchema } from '@/lib/contracts/run-filter';
import { createFlow } from '@/lib/services/flows/create-flow';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { countRuns } from '@/lib/services/runs/count-runs';
import { listRuns } from '@/lib/services/runs/list-runs';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { seedRuns } from '@/tests/support/seed-runs';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db } = database;
const services = openTestServices(database);
const { deps } = services;
const NANO_PER_CENT = 10_000_000;

let me: Principal;
/** What the tests call a run -> its id, and back. */
const idOf = new Map<string, string>();
const nameOf = new Map<string, string>();
let flow: string;
let other: string;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function call(run: string, model: string, tag: string | null): Promise<void> {
  await db.query(
    `INSERT INTO usage (run_id, path, attempt, n, workspace_id, flow_id, node_id, provider, model, cost_tag, duration_ms, at)
     VALUES ($1, 'ask', 1, $2, $3, $4, 'ask', 'demo', $5, $6, 1, millrace_now())`,
    [idOf.get(run), Math.floor(Math.random() * 1e9), me.workspaceId, flow, model, tag],
  );
}

beforeAll(async () => {
  me = await services.principal();
  flow = (await createFlow(deps, me, { name: 'Flow', dsl: greetingDocument(), allowIssues: false })).id;
  other = (await createFlow(deps, me, { name: 'Other', dsl: greetingDocument('Hi'), allowIssues: false })).id;
  await publishFlow(deps, me, { id: flow });
  await publishFlow(deps, me, { id: other });
  const { rows } = await db.query<{ id: string; flow_id: string }>('SELECT id, flow_id FROM flow_revision WHERE workspace_id = $1', [
    me.workspaceId,
  ]);
  const revOf = (id: string) => rows.find((row) => row.flow_id === id)?.id ?? null;
  const runs = {
    live: {
      flowId: flow,
      flowRevId: revOf(flow),
      status: 'RUNNING',
      triggerType: 'webhook',
      createdAt: minutesAgo(1),
      labels: { env: 'prod', who: 'a' },
    },
    failed: {
      flowId: flow,
      flowRevId: revOf(flow),
      status: 'FAILED',
      createdAt: minutesAgo(10),
      costNano: String(5 * NANO_PER_CENT),
      labels: { env: 'test' },
    },
    draft: { flowId: flow, status: 'SUCCEEDED', triggerType: 'manual', createdAt: minutesAgo(100), costNano: '1' },
    elsewhere: {
      flowId: other,
      flowRevId: revOf(other),
      createdAt: minutesAgo(1500),
      costNano: String(20 * NANO_PER_CENT),
      labels: { env: 'prod', who: 'b' },
    },
    unpriced: { flowId: other, status: 'CANCELLED', triggerType: 'schedule', createdAt: minutesAgo(3000), costNano: null },
  };
  const ids = await seedRuns(db, me, Object.values(runs));
  Object.keys(runs).forEach((name, index) => {
    idOf.set(name, ids[index] ?? '');
    nameOf.set(ids[index] ?? '', name);
  });
  await call('failed', 'gpt', 'team');
  await call('draft', 'gpt', null);
  await call('elsewhere', 'claude', 'team');
  const foreign = await services.principal();
  await seedRuns(db, foreign, [{ ...runs.failed, flowId: flow }, { ...runs.live }]);
});

/** Names of the runs that a filter, written as an address writes it, finds. */
async function found(given: object, principal = me): Promise<string[]> {
  const filter = runFilterSchema.parse(given);
  const { items } = await listRuns(deps, principal, { limit: 50, ...filter });
  expect(await countRuns(deps, principal, filter)).toMatchObject({ count: items.length });
  return items.map(({ id }) => nameOf.get(id) ?? id);
}

const ALL = ['live', 'failed', 'draft', 'elsewhere', 'unpriced'];

describe('runs', () => {
  it('are found by each filter alone, newest first', async () => {
    expect(await found({})).toEqual(ALL);
    expect(await found({ flow: other })).toEqual(['elsewhere', 'unpriced']);
    expect(await found({ status: 'FAILED' })).toEqual(['failed']);
    expect(await found({ status: 'FAILED,CANCELLED,RUNNING' })).toEqual(['live', 'failed', 'unpriced']);
    expect(await found({ trigger: ['webhook', 'schedule'] })).toEqual(['live', 'unpriced']);
    expect(await found({ revision: '1' })).toEqual(['live', 'failed', 'elsewhere']);
    expect(await found({ revision: 'draft' })).toEqual(['draft', 'unpriced']);
    expect(await found({ revision: '2' })).toEqual([]);
    expect(await found({ label: 'env=prod' })).toEqual(['live', 'elsewhere']);
    expect(await found({ label: ['env=prod', 'who=b'] })).toEqual(['elsewhere']);
    expect(await found({ label: 'who=' })).toEqual([]);
    expect(await found({ model: 'gpt' })).toEqual(['failed', 'draft']);
    expect(await found({ cost_tag: 'team' })).toEqual(['failed', 'elsewhere']);
    expect(await found({ cost_tag: '' })).toEqual(['draft']);
  });

  it('are found by when they were made: from is part of it, to is not', async () => {
    expect(await found({ from: '24h' })).toEqual(['live', 'failed', 'draft']);
    expect(await found({ from: '2d', to: '1h' })).toEqual(['draft', 'elsewhere']);
    const { createdAt } = (await listRuns(deps, me, { limit: 1, status: ['FAILED'] })).items[0] ?? {};
    expect(await found({ from: createdAt })).toEqual(['live', 'failed']);
    expect(await found({ to: createdAt })).toEqual(['draft', 'elsewhere', 'unpriced']);
  });

  it('are found by what is known to have been paid, to the nano unit and both ends included', async () => {
    expect(await found({ cost_min: '0.05' })).toEqual(['failed', 'elsewhere']);
    expect(await found({ cost_min: '0.050000001' })).toEqual(['elsewhere']);
    expect(await found({ cost_max: '0.000000001' })).toEqual(['live', 'draft', 'unpriced']);
    expect(await found({ cost_min: '0.000000001', cost_max: '0.05' })).toEqual(['failed', 'draft']);
  });

  it('must fit all filters that are given', async () => {
    expect(await found({ flow, revision: '1', status: 'FAILED,RUNNING', trigger: 'webhook', from: '1h', label: 'who=a' })).toEqual([
      'live',
    ]);
    expect(await found({ flow, revision: '1', status: 'FAILED', cost_min: '0.01', model: 'gpt', cost_tag: 'team' })).toEqual(['failed']);
    expect(await found({ model: 'claude', cost_tag: 'team', label: 'env=prod' })).toEqual(['elsewhere']);
    expect(await found({ model: 'claude', cost_tag: '' })).toEqual([]);
    expect(await found({ flow, trigger: 'schedule' })).toEqual([]);
  });

  it('show their revision and labels, however they ended', async () => {
    const { items } = await listRuns(deps, me, { limit: 50, flow });
    expect(items.map(({ status, revNo }) => [status, revNo])).toEqual([
      ['RUNNING', 1],
      ['FAILED', 1],
      ['SUCCEEDED', null],
    ]);
    expect(items[0]?.labels).toEqual({ env: 'prod', who: 'a' });
    expect(items[2]?.labels).toEqual({});
  });

  it('of another workspace are found by nobody, whatever is asked', async () => {
    const stranger = await services.principal();
    for (const given of [{}, { flow }, { status: 'FAILED' }, { revision: '1' }, { label: 'env=prod' }, { model: 'gpt' }, { cost_min: '0' }])
      expect(await found(given, stranger), JSON.stringify(given)).toEqual([]);
    await expect(listRuns(deps, without(me, 'run:read'), { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(countRuns(deps, without(me, 'run:read'), {})).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('count those that can still be cancelled', async () => {
    expect(await countRuns(deps, me, {})).toMatchObject({ count: 5, cancellable: 1 });
    expect(await countRuns(deps, me, { status: ['FAILED'] })).toMatchObject({ count: 1, cancellable: 0 });
  });
});

describe('pages', () => {
  it('hold each run once, also of one moment, while runs are made and change', async () => {
    const mine = await services.principal();
    const moment = '2026-01-02T03:04:05.006Z';
    const seeded = await seedRuns(db, mine, [
      ...Array.from({ length: 7 }, () => ({ createdAt: moment, status: 'RUNNING' })),
      ...Array.from({ length: 5 }, (_, n) => ({ createdAt: `2026-01-01T00:00:0${n}.000Z`, status: 'RUNNING' })),
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRuns(deps, mine, { limit: 3, cursor, status: ['RUNNING'] });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      await seedRuns(db, mine, [{ status: 'RUNNING' }, { createdAt: moment, status: 'SUCCEEDED', id: newId() }]);
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(seeded.toSorted());
    expect(new Set(seen).size).toBe(12);
  });

  it('refuse a cursor that is none', async () => {
    for (const cursor of ['nonsense', newId(), `1.${newId()}x`, '99999999999999999.x'])
      await expect(listRuns(deps, me, { limit: 3, cursor })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
