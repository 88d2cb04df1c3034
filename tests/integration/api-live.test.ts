import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import type { RunFrame } from '@/lib/contracts/runs';
import { newId } from '@/lib/std/ids';
import type { Json } from '@/lib/std/json';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { openSocket, readStream } from '@/tests/support/follow';
import { openRunInserter } from '@/tests/support/run-inserter';
import { greetingDocument, openTestServices } from '@/tests/support/services';
import { until } from '@/tests/support/until';

const database = await openTestDatabase();
const { db } = database;
const services = openTestServices(database);
const { live } = services.deps;
const api = await openTestApi(services);
const runs = openRunInserter(db);
let me: Principal;
let token: string;
let runId: string;
const bearer = () => ({ Authorization: `Bearer ${token}` });

beforeAll(async () => {
  me = await services.principal();
  token = await api.token(me);
});
beforeEach(async () => {
  // A document from the tests' own builder is one.
  runId = await runs.insert(me.workspaceId, greetingDocument() as never, { name: 'Ada' });
});

/** Records events the way the journal does, without a worker; the types are the test's. */
async function record(from: number, types: string[], data: Json = null): Promise<void> {
  for (const [index, type] of types.entries()) {
    const path = type.startsWith('task.') ? 'greet' : null;
    await db.query(
      'INSERT INTO run_event (run_id, seq, workspace_id, at, type, path, data) VALUES ($1, $2, $3, millrace_now(), $4, $5, $6)',
      [...[runId, from + index, me.workspaceId, type, path], data === null ? null : JSON.stringify(data)],
    );
  }
}

const hint = (seq: number) => live.publish({ kind: 'seq', runId, seq, ended: false });
const many = (count: number) => Array.from({ length: count }, () => 'task.started');
const events = (headers: Record<string, string> = {}, query = '') =>
  fetch(`${api.url}/api/runs/${runId}/events${query}`, { headers: { ...bearer(), ...headers } });

/** What is recorded, as the API's own list tells it. */
async function recorded(after = 0): Promise<RunFrame[]> {
  const { rows } = await db.query<{ seq: number; type: string; at: Date; path: string | null; data: Json }>(
    'SELECT seq, type, at, path, data FROM run_event WHERE run_id = $1 AND seq > $2 ORDER BY seq',
    [runId, after],
  );
  return rows.map(({ seq, type, at, path, data }) => ({
    ...{ v: 1, seq, at: at.toISOString(), type, runId },
    ...(path === null ? {} : { path }),
    ...(data === null ? {} : { data }),
  }));
}

describe('an event stream', () => {
  it('tells exactly what is recorded, and ends after the last event', async () => {
    await record(1, ['run.started', ...many(1200), 'run.succeeded'], { some: 'data' });
    const response = await events();
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const streamed = await readStream(response);
    expect(streamed.at(-1)).toEqual({ id: null, event: 'end', data: '{}' });
    const told = streamed.slice(0, -1);
    expect(told.map(({ data }) => JSON.parse(data))).toEqual(await recorded());
    expect(told.map(({ id }) => Number(id))).toEqual(told.map((_, index) => index + 1));
    expect(told[0]?.event).toBe('run.started');
  });

  it.each([
    ['Last-Event-ID', (seq: number) => events({ 'Last-Event-ID': String(seq) })],
    ['after', (seq: number) => events({}, `?after=${seq}`)],
  ])('resumes by %s wherever it was cut, losing and repeating nothing', async (_, resume) => {
    await record(1, ['run.started', ...many(8)]);
    const first = await readStream(await events(), (seen) => seen.length >= 5);
    const cut = Number(first[4]?.id);
    await record(10, ['task.succeeded', 'run.succeeded']);
    const rest = await readStream(await resume(cut));
    const told = [...first.slice(0, 5), ...rest.slice(0, -1)].map(({ data }) => JSON.parse(data));
    expect(told).toEqual(await recorded());
  });

  it('tells what happens while it is open, by hint at once and by looking when hints are lost', async () => {
    await record(1, ['run.started']);
    const reading = readStream(await events());
    await until(() => api.deps.feed.watched > 0);
    await record(2, many(3));
    hint(4);
    await record(5, ['run.failed']); // nobody hints at this one
    const told = await reading;
    expect(told.slice(0, -1).map(({ data }) => JSON.parse(data))).toEqual(await recorded());
  });

  it('ends at once for who has seen the end, and begins anew for who has seen what is not there', async () => {
    await record(1, ['run.started', 'run.cancelled']);
    expect(await readStream(await events({}, '?after=2'))).toEqual([{ id: null, event: 'end', data: '{}' }]);
    expect((await readStream(await events({}, '?after=99'))).map(({ event }) => event)).toEqual(['run.started', 'run.cancelled', 'end']);
  });

  it('is a list of the same frames for who takes JSON only', async () => {
    await record(1, ['run.started', 'run.succeeded']);
    const { data } = await api.call('GET', `/api/runs/${runId}/events?after=1`, { token, headers: { Accept: 'application/json' } });
    expect(data.items).toEqual(await recorded(1));
  });

  it.each(['x', '-1', '1.5', '9'.repeat(20)])('refuses Last-Event-ID %s', async (id) => {
    expect((await events({ 'Last-Event-ID': id })).status).toBe(400);
  });

  it('lets go of the run when its reader does', async () => {
    await record(1, ['run.started']);
    await readStream(await events(), (seen) => seen.length === 1);
    await until(() => api.deps.feed.watched === 0);
  });
});

