import { describe, expect, it } from 'vitest';
import { ROUTES } from '@/lib/contracts/routes';
import { newId } from '@/lib/std/ids';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const services = openTestServices(database);
const api = await openTestApi(services);

async function somebody() {
  const me = await services.principal();
  const headers = { Cookie: await api.cookie(me), 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' };
  return {
    me,
    call: (method: string, path: string, body?: object) =>
      api.call(method, `/api/saved-filters${path}`, { headers, ...(body && { body }) }),
  };
}

const FAILED = { status: 'FAILED', from: '24h', label: ['env=prod', 'who=a'] };

describe('a saved filter', () => {
  it('is kept as it was written, listed by name, renamed, changed and deleted, each on the record', async () => {
    const { me, call } = await somebody();
    const made = await call('POST', '', { name: ' Failed today ', query: FAILED });
    expect(made).toMatchObject({ status: 201, data: { page: 'runs', name: 'Failed today', query: FAILED } });
    expect(ROUTES.createSavedFilter.data.safeParse(made.data).success).toBe(true);
    await call('POST', '', { name: 'dear', query: { cost_min: '0.5' } });
    expect((await call('GET', '')).data.items?.map(({ name }) => name)).toEqual(['dear', 'Failed today']);
    const renamed = await call('PUT', `/${made.data.id}`, { name: 'Failures' });
    expect(renamed.data).toMatchObject({ name: 'Failures', query: FAILED });
    const changed = await call('PUT', `/${made.data.id}`, { query: { status: 'FAILED' } });
    expect(changed.data).toMatchObject({ name: 'Failures', query: { status: 'FAILED' } });
    expect((await call('DELETE', `/${made.data.id}`)).status).toBe(200);
    expect((await call('DELETE', `/${made.data.id}`)).data.reason).toBe('filter_not_found');
    expect((await call('GET', '')).data.items).toHaveLength(1);
    const { rows } = await database.db.query<{ action: string }>(
      'SELECT action FROM audit_log WHERE workspace_id = $1 AND subject_id = $2 ORDER BY at',
      [me.workspaceId, made.data.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['filter.created', 'filter.updated', 'filter.updated', 'filter.deleted']);
  });

  it('has a name of its own, also when two tabs save at once', async () => {
    const { call } = await somebody();
    const answers = await Promise.all([1, 2].map(() => call('POST', '', { name: 'Mine', query: FAILED })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const other = await call('POST', '', { name: 'Other', query: FAILED });
    expect((await call('PUT', `/${other.data.id}`, { name: 'Mine' })).data.reason).toBe('name_taken');
  });

  it('belongs to its person: others of the workspace, strangers and tokens see nothing of it', async () => {
    const { me, call } = await somebody();
    const { data } = await call('POST', '', { name: 'Mine', query: FAILED });
    const stranger = await somebody();
    expect((await stranger.call('GET', '')).data.items).toEqual([]);
    for (const method of ['PUT', 'DELETE'])
      expect((await stranger.call(method, `/${data.id}`, method === 'PUT' ? { name: 'x' } : undefined)).data.reason).toBe(
        'filter_not_found',
      );
    const token = await api.token(me);
    expect(await api.call('GET', '/api/saved-filters', { token })).toMatchObject({ status: 403, data: { reason: 'forbidden' } });
  });

  it('is refused when it holds nothing, or what cannot be read', async () => {
    const { call } = await somebody();
    for (const query of [
      {},
      { status: 'DONE' },
      { sort: 'id' },
      { from: '2026-01-02', to: '2026-01-01' },
      { label: 'x' },
      { flow: newId(), revision: '-1' },
    ])
      expect((await call('POST', '', { name: 'x', query })).status, JSON.stringify(query)).toBe(400);
    expect((await call('POST', '', { name: '  ', query: FAILED })).status).toBe(400);
    expect((await call('POST', '', { name: 'x', page: 'flows', query: FAILED })).status).toBe(400);
  });

  it('is one of at most fifty', async () => {
    const { call } = await somebody();
    for (let n = 0; n < 50; n++) expect((await call('POST', '', { name: `Filter ${n}`, query: FAILED })).status).toBe(201);
    expect((await call('POST', '', { name: 'One more', query: FAILED })).data.reason).toBe('invalid_request');
  });
});
