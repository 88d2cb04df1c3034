import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { contentHash, parseDocument, parseDocumentValue, serializeDocument } from '@/lib/dsl';
import { flowArb } from '@/lib/dsl/testing/arbitrary-flow';
import { createCredential } from '@/lib/services/credentials/save-credential';
import { createFlow } from '@/lib/services/flows/create-flow';
import { getFlow } from '@/lib/services/flows/get-flow';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { updateFlow } from '@/lib/services/flows/update-flow';
import { exportFlow } from '@/lib/services/transfer/export-flow';
import { importFlow } from '@/lib/services/transfer/import-flow';
import { previewImport } from '@/lib/services/transfer/preview-import';
import type { JsonObject } from '@/lib/std/json';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db } = database;
const services = openTestServices(database);
const { deps, principal: newPrincipal } = services;
const api = await openTestApi(services);
const strict = { allowIssues: false };
const exported = { format: 'json', version: 'draft' } as const;

/** Rows of every table an import could touch by mistake. */
async function census({ workspaceId }: Principal): Promise<Record<string, number>> {
  const tables = ['flow', 'flow_revision', 'flow_snapshot', 'release', 'trigger', 'run', 'outbox', 'credential', 'audit_log'];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE workspace_id = $1`, [workspaceId]);
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

/** Asks for much that a fresh workspace does not have. */
function needyDocument(): JsonObject {
  return {
    dsl: 1,
    name: 'Needy',
    inputs: { type: 'object', properties: { text: { type: 'string' } } },
    nodes: [
      { id: 'ask', type: 'llm_completion', provider: 'openai', model: 'gpt-99', prompt: '{{ input.text }}', credential: 'work key' },
      { id: 'call', type: 'http_request', method: 'GET', url: 'https://crm.example/', credential: 'crm' },
      { id: 'odd', type: 'crystal_ball' },
      { id: 'bad', type: 'template', template: '{{ 1 + }}' },
    ],
    edges: [],
    triggers: [{ id: 'hook', type: 'webhook', path: 'needy', auth: 'none' }],
  };
}

const text = (document: JsonObject) => JSON.stringify(document);

describe('a preview', () => {
  it('says everything that is missing here, and writes nothing', async () => {
    const me = await newPrincipal();
    await createCredential(deps, me, { name: 'crm', kind: 'http_header', config: { hosts: ['crm.example'] }, secret: 's3cret-value' });
    const before = await census(me);
    const report = await previewImport(deps, me, { text: text(needyDocument()) });
    expect(report).toMatchObject({
      canImport: true,
      format: 'json',
      name: 'Needy',
      nodeCount: 4,
      nodeTypes: [{ type: 'crystal_ball', nodes: ['odd'] }],
      providers: [{ provider: 'openai', nodes: ['ask'] }],
      models: [{ provider: 'openai', model: 'gpt-99', nodes: ['ask'] }],
      credentials: [
        { reference: 'work key', kind: 'openai', nodes: ['ask'], found: null, choices: [] },
        { reference: 'crm', kind: 'http_header', nodes: ['call'], found: { name: 'crm' } },
      ],
      triggers: [{ id: 'hook', type: 'webhook' }],
      update: null,
    });
    expect(report.issues.map((issue) => issue.code)).toContain('expression_syntax');
    expect(JSON.stringify(report)).not.toContain('s3cret');
    expect(await census(me)).toEqual(before);
  });

  it('tells a later DSL version from nonsense', async () => {
    const me = await newPrincipal();
    const newer = await previewImport(deps, me, { text: 'dsl: 2\nname: Tomorrow\nnodes: []' });
    expect(newer).toMatchObject({ canImport: false, format: 'yaml', newerDsl: { found: 2, supported: 1 } });
    const nonsense = await previewImport(deps, me, { text: 'once upon a time' });
    expect(nonsense).toMatchObject({ canImport: false, newerDsl: null, issues: [{ code: 'shape_not_object' }] });
  });

  it('compares with the flow that would be updated, and not with one of another workspace', async () => {
    const [me, other] = [await newPrincipal(), await newPrincipal()];
    const { id } = await createFlow(deps, me, { name: 'Greeting', dsl: greetingDocument(), ...strict });
    const { update } = await previewImport(deps, me, { text: text(greetingDocument('Hi')), flowId: id });
    expect(update).toMatchObject({ flowId: id, draftVersion: 1, sameMeaning: false, added: [], removed: [], changed: ['greet'] });
    const same = await previewImport(deps, me, { text: text(greetingDocument()), flowId: id });
    expect(same.update?.sameMeaning).toBe(true);
    await expect(previewImport(deps, other, { text: text(greetingDocument()), flowId: id })).rejects.toMatchObject({
      code: 'flow_not_found',
    });
  });

  it('looks up no credentials for who may not see them', async () => {
    const me = await newPrincipal();
    await createCredential(deps, me, { name: 'crm', kind: 'http_header', config: { hosts: ['crm.example'] }, secret: 'x' });
    const report = await previewImport(deps, without(me, 'credential:use'), { text: text(needyDocument()) });
    expect(report.credentialsSeen).toBe(false);
    expect(report.credentials.every(({ found, choices }) => found === null && choices.length === 0)).toBe(true);
    await expect(previewImport(deps, without(me, 'flow:edit'), { text: '{}' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an import', () => {
  it('as a new flow writes a draft and an audit row, and arms nothing', async () => {
    const me = await newPrincipal();
    const before = await census(me);
    const yaml =
      'dsl: 1 # ours\nname: Hooked\nnodes: [{ id: say, type: template, template: hi }]\ntriggers: [{ id: h, type: webhook, path: p, auth: none }]\n';
    const { flow, replaced } = await importFlow(deps, me, { text: yaml });
    expect(flow).toMatchObject({ name: 'Hooked', sourceFormat: 'yaml', sourceText: yaml, currentRev: 0, triggers: [] });
    expect(replaced).toBeNull();
    expect(await census(me)).toEqual({ ...before, flow: (before.flow ?? 0) + 1, audit_log: (before.audit_log ?? 0) + 1 });
    const { rows } = await db.query<{ action: string }>('SELECT action FROM audit_log WHERE subject_id = $1', [flow.id]);
    expect(rows).toEqual([{ action: 'flow.imported' }]);
  });

  it('as an update replaces the draft alone: what is live, its triggers and its revision stay', async () => {
    const me = await newPrincipal();
    const hooked = { ...greetingDocument(), triggers: [{ id: 'hook', type: 'webhook', path: 'a', auth: 'none' }] };
    const { id } = await createFlow(deps, me, { name: 'Greeting', dsl: hooked, ...strict });
    await publishFlow(deps, me, { id });
    const live = await getFlow(deps, me, { id });
    const { flow, replaced } = await importFlow(deps, me, {
      text: text({ ...greetingDocument('Ahoy'), name: 'Sailor' }),
      flowId: id,
      baseVersion: 1,
    });
    expect(flow).toMatchObject({ name: 'Sailor', draftVersion: 2, currentRev: 1, hasUnpublishedChanges: true, triggers: live.triggers });
    // The way back: the replaced draft over the version the import made.
    const undone = await updateFlow(deps, me, {
      id,
      dsl: replaced?.dsl as JsonObject,
      name: replaced?.name,
      baseVersion: 2,
      allowIssues: true,
    });
    expect(undone).toMatchObject({ name: 'Greeting', draftHash: live.draftHash, hasUnpublishedChanges: false });
  });

  it('is refused over a draft that moved on, and one of two at once wins', async () => {
    const me = await newPrincipal();
    const { id } = await createFlow(deps, me, { name: 'Greeting', dsl: greetingDocument(), ...strict });
    const ways = ['a', 'b', 'c', 'd'].map((greeting) =>
      importFlow(deps, me, { text: text(greetingDocument(greeting)), flowId: id, baseVersion: 1 }),
    );
    const settled = await Promise.allSettled(ways);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [lost] = settled.filter((one) => one.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'draft_conflict' });
    const stranger = await newPrincipal();
    await expect(importFlow(deps, stranger, { text: text(greetingDocument()), flowId: id, baseVersion: 2 })).rejects.toMatchObject({
      code: 'flow_not_found',
    });
  });

  it('maps credentials to those of this workspace only', async () => {
    const [me, other] = [await newPrincipal(), await newPrincipal()];
    await createCredential(deps, me, { name: 'our CRM', kind: 'http_header', config: { hosts: ['crm.example'] }, secret: 'x' });
    await createCredential(deps, other, { name: 'their CRM', kind: 'http_header', config: { hosts: ['crm.example'] }, secret: 'x' });
    const input = { text: text(needyDocument()), credentials: { crm: 'our CRM' } };
    const { flow } = await importFlow(deps, me, input);
    expect(flow.dsl.nodes).toMatchObject([{ credential: 'work key' }, { credential: 'our CRM' }, {}, {}]);
    const wrong = importFlow(deps, me, { ...input, credentials: { crm: 'their CRM' } });
    await expect(wrong).rejects.toMatchObject({ code: 'credential_not_found' });
  });

  it.each([
    [
      'aliases that multiply',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
        .split('')
        .map((k, n) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[n]}`).join(',')}]`)
        .join('\n')}`,
    ],
    ['a custom tag', 'dsl: 1\nname: x\nnodes: !!python/object/apply:os.system [ls]'],
    ['a tag on a mapping', 'dsl: 1\nname: x\nnodes: []\nlabels: !evil { a: b }'],
    ['a key twice in YAML', 'dsl: 1\nname: x\nname: y\nnodes: []'],
    ['a key twice in JSON', '{"dsl":1,"name":"x","nodes":[],"name":"y"}'],
    ['a merge key', 'dsl: 1\nname: x\nnodes: []\nlabels: { <<: { a: b } }'],
    ['__proto__ in JSON', '{"dsl":1,"name":"x","nodes":[],"__proto__":{"polluted":true}}'],
    ['__proto__ in YAML', 'dsl: 1\nname: x\nnodes: []\n__proto__: { polluted: true }'],
    ['two documents', 'dsl: 1\nname: x\nnodes: []\n---\ndsl: 1'],
  ])('refuses %s, in preview and import alike', async (_what, bad) => {
    const me = await newPrincipal();
    const before = await census(me);
    const report = await previewImport(deps, me, { text: bad });
    expect(report.canImport).toBe(false);
    expect(report.issues.length).toBeGreaterThan(0);
    await expect(importFlow(deps, me, { text: bad })).rejects.toMatchObject({ code: 'invalid_document' });
    expect(await census(me)).toEqual(before);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('an export', () => {
  it('keeps the content hash of whatever was imported, through the database, in both formats', async () => {
    const me = await newPrincipal();
    await fc.assert(
      fc.asyncProperty(flowArb, fc.constantFrom('json' as const, 'yaml' as const), async (document, format) => {
        const { flow } = await importFlow(deps, me, { text: serializeDocument(document, 'json') });
        const file = await exportFlow(deps, me, { id: flow.id, format, version: 'draft' });
        expect(file.contentHash).toBe(contentHash(document));
        const back = parseDocument(file.text, format);
        expect(back.ok && contentHash(back.value.document)).toBe(contentHash(document));
        const again = await importFlow(deps, me, { text: file.text, format });
        expect(again.flow.draftHash).toBe(flow.draftHash);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('gives a text back as it was written, comments and all, and a revision by its number', async () => {
    const me = await newPrincipal();
    const yaml = 'dsl: 1 # with a comment\nname: "Ein Gruß / 问候"\nnodes:\n  - { id: say, type: template, template: hi }\n';
    const { flow } = await importFlow(deps, me, { text: yaml });
    const file = await exportFlow(deps, me, { id: flow.id, format: 'yaml', version: 'draft' });
    expect(file).toMatchObject({ text: yaml, fileName: 'ein-gruß-问候.yaml', mediaType: 'application/yaml' });
    await publishFlow(deps, me, { id: flow.id });
    await updateFlow(deps, me, { id: flow.id, dsl: greetingDocument(), ...strict });
    const first = await exportFlow(deps, me, { id: flow.id, format: 'json', version: 1 });
    expect(first).toMatchObject({ fileName: 'ein-gruß-问候-r1.json', contentHash: flow.draftHash });
    await expect(exportFlow(deps, me, { id: flow.id, format: 'json', version: 2 })).rejects.toMatchObject({ code: 'revision_not_found' });
    await expect(exportFlow(deps, await newPrincipal(), { id: flow.id, ...exported })).rejects.toMatchObject({ code: 'flow_not_found' });
  });

  it('holds no secret: credentials by name, and keys that somebody wrote down taken out', async () => {
    const me = await newPrincipal();
    const key = `sk-ant-${'x9'.repeat(20)}`;
    await createCredential(deps, me, { name: 'crm', kind: 'http_header', config: { hosts: ['crm.example'] }, secret: 'tops3cret' });
    const call = {
      id: 'call',
      type: 'http_request',
      method: 'GET',
      url: 'https://crm.example',
      headers: { 'X-Api-Key': 'abc' },
      credential: 'crm',
    };
    const document = { dsl: 1, name: 'Leaky', nodes: [call, { id: 'say', type: 'template', template: `key ${key}` }], edges: [] };
    const { flow } = await importFlow(deps, me, { text: `# ${key}\n${JSON.stringify(document)}`, format: 'yaml' });
    const file = await exportFlow(deps, me, { id: flow.id, format: 'yaml', version: 'draft' });
    expect(file.text).not.toMatch(/sk-ant-|tops3cret|abc/);
    expect(file.credentials).toEqual(['crm']);
    expect(file.removedSecrets).toEqual([
      { nodeId: 'call', path: '/nodes/0/headers/X-Api-Key' },
      { nodeId: 'say', path: '/nodes/1/template' },
    ]);
    const back = await previewImport(deps, me, { text: file.text });
    expect(back.removedSecrets).toEqual(file.removedSecrets);
    expect(parseDocumentValue(flow.dsl).ok).toBe(true);
  });
});

describe('the routes', () => {
  it('answer by contract, ask for their permission, and bound what they take', async () => {
    const me = await newPrincipal();
    const token = await api.token(me);
    const preview = await api.call('POST', '/api/flows/import/preview', { token, body: { text: text(needyDocument()) } });
    expect(preview).toMatchObject({ status: 200, data: { canImport: true } });
    const made = await api.call('POST', '/api/flows/import', { token, body: { text: text(greetingDocument()), name: 'Renamed' } });
    expect(made).toMatchObject({ status: 201, data: { flow: { name: 'Renamed', dsl: { name: 'Renamed' } }, replaced: null } });
    const { id } = made.data.flow as JsonObject;
    const file = await api.call('GET', `/api/flows/${id}/export?format=yaml`, { token });
    expect(file).toMatchObject({ status: 200, data: { fileName: 'renamed.yaml' } });
    expect((await api.call('GET', `/api/flows/${id}/export?format=toml`, { token })).status).toBe(400);
    const blind = await api.call('POST', '/api/flows/import', { token, body: { text: '{}', flowId: id } });
    expect(blind).toMatchObject({ status: 400, data: { reason: 'invalid_request' } });
    const huge = await api.call('POST', '/api/flows/import', { token, body: { text: 'x'.repeat(2_097_153) } });
    expect(huge.status).toBe(400);
    const wide = await api.call('POST', '/api/flows/import/preview', { token, body: { text: `# ${'é'.repeat(1_100_000)}` } });
    expect(wide.data).toMatchObject({ canImport: false, issues: [{ code: 'shape_too_large' }] });
    const viewer = await api.token(me, ['flow:read']);
    expect((await api.call('POST', '/api/flows/import', { token: viewer, body: { text: '{}' } })).status).toBe(403);
    expect((await api.call('GET', `/api/flows/${id}/export`, { token: viewer })).status).toBe(200);
  });
});
