import { expect, it } from 'vitest';
import { ClientError } from './client-error';
import { createApi } from './create-api';

interface Sent {
  url: string;
  init: RequestInit;
}

function apiAnswering(status: number, body: string, onUnauthenticated = () => undefined) {
  const sent: Sent[] = [];
  const api = createApi({
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      return new Response(body, { status });
    },
    onUnauthenticated,
  });
  return { api, sent };
}

it('fills the path, writes the query and answers the data of the envelope', async () => {
  const { api, sent } = apiAnswering(200, '{"code":0,"msg":"success","data":{"items":[],"nextCursor":null}}');
  await api.call('listRuns', { query: { label: ['a=1', 'b=2'], cost_tag: '', model: undefined } });
  expect(sent.shift()?.url).toBe('/api/runs?label=a%3D1&label=b%3D2&cost_tag=');
  const page = await api.call('listTasks', { params: { runId: 'a/b' }, query: { limit: 5, prefix: 'each[3]/' } });
  expect(page.items).toEqual([]);
  expect(sent[0]?.url).toBe('/api/runs/a%2Fb/tasks?limit=5&prefix=each%5B3%5D%2F');
});

it('throws what the envelope says, with its issues', async () => {
  const issue = { code: 'cycle', severity: 'error', path: '/edges', nodeId: null, params: {}, message: 'Round' };
  const body = JSON.stringify({ code: 42206, msg: 'Not a flow', data: { reason: 'invalid_document', issues: [issue] } });
  const { api } = apiAnswering(422, body);
  const thrown = await api.call('createFlow', { body: { name: 'x' } }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ClientError);
  expect(thrown).toMatchObject({ code: 42206, status: 422, reason: 'invalid_document', message: 'Not a flow', issues: [issue] });
});

it('tells an answer that is no envelope from no answer at all', async () => {
  const { api } = apiAnswering(502, '<html>');
  await expect(api.call('getMe')).rejects.toMatchObject({ reason: 'unreadable', status: 502 });
  const silent = createApi({ fetch: () => Promise.reject(new TypeError('fetch failed')) });
  await expect(silent.call('getMe')).rejects.toMatchObject({ reason: 'unreachable', code: 0 });
});

it('hands an abort on as it is', async () => {
  const controller = new AbortController();
  controller.abort();
  const api = createApi({ fetch: (_, init) => Promise.reject(init?.signal?.reason) });
  await expect(api.call('getMe', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
});

it('says when the session has ended', async () => {
  let ended = 0;
  const { api } = apiAnswering(401, '{"code":40101,"msg":"","data":{"reason":"unauthenticated"}}', () => {
    ended += 1;
    return undefined;
  });
  await expect(api.call('getMe')).rejects.toMatchObject({ reason: 'unauthenticated' });
  expect(ended).toBe(1);
});
