import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES, type RouteName } from '@/lib/contracts/routes';
import type { JsonObject } from '@/lib/std/json';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime } from '@/tests/support/runtime';
import { greetingDocument, openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
let isCarried = true;
const runtime = openTestRuntime({ url: database.url, workspaceId: '' });
afterAll(() => runtime.close());
const services = openTestServices(database, (runId) => isCarried && void runtime.worker.advance([runId]));
const api = await openTestApi(services);
let token: string;

beforeAll(async () => {
  token = await api.token(await services.principal());
});

const create = async (dsl: JsonObject = greetingDocument()) =>
  (await api.call('POST', '/api/flows', { token, body: { name: 'Flow', dsl } })).data;
const publish = (flowId: unknown) => api.call('POST', `/api/flows/${flowId}/publish`, { token, body: {} });

async function published(dsl?: JsonObject): Promise<JsonObject> {
  const flow = await create(dsl);
  await publish(flow.id);
  return (await api.call('GET', `/api/flows/${flow.id}`, { token })).data;
}

const trigger = (flowId: unknown, more: JsonObject = {}, headers: Record<string, string> = {}) =>
  api.call('POST', '/api/runs/trigger', { token, headers, body: { flowId, inputs: { name: 'Ada' }, ...more } });

describe('the dashboard', () => {
  it('gives each of its tables as a file to keep, to whoever may read usage', async () => {
    const get = (query: string, bearer = token) =>
      fetch(`${api.url}/api/usage/dashboard.csv?${query}`, { headers: { Authorization: `Bearer ${bearer}` } });
    const answer = await get('chart=runs&range=24h');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="millrace-runs-\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect((await answer.text()).split('\r\n')).toHaveLength(26);
    expect((await get('chart=none')).status).toBe(400);
    expect((await get('chart=runs', 'mr_wrong')).status).toBe(401);
    const blind = await api.token(await services.principal(), ['run:read']);
    expect((await get('chart=runs', blind)).status).toBe(403);
  });

  it('refuses ranges and zones that will not do, with what is wrong', async () => {
    for (const query of [
      'tz=Mars',
      'from=2026-01-01T00:00:00Z',
      'range=1y',
      'by=colour',
      'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    ]) {
      expect(await api.call('GET', `/api/usage/dashboard?${query}`, { token }), query).toMatchObject({
        status: 400,
        data: { reason: 'invalid_request' },
      });
    }
  });
});

describe('flows', () => {
  it('answer in the envelope the contract describes', async () => {
    const flow = await published();
    const paths: [RouteName, string][] = [
      ['getFlow', `/api/flows/${flow.id}`],
      ['listFlows', '/api/flows'],
      ['listRevisions', `/api/flows/${flow.id}/revisions`],
      ['getRevision', `/api/flows/${flow.id}/revisions/1`],
      ['diffVersions', `/api/flows/${flow.id}/diff?from=1&to=draft`],
      ['listTemplates', '/api/templates'],
      ['listNodeTypes', '/api/node-types'],
      ['listProviders', '/api/providers'],
      ['listTokens', '/api/tokens'],
      ['listCredentials', '/api/credentials'],
      ['getMe', '/api/me'],
      ['listRuns', '/api/runs'],
      ['getDashboard', '/api/usage/dashboard?range=24h&by=node&tz=Asia/Shanghai'],
    ];
    for (const [name, path] of paths) {
      const answer = await api.call('GET', path, { token });
      expect(answer, path).toMatchObject({ status: 200, code: 0, msg: 'success' });
      expect(ROUTES[name].data.safeParse(answer.data).error?.issues ?? [], path).toEqual([]);
    }
  });

  it('give one of two writers who began at the same draft the conflict, with the draft as it is', async () => {
    const { id, draftVersion } = await create();
    const write = (greeting: string) =>
      api.call('PUT', `/api/flows/${id}`, { token, body: { dsl: greetingDocument(greeting), baseVersion: draftVersion } });
    const answers = await Promise.all([write('Good morning'), write('Good evening')]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
    expect(won?.status).toBe(200);
    expect(lost).toMatchObject({ status: 409, code: 40901, data: { reason: 'draft_conflict', draftVersion: 2, dsl: won?.data.dsl } });
  });

  it('store a draft with issues only when asked to, and then refuse to publish or run it', async () => {
    const dsl = { ...greetingDocument(), nodes: [{ id: 'a', type: 'template' }], outputs: {} };
    expect((await api.call('POST', '/api/flows', { token, body: { name: 'x', dsl } })).status).toBe(422);
    const draft = await api.call('POST', '/api/flows', { token, body: { name: 'x', dsl, allowIssues: true } });
    expect(draft.status).toBe(201);
    expect((await publish(draft.data.id)).data.reason).toBe('draft_has_errors');
    expect((await trigger(draft.data.id, { revision: 'draft' })).data.reason).toBe('draft_has_errors');
  });

  it('come page by page, each once, whatever is made meanwhile', async () => {
    const owner = await api.token(await services.principal());
    const made: string[] = [];
    const make = async () =>
      made.push(String((await api.call('POST', '/api/flows', { token: owner, body: { name: `f${made.length}` } })).data.id));
    for (let n = 0; n < 7; n += 1) await make();
    const first = made.slice();
    const seen: string[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { data } = await api.call('GET', `/api/flows?limit=3${cursor ? `&cursor=${cursor}` : ''}`, { token: owner });
      seen.push(...(data.items ?? []).map(({ id }) => String(id)));
      cursor = data.nextCursor;
      await make();
    }
    expect(seen).toEqual(first.toReversed());
  });
});

describe('runs', () => {
  it('answer 200 with the outputs when waited for, and 202 while they go on', async () => {
    const flow = await published();
    expect(await trigger(flow.id, { mode: 'wait' })).toMatchObject({
      status: 200,
      data: { status: 'SUCCEEDED', outputs: { text: 'Hello Ada' } },
    });
    isCarried = false;
    expect(await trigger(flow.id)).toMatchObject({ status: 202, data: { status: 'PENDING' } });
    expect(await trigger(flow.id, { mode: 'wait', waitMs: 50 })).toMatchObject({ status: 202 });
    isCarried = true;
  });

  it('start once for one Idempotency-Key, even when asked ten times at once', async () => {
    const flow = await published();
    const key = { 'Idempotency-Key': 'order-7' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => trigger(flow.id, {}, key)));
    expect(new Set(answers.map(({ data }) => data.runId)).size).toBe(1);
    const { rows } = await database.db.query<{ count: number }>('SELECT count(*) AS count FROM run WHERE flow_id = $1', [flow.id]);
    expect(rows[0]?.count).toBe(1);
    const other = await trigger(flow.id, { inputs: { name: 'Bob' } }, key);
    expect(other).toMatchObject({ status: 409, code: 40903, data: { reason: 'idempotency_conflict' } });
    expect((await trigger(flow.id, {}, { 'Idempotency-Key': 'x'.repeat(257) })).data.reason).toBe('invalid_request');
  });

  it('need a revision, or the draft by name', async () => {
    const flow = await create();
    expect(await trigger(flow.id)).toMatchObject({ status: 409, code: 40902, data: { reason: 'not_published' } });
    expect((await trigger(flow.id, { revision: 'draft', mode: 'wait' })).status).toBe(200);
    expect((await trigger(flow.id, { revision: 9 })).data.reason).toMatch(/revision_not_found|not_published/);
  });

  it('refuse inputs that do not fit', async () => {
    const flow = await published();
    expect(await trigger(flow.id, { inputs: {} })).toMatchObject({ status: 422, code: 42202 });
    expect((await trigger(flow.id, { inputs: { name: 7 } })).data.reason).toBe('invalid_inputs');
  });
});

describe('webhooks', () => {
  const hooked = async (trigger: JsonObject) => {
    const flow = await published({
      ...greetingDocument(),
      triggers: [{ id: 'hook', type: 'webhook', path: 'in', respond: 'result', ...trigger }],
    });
    const [declared] = flow.triggers as JsonObject[];
    return String(declared?.url);
  };

  it('take JSON and forms, and answer with the result', async () => {
    const url = await hooked({ auth: 'none' });
    expect(await api.call('POST', url, { body: { name: 'Ada' } })).toMatchObject({ status: 200, data: { outputs: { text: 'Hello Ada' } } });
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: 'Basic eDp5' };
    expect(await api.call('POST', url, { headers: form, body: 'name=Bob' })).toMatchObject({ data: { outputs: { text: 'Hello Bob' } } });
  });

  it('under a token take no session, no foreign token and no other path', async () => {
    const url = await hooked({ auth: 'token' });
    const me = await services.principal();
    const call = (more: object) => api.call('POST', url, { body: { name: 'Ada' }, ...more });
    expect((await call({})).data.reason).toBe('unauthenticated');
    expect((await call({ headers: { Cookie: await api.cookie(me), 'Sec-Fetch-Site': 'same-origin' } })).data.reason).toBe(
      'unauthenticated',
    );
    expect((await call({ token: await api.token(me) })).data.reason).toBe('trigger_not_found');
    expect((await call({ token: 'mr_wrong' })).data.reason).toBe('invalid_token');
    expect((await call({ token })).status).toBe(200);
    expect((await api.call('POST', `${url}/more`, { token, body: {} })).data.reason).toBe('trigger_not_found');
    expect((await api.call('GET', url, { token })).status).toBe(405);
  });

  it('under a signature check it over the bytes as sent', async () => {
    const secret = 'a shared secret of the tests';
    await api.call('POST', '/api/credentials', { token, body: { name: 'signing', kind: 'webhook_secret', config: {}, secret } });
    const url = await hooked({ auth: 'hmac', credential: 'signing' });
    const body = '{ "name":   "Ada" }';
    const signature = (text: string) => ({ 'X-Millrace-Signature': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}` });
    expect((await api.call('POST', url, { headers: signature(body), body })).status).toBe(200);
    for (const headers of [signature('{"name":"Ada"}'), { 'X-Millrace-Signature': 'sha256=' }, {}]) {
      const answer = await api.call('POST', url, { headers: headers as Record<string, string>, body });
      expect(answer).toMatchObject({ status: 401, data: { reason: 'bad_signature' } });
    }
  });
});

describe('what describes the server', () => {
  it('lists every route in OpenAPI, with what it needs', async () => {
    const document = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, JsonObject>>;
    };
    expect(document.openapi).toBe('3.1.0');
    for (const { method, path, permission } of Object.values(ROUTES)) {
      const operation = document.paths[path.replace(/:([A-Za-z]+)/g, '{$1}')]?.[method.toLowerCase()];
      expect(operation, path).toMatchObject({ 'x-permission': permission });
    }
    expect(document.paths['/api/hooks/{triggerId}/{path}']?.post?.security).toEqual([]);
  });

  it('publishes the schema of documents and the same node types as the catalog', async () => {
    const schema = (await (await fetch(`${api.url}/api/dsl-schema.json`)).json()) as { $defs: object };
    const { data } = await api.call('GET', '/api/node-types', { token });
    for (const { type } of data.items ?? []) expect(schema.$defs).toHaveProperty(`node_${type}`);
  });

  it('is alive, ready, and counts what it answered', async () => {
    expect((await api.call('GET', '/healthz')).data).toEqual({ status: 'alive' });
    expect((await api.call('GET', '/readyz')).data).toEqual({ status: 'ready', database: 'ok', queue: 'ok' });
    const count = async () =>
      Number(
        /millrace_http_requests_total\{route="getMe",status="401"\} (\d+)/.exec(await (await fetch(`${api.url}/metrics`)).text())?.[1] ?? 0,
      );
    const before = await count();
    for (let n = 0; n < 3; n += 1) await api.call('GET', '/api/me');
    expect((await count()) - before).toBe(3);
    expect(await (await fetch(`${api.url}/metrics`)).text()).toMatch(/millrace_runs\{status="SUCCEEDED"\} \d+/);
  });

  it('leaves pages and sign-in to the pages, and nothing else below /api', async () => {
    for (const path of ['/', '/flows', '/api/auth/csrf', '/api/auth'])
      expect(await (await fetch(`${api.url}${path}`)).text()).toBe('pages');
    for (const path of ['/api', '/api/else', '/api/auth/%63srf', '/API/auth/csrf']) {
      expect((await api.call('GET', path)).data.reason, path).toBe('not_found');
    }
  });
});
