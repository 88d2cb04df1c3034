import { describe, expect, it } from 'vitest';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const services = openTestServices(database);
const api = await openTestApi(services);
const body = { name: 'Flow' };
const host = new URL(api.url).host;

describe('a session', () => {
  it.each([
    ['says that it comes from our own pages', { 'Sec-Fetch-Site': 'same-origin' }, 201],
    ['names our own origin', { Origin: `http://${host}` }, 201],
    ['comes from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['comes from a neighbour of the site', { 'Sec-Fetch-Site': 'same-site', Origin: `http://${host}` }, 403],
    ['names another origin', { Origin: 'https://evil.example' }, 403],
    ['names the origin of a sandbox', { Origin: 'null' }, 403],
    ['names our host at another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['does not say where from', {}, 403],
  ])('answers a write from a page that %s (%j) with %i', async (_, headers, status) => {
    const cookie = await api.cookie(await services.principal());
    const answer = await api.call('POST', '/api/flows', { headers: { Cookie: cookie, ...headers } as Record<string, string>, body });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer).toMatchObject({ code: 40302, data: { reason: 'cross_site_request' } });
  });

  it('cannot be used by a form, whatever the form says of itself', async () => {
    const headers = { Cookie: await api.cookie(await services.principal()), 'Sec-Fetch-Site': 'same-origin' };
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await api.call('POST', '/api/flows', { headers: { ...headers, 'Content-Type': type }, body: JSON.stringify(body) });
      expect(answer.data.reason).toBe('unsupported_content_type');
    }
  });

  it('reads from anywhere, for the browser keeps the answer from other sites', async () => {
    const cookie = await api.cookie(await services.principal());
    const answer = await api.call('GET', '/api/me', { headers: { Cookie: cookie } });
    expect(answer).toMatchObject({ status: 200, code: 0, data: { role: 'owner' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is ignored beside a Bearer token, good or bad', async () => {
    const [me, other] = [await services.principal(), await services.principal('viewer')];
    const cookie = await api.cookie(other);
    const answer = await api.call('GET', '/api/me', { headers: { Cookie: cookie }, token: await api.token(me) });
    expect(answer.data.workspaceId).toBe(me.workspaceId);
    const bad = await api.call('GET', '/api/me', { headers: { Cookie: cookie }, token: 'mr_wrong' });
    expect(bad).toMatchObject({ status: 401, data: { reason: 'invalid_token' } });
  });

  it('ends with the version of the member it was made for', async () => {
    const me = await services.principal();
    await database.db.query('UPDATE member SET session_version = 2 WHERE user_id = $1', [me.userId]);
    const old = await api.call('GET', '/api/me', { headers: { Cookie: await api.cookie(me, 1) } });
    expect(old).toMatchObject({ status: 401, data: { reason: 'session_expired' } });
    expect((await api.call('GET', '/api/me', { headers: { Cookie: await api.cookie(me, 2) } })).status).toBe(200);
  });

  it('signed with another secret is none', async () => {
    const cookie = `${(await api.cookie(await services.principal())).slice(0, -4)}AAAA`;
    expect((await api.call('GET', '/api/me', { headers: { Cookie: cookie } })).data.reason).toBe('unauthenticated');
  });
});

describe('an API token', () => {
  it('does no more than its scopes', async () => {
    const token = await api.token(await services.principal(), ['flow:read']);
    expect((await api.call('GET', '/api/flows', { token })).status).toBe(200);
    expect(await api.call('POST', '/api/flows', { token, body })).toMatchObject({ status: 403, data: { permission: 'flow:edit' } });
    expect((await api.call('GET', '/api/runs', { token })).data.reason).toBe('forbidden');
  });

  it('does no more than its maker may do today', async () => {
    const me = await services.principal();
    const token = await api.token(me);
    await database.db.query("UPDATE member SET role = 'viewer' WHERE user_id = $1", [me.userId]);
    expect((await api.call('POST', '/api/flows', { token, body })).data.reason).toBe('forbidden');
  });

  it.each([
    ['has expired', "expires_at = millrace_now() - interval '1 second'"],
    ['was revoked', 'revoked_at = millrace_now()'],
  ])('that %s is refused', async (_, change) => {
    const me = await services.principal();
    const token = await api.token(me);
    await database.owner.query(`UPDATE api_token SET ${change} WHERE workspace_id = $1`, [me.workspaceId]);
    expect((await api.call('GET', '/api/me', { token })).data.reason).toBe('invalid_token');
  });

  it('is told when it was last used', async () => {
    const me = await services.principal();
    const token = await api.token(me);
    await api.call('GET', '/api/me', { token });
    await expect.poll(async () => (await api.call('GET', '/api/tokens', { token })).data.items?.[0]?.lastUsedAt).toMatch(/^\d{4}-/);
  });
});