describe('streamed text', () => {
  it('comes as the tail first and then as what goes beyond it', async () => {
    await record(1, ['run.started']);
    await db.query("INSERT INTO stream_tail (run_id, path, attempt, text, updated_at) VALUES ($1, 'greet', 1, $2, millrace_now())", [
      runId,
      'x'.repeat(6000),
    ]);
    const { socket, frames } = await openSocket(`${api.url}/ws/runs/${runId}/log`, { headers: bearer() });
    await until(() => frames.length === 4);
    live.publish({ kind: 'text', runId, path: 'greet', attempt: 1, offset: 6000, text: 'more' });
    await until(() => frames.length === 5);
    socket.close();
    expect(frames.map(({ type, seq }) => [type, seq])).toEqual([
      ['run.started', 1],
      ...[1, 2, 3].map(() => ['text.tail', null]),
      ['text.delta', null],
    ]);
    const pieces = frames.slice(1).map(({ data }) => data as { offset: number; text: string });
    expect(pieces.map(({ text }) => text).join('')).toBe(`${'x'.repeat(6000)}more`);
    for (const frame of frames) expect(JSON.stringify(frame.data ?? '').length).toBeLessThanOrEqual(8192);
  });
});

describe('a socket', () => {
  it('tells one run from after on, then the end, and closes', async () => {
    await record(1, ['run.started', ...many(3), 'run.succeeded']);
    const { frames, closed } = await openSocket(`${api.url}/ws/runs/${runId}/log?after=2`, { headers: bearer() });
    expect(await closed).toBe(1000);
    expect(frames.slice(0, -1)).toEqual(await recorded(2));
    expect(frames.at(-1)).toMatchObject({ type: 'end', seq: null, runId });
  });

  it('follows many runs at once, each from where it says, and tells each what the stream tells', async () => {
    const first = runId;
    await record(1, ['run.started', 'task.started']);
    // A document from the tests' own builder is one.
    runId = await runs.insert(me.workspaceId, greetingDocument() as never, { name: 'Ada' });
    await record(1, ['run.started', 'run.succeeded']);
    const { socket, frames } = await openSocket(`${api.url}/ws`, { headers: bearer() });
    socket.send(JSON.stringify({ op: 'subscribe', runId: first, after: 1 }));
    socket.send(JSON.stringify({ op: 'subscribe', runId }));
    await until(() => frames.length === 4);
    expect(frames.filter((frame) => frame.runId === runId && frame.seq !== null)).toEqual(await recorded());
    expect(frames.filter((frame) => frame.runId === first).map(({ seq }) => seq)).toEqual([2]);
    socket.send(JSON.stringify({ op: 'unsubscribe', runId: first }));
    await until(() => api.deps.feed.watched === 0);
    socket.close();
  });

  it('loses and repeats nothing however often it breaks', async () => {
    await record(1, ['run.started', ...many(700)]);
    const seen: RunFrame[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { socket, frames } = await openSocket(`${api.url}/ws`, { headers: bearer() });
      socket.send(JSON.stringify({ op: 'subscribe', runId, after: seen.at(-1)?.seq ?? 0 }));
      if (round === 3) await record(702, ['run.succeeded']);
      const isLast = round === 3;
      await until(() => (isLast ? frames.at(-1)?.type === 'end' : frames.length >= 150));
      // What came after the 150th never reached the reader before the break.
      seen.push(...frames.filter(({ seq }) => seq !== null).slice(0, isLast ? undefined : 150));
      socket.terminate();
    }
    expect(seen).toEqual(await recorded());
  });

  it('says so when a run is not there, and goes on', async () => {
    await record(1, ['run.started']);
    const foreign = await runs.insert((await services.principal()).workspaceId, greetingDocument() as never, {}); // as above
    const { socket, frames } = await openSocket(`${api.url}/ws`, { headers: bearer() });
    for (const id of [newId(), foreign, runId]) socket.send(JSON.stringify({ op: 'subscribe', runId: id, after: 0 }));
    await until(() => frames.length === 3);
    const refusals = frames.filter(({ type }) => type === 'error');
    expect(refusals.map(({ data }) => data)).toEqual([1, 2].map(() => expect.objectContaining({ code: 40404, reason: 'run_not_found' })));
    expect(frames.filter(({ seq }) => seq === 1)).toHaveLength(1);
    socket.close();
  });

  it.each([
    'nonsense',
    '{"op":"subscribe"}',
    '{"op":"run","runId":"x"}',
    '{"op":"subscribe","runId":"x","after":0}',
    `"${'x'.repeat(5000)}"`,
  ])('closes on a message that is none: %s', async (message) => {
    const { socket, closed } = await openSocket(`${api.url}/ws`, { headers: bearer() });
    socket.send(message);
    expect([1008, 1009]).toContain(await closed);
  });
});

