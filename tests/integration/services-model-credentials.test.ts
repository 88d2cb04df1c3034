import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SaveCredential } from '@/lib/contracts/settings';
import { createEgress } from '@/lib/egress';
import { createModels } from '@/lib/llm';
import { openModelCredential } from '@/lib/services/credentials/open-model-credential';
import { createCredential, updateCredential } from '@/lib/services/credentials/save-credential';
import { testCredential } from '@/lib/services/credentials/test-credential';
import { startFakeAnthropic } from '@/tests/fakes/anthropic-server';
import { startFakeAzure } from '@/tests/fakes/azure-server';
import { startFakeGoogle } from '@/tests/fakes/google-server';
import type { FakeModelServer } from '@/tests/fakes/model-server';
import { startFakeOpenAi } from '@/tests/fakes/openai-server';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const services = openTestServices(database);
const egress = createEgress();
const deps = { ...services.deps, models: createModels({ egress, credentials: openModelCredential(services.deps) }) };
const STARTS = {
  openai: startFakeOpenAi,
  openai_compatible: startFakeOpenAi,
  azure_openai: startFakeAzure,
  anthropic: startFakeAnthropic,
  google: startFakeGoogle,
};
type ModelKind = keyof typeof STARTS;
const KINDS: ModelKind[] = ['openai', 'openai_compatible', 'azure_openai', 'anthropic', 'google'];
const servers = new Map<ModelKind, FakeModelServer>();

beforeAll(async () => {
  for (const kind of KINDS) servers.set(kind, await STARTS[kind]());
});

afterAll(async () => {
  await egress.close();
  for (const server of servers.values()) await server.close();
});

function serverOf(kind: ModelKind): FakeModelServer {
  const server = servers.get(kind);
  if (!server) throw new Error(`No fake for ${kind}`);
  return server;
}

/** A credential of the kind for its fake, whose model (or deployment) behaves as named. */
function credentialFor(kind: ModelKind, model: string): SaveCredential {
  const { baseUrl } = serverOf(kind);
  const config = kind === 'azure_openai' ? { baseUrl, deployment: model, apiVersion: '2024-10-21' } : { baseUrl, defaultModel: model };
  return { name: kind, kind, config, secret: 'sk-1' };
}

describe('model credentials', () => {
  it.each(KINDS)('of %s are bound to their host and tried with one call', async (kind) => {
    const me = await services.principal();
    const { id, config } = await createCredential(deps, me, credentialFor(kind, 'a-model'));
    expect(config.hosts).toEqual([serverOf(kind).host]);
    const before = serverOf(kind).requests.length;
    expect(await testCredential(deps, me, { id })).toMatchObject({ ok: true, message: 'a-model answered.' });
    expect(serverOf(kind).requests.length - before).toBe(1);
  });

  it.each(KINDS)('of %s answer a refusal with what to do', async (kind) => {
    const me = await services.principal();
    const { id } = await createCredential(deps, me, credentialFor(kind, 'fake-401'));
    const tried = await testCredential(deps, me, { id });
    expect(tried).toMatchObject({ ok: false, message: expect.stringContaining('check it under Settings > Models') });
  });

  it('go to the provider itself where they name no address', async () => {
    const me = await services.principal();
    const hosts = async (kind: SaveCredential['kind']) =>
      (await createCredential(deps, me, { name: kind, kind, config: {}, secret: 'k' })).config.hosts;
    expect(await hosts('openai')).toEqual(['api.openai.com']);
    expect(await hosts('anthropic')).toEqual(['api.anthropic.com']);
    expect(await hosts('google')).toEqual(['generativelanguage.googleapis.com']);
  });

  it('take no other host than that of their address, whatever is asked', async () => {
    const me = await services.principal();
    const input: SaveCredential = { name: 'a', kind: 'anthropic', config: { hosts: ['evil.example'] }, secret: 'k' };
    expect((await createCredential(deps, me, input)).config.hosts).toEqual(['api.anthropic.com']);
  });

  it('ask for the key again when their address changes, so that it cannot be sent away', async () => {
    const me = await services.principal();
    const saved = await createCredential(deps, me, credentialFor('openai', 'a-model'));
    const { secret: _secret, ...rest } = credentialFor('openai', 'a-model');
    const moved = { ...rest, id: saved.id, config: { ...rest.config, baseUrl: 'https://evil.example/v1' } };
    await expect(updateCredential(deps, me, moved)).rejects.toMatchObject({ code: 'invalid_request', message: /again/ });
    expect((await updateCredential(deps, me, { ...moved, secret: 'k2' })).config.hosts).toEqual(['evil.example']);
    await expect(updateCredential(deps, me, { ...rest, id: saved.id, kind: 'openai_compatible' })).rejects.toThrow(/again/);
  });

  it('are refused where a provider could not be called with them', async () => {
    const me = await services.principal();
    const senseless: SaveCredential[] = [
      { name: 'a', kind: 'anthropic', config: {}, secret: '' },
      { name: 'b', kind: 'google', config: {} },
      { name: 'c', kind: 'azure_openai', config: { deployment: 'd' }, secret: 'k' },
      { name: 'd', kind: 'azure_openai', config: { baseUrl: 'https://x.openai.azure.com' }, secret: 'k' },
      { name: 'e', kind: 'openai', config: { deployment: 'd' }, secret: 'k' },
    ];
    for (const one of senseless) await expect(createCredential(deps, me, one)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('of a server on this computer need neither key nor model: the first one it lists answers', async () => {
    const me = await services.principal();
    const config = { baseUrl: serverOf('openai_compatible').baseUrl };
    const { id } = await createCredential(deps, me, { name: 'local', kind: 'openai_compatible', config, secret: '' });
    expect(await testCredential(deps, me, { id })).toMatchObject({ ok: true, message: 'fake-model answered.' });
    const nobody = { baseUrl: 'http://127.0.0.1:9/v1' };
    const away = await createCredential(deps, me, { name: 'away', kind: 'openai_compatible', config: nobody, secret: '' });
    expect(await testCredential(deps, me, { id: away.id })).toMatchObject({ ok: false, message: expect.stringContaining('127.0.0.1:9') });
  });
});
