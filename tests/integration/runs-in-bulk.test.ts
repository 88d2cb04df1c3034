import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { createFlow } from '@/lib/services/flows/create-flow';
import { cancelRun } from '@/lib/services/runs/cancel-run';
import { cancelRuns } from '@/lib/services/runs/cancel-runs';
import { newId } from '@/lib/std/ids';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { type SeededRun, seedRuns } from '@/tests/support/seed-runs';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db } = database;
const services = openTestServices(database);
const { deps } = services;
const api = await openTestApi(services);

const asOf = () => new Date(Date.now() + 1000).toISOString();
const many = (count: number, run: SeededRun) => Array.from({ length: count }, () => run);

async function auditsOf({ workspaceId }: Principal): Promise<string[]> {
  const { rows } = await db.query<{ subject: string }>(
    `SELECT subject_id AS subject FROM audit_log WHERE workspace_id = $1 AND action = 'run.cancel_requested' ORDER BY at`,
    [workspaceId],
  );
  return rows.map(({ subject }) => subject);
}

describe('cancelling several runs', () => {
  it('says of each run what became of it, and asks each once', async () => {
    const me = await services.principal();
    const [running = '', waiting = '', ended = ''] = await seedRuns(db, me, [
      { status: 'RUNNING' },
      { status: 'WAITING' },
      { status: 'FAILED' },
    ]);
    const [foreign = ''] = await seedRuns(db, await services.principal(), [{ status: 'RUNNING' }]);
    await cancelRun(deps, me, { runId: waiting });
    const first = await cancelRuns(deps, me, { runIds: [running, waiting, ended, foreign, running] });
    expect(first).toEqual({
      items: [
        { runId: running, outcome: 'requested', status: 'RUNNING' },
        { runId: waiting, outcome: 'requested_before', status: 'WAITING' },
        { runId: ended, outcome: 'ended', status: 'FAILED' },
        { runId: foreign, outcome: 'not_found', status: null },
      ],
      remaining: 0,
    });
    const again = await cancelRuns(deps, me, { runIds: [running, waiting] });
    expect(again.items.map(({ outcome }) => outcome)).toEqual(['requested_before', 'requested_before']);
    expect((await auditsOf(me)).toSorted()).toEqual([running, waiting].toSorted());
    const { rows } = await db.query('SELECT 1 FROM run WHERE id = $1 AND cancel_requested_at IS NOT NULL', [foreign]);
    expect(rows).toEqual([]);
  });

  it('by filter goes on where it was left, and leaves alone what was made after the moment it was decided for', async () => {
    const me = await services.principal();
    await seedRuns(db, me, [
      ...many(130, { status: 'RUNNING', labels: { env: 'test' } }),
      { status: 'RUNNING' },
      { labels: { env: 'test' } },
    ]);
    const decidedAt = asOf();
    const [later = ''] = await seedRuns(db, me, [
      { status: 'RUNNING', labels: { env: 'test' }, createdAt: new Date(Date.now() + 60_000).toISOString() },
    ]);
    const input = { filter: { label: { env: 'test' } }, asOf: decidedAt };
    const first = await cancelRuns(deps, me, input);
    expect([first.items.length, first.remaining]).toEqual([100, 30]);
    const second = await cancelRuns(deps, me, input);
    expect([second.items.length, second.remaining]).toEqual([30, 0]);
    expect([...first.items, ...second.items].every(({ outcome }) => outcome === 'requested')).toBe(true);
    expect(await cancelRuns(deps, me, input)).toEqual({ items: [], remaining: 0 });
    const audits = await auditsOf(me);
    expect([audits.length, new Set(audits).size, audits.includes(later)]).toEqual([130, 130, false]);
  });

  it('by two people at once asks each run once', async () => {
    const me = await services.principal();
    await seedRuns(db, me, many(40, { status: 'PENDING' }));
    const answers = await Promise.all([1, 2, 3].map(() => cancelRuns(deps, me, { filter: {}, asOf: asOf() })));
    const outcomes = answers.flatMap(({ items }) => items).filter(({ outcome }) => outcome === 'requested');
    expect(outcomes).toHaveLength(40);
    expect(await auditsOf(me)).toHaveLength(40);
  });

  it('needs the permission to, and by filter that to read as well', async () => {
    const me = await services.principal();
    await expect(cancelRuns(deps, without(me, 'run:cancel'), { runIds: [newId()] })).rejects.toMatchObject({ code: 'forbidden' });
    const blind = cancelRuns(deps, without(me, 'run:read'), { filter: {}, asOf: asOf() });
    await expect(blind).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('takes ids or a filter, never both, none, or too many', async () => {
    const token = await api.token(await services.principal());
    const bodies = [
      {},
      { runIds: [] },
      { runIds: ['x'] },
      { runIds: many(101, {}).map(() => newId()) },
      { runIds: [newId()], filter: {}, asOf: asOf() },
      { filter: {} },
    ];
    for (const body of bodies)
      expect(await api.call('POST', '/api/runs/cancel', { token, body }), JSON.stringify(body).slice(0, 60)).toMatchObject({ status: 400 });
    const answer = await api.call('POST', '/api/runs/cancel', {
      token,
      body: { filter: { status: 'RUNNING', revision: '1' }, asOf: asOf() },
    });
    expect(answer).toMatchObject({ status: 200, data: { items: [], remaining: 0 } });
  });
});

async function exported(principal: Principal, query: string): Promise<Response> {
  return fetch(`${api.url}/api/runs/export?${query}`, { headers: { Authorization: `Bearer ${await api.token(principal)}` } });
}

describe('an export of runs', () => {
  it('holds the runs that match as CSV that no sheet runs as formulas', async () => {
    const me = await services.principal();
    const flow = await createFlow(deps, me, { name: '=HYPERLINK("x")', dsl: greetingDocument(), allowIssues: false });
    const labels = { who: 'a "b", c' };
    await seedRuns(db, me, [
      { flowId: flow.id, status: 'FAILED', error: { message: '=1+1\nnext' }, labels, costNano: '12345678901234567890' },
      { status: 'SUCCEEDED' },
    ]);
    const answer = await exported(me, 'format=csv&status=FAILED');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="runs-\d{4}-\d\d-\d\d\.csv"$/);
    const text = await answer.text();
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain(`"'=1+1\nnext"`);
    expect(text).toContain(',12345678901234567890,0,USD,');
    expect(text).toContain('"{""who"":""a \\""b\\"", c""}"');
    expect(text).toMatch(/^id,flow_id,flow,revision,status,/);
  });

  it('holds one run a line as JSON, and nothing of another workspace', async () => {
    const me = await services.principal();
    const ids = await seedRuns(db, me, [{ labels: { env: 'prod' } }, {}]);
    await seedRuns(db, await services.principal(), [{}, {}]);
    const lines = (await (await exported(me, 'format=jsonl')).text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).id).toSorted()).toEqual(ids.toSorted());
    expect(await (await exported(me, 'format=jsonl&label=env%3Dtest')).text()).toBe('');
  });

  it('says what is wrong before it begins', async () => {
    const me = await services.principal();
    for (const [query, named] of [
      ['', 'format'],
      ['format=xml', 'format'],
      ['format=csv&cost_min=a', 'cost_min'],
      ['format=csv&flowId=x', 'flowId'],
    ]) {
      const answer = await exported(me, query ?? '');
      expect(answer.status, query).toBe(400);
      expect((await answer.json()).msg).toContain(named);
    }
    const token = await api.token(me, ['flow:read']);
    const refused = await fetch(`${api.url}/api/runs/export?format=csv`, { headers: { Authorization: `Bearer ${token}` } });
    expect(refused.status).toBe(403);
  });

  it('of 10,000 runs holds each once and keeps one page of them in memory', async () => {
    const me = await services.principal();
    for (let n = 0; n < 10; n++)
      await seedRuns(db, me, many(1000, { labels: { env: 'x'.repeat(200) }, error: { message: 'y'.repeat(800) } }));
    const answer = await exported(me, 'format=jsonl');
    const seen = new Set<string>();
    let rest = '';
    let mostBytes = 0;
    let bytes = 0;
    const before = heapUsed();
    // A reader that takes its time: what is not taken must not pile up on the server, which is this same process.
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      rest += new TextDecoder().decode(chunk);
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) seen.add(JSON.parse(line).id);
      if (seen.size % 2000 < 50) mostBytes = Math.max(mostBytes, heapUsed() - before);
    }
    expect(seen.size).toBe(10_000);
    expect(bytes).toBeGreaterThan(14_000_000);
    expect(mostBytes).toBeLessThan(bytes / 3);
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