describe('an upgrade', () => {
  const path = () => `${api.url}/ws/runs/${runId}/log`;

  it('takes a token by header or by protocol', async () => {
    for (const options of [{ headers: bearer() }, { protocols: [`bearer.${token}`] }, { protocols: ['millrace', `bearer.${token}`] }]) {
      const { socket, closed } = await openSocket(`${api.url}/ws`, options);
      socket.close();
      await closed;
    }
  });

  it('takes a session only from our own pages', async () => {
    const cookie = { Cookie: await api.cookie(me) };
    const { socket } = await openSocket(`${api.url}/ws`, { headers: { ...cookie, Origin: api.url } });
    socket.close();
    for (const origin of [{}, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      await expect(openSocket(`${api.url}/ws`, { headers: { ...cookie, ...origin } as Record<string, string> })).rejects.toThrow(
        'refused with 403',
      );
    }
  });

  it('is refused with the status the API would answer', async () => {
    const limited = { Authorization: `Bearer ${await api.token(me, ['flow:read'])}` };
    const other = { Authorization: `Bearer ${await api.token(await services.principal())}` };
    await expect(openSocket(`${api.url}/ws`)).rejects.toThrow('refused with 401');
    await expect(openSocket(`${api.url}/ws`, { protocols: ['bearer.mr_wrong'] })).rejects.toThrow('refused with 401');
    await expect(openSocket(`${api.url}/ws`, { headers: limited })).rejects.toThrow('refused with 403');
    await expect(openSocket(path(), { headers: other })).rejects.toThrow('refused with 404');
    await expect(openSocket(`${api.url}/ws/runs/x/log`, { headers: bearer() })).rejects.toThrow('refused with 400');
    await expect(openSocket(`${path()}?after=-1`, { headers: bearer() })).rejects.toThrow('refused with 400');
    await expect(openSocket(`${api.url}/ws/else`, { headers: bearer() })).rejects.toThrow('refused with 404');
    await expect(openSocket(`${api.url}/_next/hmr`, { headers: bearer() })).rejects.toThrow('refused with 404');
  });
});

describe('what stands open', () => {
  it.each(['revoked token', 'signed out everywhere'])('ends within ten seconds once its access has ended: %s', async (how) => {
    const person = await services.principal();
    const run = await runs.insert(person.workspaceId, greetingDocument() as never, { name: 'Ada' });
    const own = await api.token(person);
    const isToken = how === 'revoked token';
    const headers: Record<string, string> = isToken
      ? { Authorization: `Bearer ${own}` }
      : { Cookie: await api.cookie(person), Origin: api.url };
    const stream = readStream(await fetch(`${api.url}/api/runs/${run}/events`, { headers }));
    const { socket, closed } = await openSocket(`${api.url}/ws`, { headers });
    const begun = performance.now();
    if (isToken)
      await database.owner.query('UPDATE api_token SET revoked_at = millrace_now() WHERE workspace_id = $1', [person.workspaceId]);
    else await db.query('UPDATE member SET session_version = 2 WHERE user_id = $1', [person.userId]);
    const last = (await stream).at(-1);
    expect(last).toMatchObject({ event: 'unauthorized' });
    expect(JSON.parse(last?.data ?? '')).toMatchObject({ reason: isToken ? 'invalid_token' : 'session_expired' });
    expect(await closed).toBe(4401);
    expect(performance.now() - begun).toBeLessThan(12_000);
    expect(socket.readyState).toBe(socket.CLOSED);
  });

  it('takes from the same bucket as every other request', async () => {
    const small = await openTestApi(services, { perSecond: 0.001, burst: 3 });
    const headers = { Authorization: `Bearer ${await small.token(me)}`, Accept: 'application/json' };
    const path = `${small.url}/api/runs/${runId}/events`;
    expect((await fetch(path, { headers })).status).toBe(200);
    expect((await fetch(path, { headers })).status).toBe(200);
    const { socket, frames } = await openSocket(`${small.url}/ws`, { headers });
    for (let n = 0; n < 2; n += 1) socket.send(JSON.stringify({ op: 'subscribe', runId }));
    await until(() => frames.some(({ type }) => type === 'error'));
    expect(frames.find(({ type }) => type === 'error')?.data).toMatchObject({ code: 42901, reason: 'rate_limited' });
    const refused = await fetch(path, { headers });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    socket.close();
  });
});
