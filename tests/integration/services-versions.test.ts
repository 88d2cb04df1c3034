import { afterAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { verifyAudit } from '@/lib/services/audit/verify-audit';
import { createFlow } from '@/lib/services/flows/create-flow';
import { getDraftRun } from '@/lib/services/flows/get-draft-run';
import { getFlow } from '@/lib/services/flows/get-flow';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { updateFlow } from '@/lib/services/flows/update-flow';
import { rollBackFlow } from '@/lib/services/releases/roll-back-flow';
import { diffVersions } from '@/lib/services/revisions/diff-versions';
import { listRevisions } from '@/lib/services/revisions/list-revisions';
import { restoreRevision } from '@/lib/services/revisions/restore-revision';
import { getRun } from '@/lib/services/runs/get-run';
import { triggerRun } from '@/lib/services/runs/trigger-run';
import { startWebhookRun } from '@/lib/services/triggers/start-webhook-run';
import type { JsonObject } from '@/lib/std/json';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime } from '@/tests/support/runtime';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const runtime = openTestRuntime({ url: database.url, workspaceId: '' });
afterAll(() => runtime.close());
const services = openTestServices(database, (runId) => void runtime.worker.advance([runId]));
const { deps } = services;
const { db } = database;

const hook = (id: string): JsonObject => ({ id, type: 'webhook', path: id, auth: 'none', respond: 'result' });
const withHooks = (greeting: string, ...ids: string[]): JsonObject => ({ ...greetingDocument(greeting), triggers: ids.map(hook) });

/** A flow whose revisions are these documents; the last is live and the draft. */
async function published(...documents: JsonObject[]): Promise<{ me: Principal; id: string }> {
  const me = await services.principal();
  const { id } = await createFlow(deps, me, { name: 'Versions', allowIssues: false });
  for (const dsl of documents) {
    await updateFlow(deps, me, { id, dsl, allowIssues: false });
    await publishFlow(deps, me, { id });
  }
  return { me, id };
}

async function greet({ me, id }: { me: Principal; id: string }): Promise<{ text: unknown; revNo: number | null }> {
  const start = { flowId: id, inputs: { name: 'Ada' }, triggerType: 'api', mode: 'wait', waitMs: 20_000 } as const;
  const { runId, outputs } = await triggerRun(deps, me, start);
  return { text: outputs?.text, revNo: (await getRun(deps, me, { runId })).revNo };
}

async function auditsOf(id: string, action: string): Promise<JsonObject[]> {
  const { rows } = await db.query<{ data: JsonObject }>('SELECT data FROM audit_log WHERE subject_id = $1 AND action = $2', [id, action]);
  return rows.map(({ data }) => data);
}

