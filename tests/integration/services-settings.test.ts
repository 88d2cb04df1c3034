import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticator, type Principal } from '@/lib/auth';
import type { SaveCredential } from '@/lib/contracts/settings';
import { createEgress } from '@/lib/egress';
import { createModels } from '@/lib/llm';
import { listCredentials } from '@/lib/services/credentials/list-credentials';
import { listProviders } from '@/lib/services/credentials/list-providers';
import { openHttpCredential } from '@/lib/services/credentials/open-http-credential';
import { openModelCredential } from '@/lib/services/credentials/open-model-credential';
import { createCredential, deleteCredential, updateCredential } from '@/lib/services/credentials/save-credential';
import { testCredential } from '@/lib/services/credentials/test-credential';
import { getMe } from '@/lib/services/me/get-me';
import { listNodeTypes } from '@/lib/services/node-types/list-node-types';
import { createToken } from '@/lib/services/tokens/create-token';
import { listTokens } from '@/lib/services/tokens/list-tokens';
import { revokeToken } from '@/lib/services/tokens/revoke-token';
import { newId } from '@/lib/std/ids';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db, owner } = database;
const services = openTestServices(database);
const { deps } = services;
const egress = createEgress({ allow: ['127.0.0.1/32'] });
let sink: Sink;

beforeAll(async () => {
  sink = await startSink();
});

afterAll(async () => {
  await egress.close();
  await sink.close();
});

const KEY = 'sk-the-secret-that-nobody-reads-back';
const openai: SaveCredential = { name: 'main', kind: 'openai', config: { defaultModel: 'my-model' }, secret: KEY };

