import { beforeAll, describe, expect, it } from 'vitest';
import { type Principal, permissionsOf, ROLES, type Role } from '@/lib/auth';
import { ROUTES, type RouteName } from '@/lib/contracts/routes';
import { PERMISSIONS, type Permission } from '@/lib/contracts/settings';
import { createRouter } from '@/lib/http';
import { HANDLERS } from '@/lib/http/handlers';
import { STREAM_ROUTES } from '@/lib/http/stream-routes';
import { newId } from '@/lib/std/ids';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { greetingDocument, openTestServices } from '@/tests/support/services';

const { db, ...database } = await openTestDatabase();
const services = openTestServices({ db, ...database });
const api = await openTestApi(services);
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' };

interface Target {
  method: string;
  path: string;
  permission: Permission | 'signed_in' | 'public';
}

const TARGETS: Target[] = [...Object.values(ROUTES), ...STREAM_ROUTES].map(({ method, path, permission }) => ({
  method,
  path,
  permission,
}));
const GUARDED = TARGETS.filter(({ permission }) => permission !== 'public');

/** The route with ids in place; a body that fits nothing, so that what is allowed still changes nothing. */
function fill({ path }: Target, ids: { flow?: string; run?: string } = {}): string {
  const id = path.includes('/flows/') ? (ids.flow ?? newId()) : newId();
  return path
    .replace(':id', id)
    .replace(':runId', ids.run ?? newId())
    .replace(':revNo', '1')
    .replace(/:(triggerId|path.*)/g, newId());
}

const bodyOf = ({ method }: Target) => (method === 'GET' ? {} : { body: {} });

describe('the router', () => {
  it('declares for each route it answers what the route needs, and answers each route that is declared', () => {
    const known = [...PERMISSIONS, 'signed_in', 'public'];
    for (const { permission, path } of TARGETS) expect(known, path).toContain(permission);
    const declared = TARGETS.map(({ method, path }) => `${method} ${path}`);
    const answered = createRouter(api.deps).routes.filter(({ method }) => method !== 'ALL');
    expect(answered.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(declared.toSorted());
    expect(Object.keys(HANDLERS).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });

  it('leaves open only what authenticates by itself or has nothing to protect', () => {
    const open = TARGETS.filter(({ permission }) => permission === 'public').map(({ path }) => path);
    // The address of a callback is signed, and is itself the key.
    const expected = [
      ...['/api/callbacks/:token', '/api/dsl-schema.json', '/api/hooks/:triggerId/:path{.+}', '/api/openapi.json'],
      ...['/healthz', '/metrics', '/readyz'],
    ];
    expect(open.toSorted()).toEqual(expected);
    expect(Object.values(ROUTES).filter(({ permission }) => permission === ('public' as string))).toEqual([]);
  });

  it('refuses each guarded route to who names nobody, and to who names somebody wrong', async () => {
    for (const target of GUARDED) {
      const bare = await api.call(target.method, fill(target), { headers: SAME_ORIGIN, ...bodyOf(target) });
      expect(bare, target.path).toMatchObject({ status: 401, data: { reason: 'unauthenticated' } });
      const wrong = await api.call(target.method, fill(target), { token: `mr_${'x'.repeat(43)}`, ...bodyOf(target) });
      expect(wrong, target.path).toMatchObject({ status: 401, data: { reason: 'invalid_token' } });
    }
  });
});

describe.each(ROLES)('the role %s', (role: Role) => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await api.cookie(await services.principal(role));
  });

  it.each(GUARDED)('gets at $method $path exactly with $permission', async (target) => {
    const answer = await api.call(target.method, fill(target), {
      headers: { ...SAME_ORIGIN, Cookie: cookie, Accept: 'application/json' },
      ...bodyOf(target),
    });
    const mayPass = target.permission === 'signed_in' || permissionsOf(role).has(target.permission as Permission);
    if (mayPass) expect(answer.data?.reason).not.toBe('forbidden');
    else expect(answer).toMatchObject({ status: 403, code: 40301, data: { reason: 'forbidden', permission: target.permission } });
    expect(answer.status).toBeLessThan(500);
  });
});

describe('what belongs to another workspace', () => {
  let mine: Principal;
  const ids = { flow: '', run: '' };
  beforeAll(async () => {
    mine = await services.principal();
    const token = await api.token(mine);
    ids.flow = String((await api.call('POST', '/api/flows', { token, body: { name: 'Mine', dsl: greetingDocument() } })).data.id);
    await api.call('POST', `/api/flows/${ids.flow}/publish`, { token, body: {} });
    const run = await api.call('POST', '/api/runs/trigger', { token, body: { flowId: ids.flow, inputs: { name: 'Ada' } } });
    ids.run = String(run.data.runId);
  });

  // What a route must be told before it looks for the flow or the run.
  const BODIES: Partial<Record<RouteName, object>> = {
    decideApproval: { path: 'greet', decision: 'approved' },
    resolveEffect: { path: 'greet', resolution: 'done' },
    restoreRevision: { baseVersion: 1 },
    rollBackFlow: { revision: 1 },
  };
  const QUERIES: Partial<Record<RouteName, string>> = { getTask: '?path=greet', diffVersions: '?from=1&to=draft' };
  const OWNED = (Object.keys(ROUTES) as RouteName[]).filter((name) => /^\/api\/(flows|runs)\/:/.test(ROUTES[name].path));

  it.each(OWNED)('is not there for %s, and is for its own', async (name) => {
    const target: Target = ROUTES[name];
    const path = `${fill(target, ids)}${QUERIES[name] ?? ''}`;
    const call = { headers: { Accept: 'application/json' }, ...(target.method === 'GET' ? {} : { body: BODIES[name] ?? {} }) };
    const foreign = await api.call(target.method, path, { token: await api.token(await services.principal()), ...call });
    expect(foreign.status).toBe(404);
    // A decision is told the same of a run that is elsewhere, that is nowhere, and that waits for nobody.
    expect(['flow_not_found', 'run_not_found', 'wait_not_found']).toContain(foreign.data.reason);
    // The rest would change or end what the other cases look at.
    if (target.method !== 'GET') return;
    const own = await api.call(target.method, path, { token: await api.token(mine), ...call });
    expect(['flow_not_found', 'run_not_found']).not.toContain(own.data?.reason);
  });

  it('cannot be run, followed or found in a list', async () => {
    const token = await api.token(await services.principal());
    expect((await api.call('POST', '/api/runs/trigger', { token, body: { flowId: ids.flow } })).data.reason).toBe('flow_not_found');
    expect((await api.call('GET', `/api/runs/${ids.run}/events`, { token })).data.reason).toBe('run_not_found');
    for (const list of ['/api/flows', '/api/runs', `/api/runs?flow=${ids.flow}`]) {
      expect((await api.call('GET', list, { token })).data.items, list).toEqual([]);
    }
  });
});