describe('comparing versions', () => {
  it('names what changed between two revisions, and between one and the draft', async () => {
    const { me, id } = await published(greetingDocument(), greetingDocument('Hi'));
    const change = { path: '/template', before: 'Hello {{ input.name }}', after: 'Hi {{ input.name }}' };
    const diff = await diffVersions(deps, me, { id, from: 1, to: 2 });
    expect(diff).toMatchObject({ from: 1, to: 2, sameMeaning: false, nodes: { added: [], removed: [] } });
    expect(diff.nodes.changed).toEqual([{ id: 'greet', scope: null, changes: [change] }]);
    expect(await diffVersions(deps, me, { id, from: 2, to: 'draft' })).toMatchObject({ sameMeaning: true, document: [], layout: [] });
    const back = await diffVersions(deps, me, { id, from: 'draft', to: 1 });
    expect(back.nodes.changed[0]?.changes).toEqual([{ path: change.path, before: change.after, after: change.before }]);
  });

  it('is for readers of the workspace alone, and of revisions that are there', async () => {
    const { me, id } = await published(greetingDocument());
    const compare = (who: Principal, to: number) => diffVersions(deps, who, { id, from: 'draft', to });
    await expect(compare(me, 2)).rejects.toMatchObject({ code: 'revision_not_found' });
    await expect(compare(without(me, 'flow:read'), 1)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(compare(await services.principal(), 1)).rejects.toMatchObject({ code: 'flow_not_found' });
  });
});

describe('restoring a revision', () => {
  it('makes it the draft with the text it was written as, and leaves what is live alone', async () => {
    const me = await services.principal();
    const text = 'dsl: 1 # first\nname: Written\nnodes:\n  - { id: say, type: template, template: hi }\nedges: []\n';
    const { id } = await createFlow(deps, me, { name: 'Written', source: { format: 'yaml', text }, allowIssues: false });
    await publishFlow(deps, me, { id });
    const second = await updateFlow(deps, me, { id, name: 'Later', dsl: greetingDocument(), allowIssues: false });
    await publishFlow(deps, me, { id });
    const restored = await restoreRevision(deps, me, { id, revNo: 1, baseVersion: second.draftVersion });
    expect(restored).toMatchObject({ name: 'Written', sourceText: text, sourceFormat: 'yaml', hasUnpublishedChanges: true, currentRev: 2 });
    expect(restored).toEqual(await getFlow(deps, me, { id }));
    expect(restored.draftVersion).toBe(second.draftVersion + 1);
    expect((await diffVersions(deps, me, { id, from: 1, to: 'draft' })).sameMeaning).toBe(true);
    expect((await listRevisions(deps, me, { id })).items.map(({ revNo, live }) => [revNo, live])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await auditsOf(id, 'flow.restored')).toEqual([{ revNo: 1, draftVersion: restored.draftVersion }]);
  });

  it('never writes over a draft the caller has not seen, and of two at once lets one through', async () => {
    const { me, id } = await published(greetingDocument(), greetingDocument('Hi'));
    const { draftVersion } = await getFlow(deps, me, { id });
    const stale = restoreRevision(deps, me, { id, revNo: 1, baseVersion: draftVersion - 1 });
    await expect(stale).rejects.toMatchObject({ code: 'draft_conflict', details: { draftVersion } });
    const both = await Promise.allSettled([1, 1].map((revNo) => restoreRevision(deps, me, { id, revNo, baseVersion: draftVersion })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await auditsOf(id, 'flow.restored')).toHaveLength(1);
  });

  it('refuses what is not there and who may not edit', async () => {
    const { me, id } = await published(greetingDocument());
    const restore = (who: Principal, revNo: number) => restoreRevision(deps, who, { id, revNo, baseVersion: 2 });
    await expect(restore(me, 7)).rejects.toMatchObject({ code: 'revision_not_found' });
    await expect(restore(without(me, 'flow:edit'), 1)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(restore(await services.principal(), 1)).rejects.toMatchObject({ code: 'flow_not_found' });
    expect((await getFlow(deps, me, { id })).draftVersion).toBe(2);
  });
});

describe('rolling back', () => {
  it('sends runs to the older revision at once, leaves the draft, and can go forward again', async () => {
    const flow = await published(greetingDocument(), greetingDocument('Hi'));
    const { me, id } = flow;
    expect(await greet(flow)).toEqual({ text: 'Hi Ada', revNo: 2 });
    const before = await getFlow(deps, me, { id });
    expect(await rollBackFlow(deps, me, { id, revision: 1 })).toMatchObject({ revNo: 1, live: true });
    expect(await greet(flow)).toEqual({ text: 'Hello Ada', revNo: 1 });
    const after = await getFlow(deps, me, { id });
    expect(after).toMatchObject({ dsl: before.dsl, draftVersion: before.draftVersion, currentRev: 2, hasUnpublishedChanges: true });
    await rollBackFlow(deps, me, { id, revision: 2 });
    expect(await greet(flow)).toEqual({ text: 'Hi Ada', revNo: 2 });
    expect((await auditsOf(id, 'flow.rolled_back')).map(({ fromRevNo, revNo }) => [fromRevNo, revNo]).toSorted()).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect((await verifyAudit(db, me.workspaceId)).brokenAt).toBeNull();
  });

  it("puts that revision's triggers back, at the address they had, and switches the newer ones off", async () => {
    const { me, id } = await published(withHooks('Hello', 'old'), withHooks('Hi', 'new'));
    const call = (triggerId: string, path: string) => {
      const rawBody = new TextEncoder().encode('{"name":"Ada"}');
      return startWebhookRun(deps, null, { triggerId, path, method: 'POST', headers: {}, query: {}, rawBody, body: { name: 'Ada' } });
    };
    const { rows } = await db.query<{ id: string; declared_id: string }>('SELECT id, declared_id FROM trigger WHERE flow_id = $1', [id]);
    const address = Object.fromEntries(rows.map((row) => [row.declared_id, row.id]));
    expect(await call(address.new ?? '', 'new')).toMatchObject({ outputs: { text: 'Hi Ada' } });
    await expect(call(address.old ?? '', 'old')).rejects.toMatchObject({ code: 'trigger_not_found' });
    await rollBackFlow(deps, me, { id, revision: 1 });
    expect(await call(address.old ?? '', 'old')).toMatchObject({ status: 'SUCCEEDED', outputs: { text: 'Hello Ada' } });
    await expect(call(address.new ?? '', 'new')).rejects.toMatchObject({ code: 'trigger_not_found' });
  });

  it('changes and records nothing when the revision is live already', async () => {
    const { me, id } = await published(greetingDocument());
    expect(await rollBackFlow(deps, me, { id, revision: 1 })).toMatchObject({ revNo: 1, live: true });
    expect(await auditsOf(id, 'flow.rolled_back')).toEqual([]);
  });

  it('tells subscribers once, and refuses what is not there and who may not publish', async () => {
    const { me, id } = await published(greetingDocument(), greetingDocument('Hi'));
    const roll = (who: Principal, revision: number) => rollBackFlow(deps, who, { id, revision });
    await expect(roll(me, 3)).rejects.toMatchObject({ code: 'revision_not_found' });
    await expect(roll(without(me, 'flow:publish'), 1)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(roll(await services.principal(), 1)).rejects.toMatchObject({ code: 'flow_not_found' });
    await roll(me, 1);
    const { rows } = await db.query("SELECT data FROM outbox WHERE subject_id = $1 AND kind = 'flow.rolled_back'", [id]);
    expect(rows).toMatchObject([{ data: { v: 1, revNo: 1, fromRevNo: 2 } }]);
  });

  it('lets a publish after it take the next number, not the one that was left', async () => {
    const { me, id } = await published(greetingDocument(), greetingDocument('Hi'));
    await rollBackFlow(deps, me, { id, revision: 1 });
    expect((await publishFlow(deps, me, { id })).revNo).toBe(3);
    expect((await diffVersions(deps, me, { id, from: 2, to: 3 })).sameMeaning).toBe(true);
  });

  it('is refused when something else went live than the caller saw, and then changes nothing', async () => {
    const { me, id } = await published(greetingDocument(), greetingDocument('Hi'), greetingDocument('Hey'));
    const late = rollBackFlow(deps, me, { id, revision: 1, baseRevision: 2 });
    await expect(late).rejects.toMatchObject({ code: 'live_conflict', details: { liveRev: 3 } });
    await expect(publishFlow(deps, me, { id, baseRevision: 2 })).rejects.toMatchObject({ code: 'live_conflict' });
    expect(await getFlow(deps, me, { id })).toMatchObject({ liveRev: 3, currentRev: 3 });
    expect(await rollBackFlow(deps, me, { id, revision: 1, baseRevision: 3 })).toMatchObject({ revNo: 1, live: true });
    expect(await getFlow(deps, me, { id })).toMatchObject({ liveRev: 1, currentRev: 3 });
  });
});

describe('a revision in the list', () => {
  it('says how many places changed since the one before, how many runs walked it, and which one is live', async () => {
    const { me, id } = await published(greetingDocument(), greetingDocument('Hi'));
    await greet({ me, id });
    await rollBackFlow(deps, me, { id, revision: 1 });
    for (const _ of 'ab') await greet({ me, id });
    const none = { added: 0, removed: 0, changed: 0, edges: 0, document: 0, triggers: 0 };
    const { items } = await listRevisions(deps, me, { id });
    expect(items).toMatchObject([
      { revNo: 2, live: false, runCount: 1, changes: { ...none, changed: 1 } },
      { revNo: 1, live: true, runCount: 2, changes: null },
    ]);
  });
});

describe('the last run of a draft', () => {
  it('is one of exactly that draft, whatever was run since', async () => {
    const me = await services.principal();
    const { id } = await createFlow(deps, me, { name: 'Greeting', dsl: greetingDocument(), allowIssues: false });
    expect(await getDraftRun(deps, me, { id })).toEqual({ run: null });
    const { runId } = await triggerRun(deps, me, {
      ...{ flowId: id, inputs: { name: 'Ada' }, triggerType: 'manual', revision: 'draft', mode: 'wait', waitMs: 20_000 },
    });
    expect(await getDraftRun(deps, me, { id })).toMatchObject({ run: { runId, status: 'SUCCEEDED' } });
    await updateFlow(deps, me, { id, dsl: greetingDocument('Hi'), allowIssues: false });
    expect(await getDraftRun(deps, me, { id })).toEqual({ run: null });
    await expect(getDraftRun(deps, await services.principal(), { id })).rejects.toMatchObject({ code: 'flow_not_found' });
    await expect(getDraftRun(deps, without(me, 'run:read'), { id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