describe('credentials', () => {
  it('are kept sealed and never told', async () => {
    const me = await services.principal();
    const saved = await createCredential(deps, me, openai);
    const listed = await listCredentials(deps, me);
    expect(listed.items).toEqual([saved]);
    expect(JSON.stringify([saved, listed])).not.toContain(KEY);
    const { rows } = await owner.query<{ secret: Buffer }>('SELECT secret FROM credential WHERE id = $1', [saved.id]);
    expect(rows[0]?.secret.includes(KEY)).toBe(false);
    const { rows: audit } = await owner.query('SELECT * FROM audit_log WHERE workspace_id = $1', [me.workspaceId]);
    expect(JSON.stringify(audit)).not.toContain(KEY);
    const find = openModelCredential(deps);
    expect(await find(me.workspaceId, undefined, 'openai')).toMatchObject({ kind: 'openai', secret: KEY });
    expect(await find(me.workspaceId, 'main', 'openai')).toMatchObject({ secret: KEY });
    expect(await find((await services.principal()).workspaceId, saved.id, 'openai')).toBeNull();
  });

  it('keep their secret when only the rest changes', async () => {
    const me = await services.principal();
    const { id } = await createCredential(deps, me, openai);
    const { secret: _kept, ...rest } = openai;
    expect(await updateCredential(deps, me, { ...rest, id, name: 'renamed' })).toMatchObject({ name: 'renamed' });
    expect(await openModelCredential(deps)(me.workspaceId, 'renamed', 'openai')).toMatchObject({ secret: KEY });
    await updateCredential(deps, me, { ...openai, id, secret: 'another' });
    expect(await openModelCredential(deps)(me.workspaceId, id, 'openai')).toMatchObject({ secret: 'another' });
  });

  it('have names of their own, and settings that make sense', async () => {
    const me = await services.principal();
    const { id } = await createCredential(deps, me, openai);
    await expect(createCredential(deps, me, openai)).rejects.toMatchObject({ code: 'name_taken' });
    await createCredential(deps, me, { ...openai, name: 'second' });
    await expect(updateCredential(deps, me, { ...openai, id, name: 'second' })).rejects.toMatchObject({ code: 'name_taken' });
    const senseless: SaveCredential[] = [
      { name: 'a', kind: 'openai_compatible', config: {}, secret: '' },
      { name: 'b', kind: 'http_header', config: {}, secret: 'x' },
      { name: 'c', kind: 'webhook_secret', config: {} },
      { name: 'd', kind: 'openai', config: {}, secret: 'x\r\nHost: y' },
      { name: 'e', kind: 'openai_compatible', config: { baseUrl: 'ftp://x' }, secret: '' },
      { name: 'f', kind: 'http_header', config: { hosts: ['x'], header: 'a b' }, secret: 'x' },
    ];
    for (const one of senseless) await expect(createCredential(deps, me, one)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('may be sent to the host of their base URL and nowhere else', async () => {
    const me = await services.principal();
    const http: SaveCredential = {
      name: 'crm',
      kind: 'http_header',
      config: { baseUrl: 'https://crm.example:8443/v1', header: 'X-Key' },
      secret: KEY,
    };
    expect((await createCredential(deps, me, http)).config.hosts).toEqual(['crm.example:8443']);
    const open = openHttpCredential(deps);
    expect(await open(me.workspaceId, 'crm')).toEqual({ name: 'crm', headers: { 'X-Key': KEY }, hosts: ['crm.example:8443'] });
    await expect(open(me.workspaceId, 'nothing')).rejects.toMatchObject({ code: 'credential_not_found' });
  });

  it('make their provider configured', async () => {
    const me = await services.principal();
    const state = async () => Object.fromEntries((await listProviders(deps, me)).items.map(({ id, configured }) => [id, configured]));
    expect(await state()).toEqual({
      ...{ demo: true, openai: false, azure_openai: false },
      ...{ anthropic: false, google: false, openai_compatible: false },
    });
    const { id } = await createCredential(deps, me, openai);
    expect((await listProviders(deps, me)).items[1]).toMatchObject({ configured: true, defaultModel: 'my-model' });
    await deleteCredential(deps, me, { id });
    expect((await state()).openai).toBe(false);
  });

  it('are tried with one call, whose refusal is an answer', async () => {
    const me = await services.principal();
    const config = { baseUrl: `${sink.url}/status/401`, defaultModel: 'm' };
    const { id } = await createCredential(deps, me, { name: 'local', kind: 'openai_compatible', config, secret: KEY });
    const models = createModels({ egress, credentials: openModelCredential(deps) });
    const tried = await testCredential({ ...deps, models }, me, { id });
    expect(tried).toMatchObject({ ok: false });
    expect(tried.message).not.toContain(KEY);
    expect((await listCredentials(deps, me)).items[0]?.lastUsedAt).not.toBeNull();
  });
});

describe('API tokens', () => {
  it('are shown once, stored as a hash, and work until they are revoked', async () => {
    const me = await services.principal();
    const made = await createToken(deps, me, { name: 'ci', scopes: ['run:start', 'run:read'] });
    expect(made.token).toMatch(/^mr_[\w-]{43}$/);
    const { items } = await listTokens(deps, me);
    expect(items).toMatchObject([{ id: made.id, prefix: made.token.slice(0, 11), scopes: ['run:start', 'run:read'], expiresAt: null }]);
    const { rows } = await owner.query('SELECT * FROM api_token WHERE id = $1', [made.id]);
    expect(JSON.stringify(rows)).not.toContain(made.token);
    const authenticator = createAuthenticator({ db, secret: 's', secure: false });
    const who = await authenticator.fromToken(made.token);
    expect(who).toMatchObject({ tokenId: made.id, workspaceId: me.workspaceId });
    expect([...who.permissions].sort()).toEqual(['run:read', 'run:start']);
    await revokeToken(deps, me, { id: made.id });
    authenticator.forget();
    await expect(authenticator.fromToken(made.token)).rejects.toMatchObject({ code: 'invalid_token' });
    expect((await listTokens(deps, me)).items).toEqual([]);
    await expect(revokeToken(deps, me, { id: made.id })).rejects.toMatchObject({ code: 'token_not_found' });
  });

  it('expire by the clock of the database', async () => {
    const me = await services.principal();
    const made = await createToken(deps, me, { name: 'short', scopes: ['run:read'], expiresInDays: 1 });
    expect(Date.parse(made.expiresAt ?? '') - Date.parse(made.createdAt)).toBe(86_400_000);
  });

  it('never do more than whoever made them', async () => {
    const me = await services.principal();
    const weak = without(me, 'credential:manage');
    await expect(createToken(deps, weak, { name: 'x', scopes: ['credential:manage'] })).rejects.toMatchObject({ code: 'forbidden' });
    const { token } = await createToken(deps, me, { name: 'maker', scopes: ['member:manage', 'run:read'] });
    const authenticator = createAuthenticator({ db, secret: 's', secure: false });
    const maker = await authenticator.fromToken(token);
    await expect(createToken(deps, maker, { name: 'more', scopes: ['flow:edit'] })).rejects.toMatchObject({ code: 'forbidden' });
    const second = await createToken(deps, maker, { name: 'same', scopes: ['run:read'] });
    expect([...(await authenticator.fromToken(second.token)).permissions]).toEqual(['run:read']);
  });
});

describe('who may', () => {
  it('is asked first, and what is foreign is none at all', async () => {
    const me = await services.principal();
    const other = await services.principal();
    const nobody = without(me, ...me.permissions);
    const { id } = await createCredential(deps, me, openai);
    const token = await createToken(deps, me, { name: 'ci', scopes: ['run:read'] });
    const attempts: [string, (who: Principal) => Promise<unknown>][] = [
      ['credential_not_found', (who) => updateCredential(deps, who, { ...openai, id })],
      ['credential_not_found', (who) => testCredential(deps, who, { id })],
      ['credential_not_found', (who) => deleteCredential(deps, who, { id })],
      ['token_not_found', (who) => revokeToken(deps, who, { id: token.id })],
    ];
    for (const [code, attempt] of attempts) {
      await expect(attempt(other)).rejects.toMatchObject({ code });
      await expect(attempt(nobody)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const lists = [listCredentials, listProviders, listTokens, listNodeTypes];
    for (const list of lists) await expect(list(deps, nobody)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await listCredentials(deps, other)).items).toEqual([]);
    await expect(deleteCredential(deps, me, { id: newId() })).rejects.toMatchObject({ code: 'credential_not_found' });
  });

  it('is told to whoever asks for themselves', async () => {
    const me = await services.principal('viewer');
    const told = await getMe(deps, me);
    expect(told).toMatchObject({ userId: me.userId, role: 'viewer', workspaceName: 'Test workspace' });
    expect(told.permissions.sort()).toEqual(['flow:read', 'run:read', 'usage:read']);
    expect((await listNodeTypes(deps, me)).items.map(({ type }) => type)).toContain('llm_completion');
  });
});
