import { describe, expect, it } from 'vitest';
import { verifyAudit } from '@/lib/services/audit/verify-audit';
import { createFlow } from '@/lib/services/flows/create-flow';
import { deleteFlow } from '@/lib/services/flows/delete-flow';
import { getFlow } from '@/lib/services/flows/get-flow';
import { listFlows } from '@/lib/services/flows/list-flows';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { createFromTemplate, getSampleInput, listTemplates } from '@/lib/services/flows/templates';
import { updateFlow } from '@/lib/services/flows/update-flow';
import { validateFlowDocument } from '@/lib/services/flows/validate-flow-document';
import { getRevision } from '@/lib/services/revisions/get-revision';
import { listRevisions } from '@/lib/services/revisions/list-revisions';
import { prepareWorkspace } from '@/lib/services/workspace/prepare-workspace';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { openTestDatabase } from '@/tests/support/database';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db, owner } = database;
const { deps, principal: newPrincipal } = openTestServices(database);
const strict = { allowIssues: false };

function withHook(path: string): JsonObject {
  return { ...greetingDocument(), triggers: [{ id: 'hook', type: 'webhook', path, auth: 'none' }] };
}

describe('flows', () => {
  it('are created, read and listed with their draft', async () => {
    const me = await newPrincipal();
    const made = await createFlow(deps, me, { name: 'First', dsl: greetingDocument(), ...strict });
    expect(made).toMatchObject({ name: 'First', draftVersion: 1, currentRev: 0, hasUnpublishedChanges: true, nodeCount: 1, issues: [] });
    expect(await getFlow(deps, me, { id: made.id })).toEqual(made);
    const page = await listFlows(deps, me, { limit: 10 });
    expect(page).toMatchObject({ items: [{ id: made.id, lastRuns: [], costTodayNano: '0', triggers: [] }], nextCursor: null });
  });

  it('keep the text they were written as', async () => {
    const me = await newPrincipal();
    const text = 'dsl: 1 # with a comment\nname: Written\nnodes:\n  - { id: say, type: template, template: hi }\nedges: []\n';
    const made = await createFlow(deps, me, { name: 'Written', source: { format: 'yaml', text }, ...strict });
    expect(made).toMatchObject({ sourceFormat: 'yaml', sourceText: text, nodeCount: 1 });
  });

  it('are listed page by page, the last changed first, each once', async () => {
    const me = await newPrincipal();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push((await createFlow(deps, me, { name, ...strict })).id);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listFlows(deps, me, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((flow) => flow.id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids.toReversed());
    expect((await listFlows(deps, me, { limit: 10, search: 'C' })).items.map((flow) => flow.name)).toEqual(['c']);
  });

  it('refuse a document that has no shape always, one without meaning unless told to keep it', async () => {
    const me = await newPrincipal();
    const broken = { ...greetingDocument(), nodes: [{ id: 'x', type: 'no_such_type' }], outputs: {} };
    await expect(createFlow(deps, me, { name: 'x', dsl: { dsl: 7 }, allowIssues: true })).rejects.toMatchObject({
      code: 'invalid_document',
    });
    const refused = createFlow(deps, me, { name: 'x', dsl: broken, ...strict });
    await expect(refused).rejects.toMatchObject({
      code: 'unknown_node_type',
      details: { issues: [{ code: 'unknown_node_type', nodeId: 'x' }] },
    });
    const kept = await createFlow(deps, me, { name: 'x', dsl: broken, allowIssues: true });
    expect(kept.errorCount).toBe(1);
    await expect(publishFlow(deps, me, { id: kept.id })).rejects.toMatchObject({ code: 'draft_has_errors' });
    expect((await validateFlowDocument(deps, me, { dsl: broken })).issues[0]?.message).toContain('no_such_type');
  });

  it('are held by an optimistic lock that tells the draft as it is now', async () => {
    const me = await newPrincipal();
    const { id } = await createFlow(deps, me, { name: 'Locked', dsl: greetingDocument(), ...strict });
    const second = await updateFlow(deps, me, { id, dsl: greetingDocument('Hi'), baseVersion: 1, ...strict });
    expect(second.draftVersion).toBe(2);
    const late = updateFlow(deps, me, { id, dsl: greetingDocument('Hey'), baseVersion: 1, ...strict });
    await expect(late).rejects.toMatchObject({ code: 'draft_conflict', details: { draftVersion: 2, dsl: second.dsl } });
    const writers = Array.from({ length: 8 }, (_, n) => updateFlow(deps, me, { id, name: `n${n}`, baseVersion: 2, ...strict }));
    const settled = await Promise.allSettled(writers);
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await getFlow(deps, me, { id })).draftVersion).toBe(3);
  });

  it('are deleted out of sight', async () => {
    const me = await newPrincipal();
    const { id } = await createFlow(deps, me, { name: 'Gone', ...strict });
    await deleteFlow(deps, me, { id });
    await expect(getFlow(deps, me, { id })).rejects.toMatchObject({ code: 'flow_not_found' });
    expect((await listFlows(deps, me, { limit: 10 })).items).toEqual([]);
  });
});

describe('publishing', () => {
  it('makes a revision, sends it traffic, and answers the same one while nothing changed', async () => {
    const me = await newPrincipal();
    const { id } = await createFlow(deps, me, { name: 'Live', dsl: greetingDocument(), ...strict });
    const first = await publishFlow(deps, me, { id, comment: 'go' });
    expect(first).toMatchObject({ revNo: 1, comment: 'go', live: true, createdBy: 'Owner' });
    expect(await publishFlow(deps, me, { id })).toEqual(first);
    expect(await getFlow(deps, me, { id })).toMatchObject({ currentRev: 1, hasUnpublishedChanges: false });
    await updateFlow(deps, me, { id, dsl: greetingDocument('Hi'), ...strict });
    expect((await publishFlow(deps, me, { id })).revNo).toBe(2);
    const { items } = await listRevisions(deps, me, { id });
    expect(items.map(({ revNo, live }) => [revNo, live])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await getRevision(deps, me, { id, revNo: 1 })).dsl).toMatchObject({ nodes: [{ template: 'Hello {{ input.name }}' }] });
    const { rows } = await db.query<{ kind: string }>("SELECT kind FROM outbox WHERE subject_id = $1 AND kind = 'flow.published'", [id]);
    expect(rows).toHaveLength(2);
  });

  it("keeps a trigger's address over publishes and switches off what is gone", async () => {
    const me = await newPrincipal();
    const { id } = await createFlow(deps, me, { name: 'Hooked', dsl: withHook('a'), ...strict });
    await publishFlow(deps, me, { id });
    const [before] = (await getFlow(deps, me, { id })).triggers;
    expect(before?.url).toBe(`/api/hooks/${before?.id}/a`);
    await updateFlow(deps, me, { id, dsl: withHook('b'), ...strict });
    await publishFlow(deps, me, { id });
    expect((await getFlow(deps, me, { id })).triggers).toMatchObject([{ id: before?.id, path: 'b', active: true }]);
    await updateFlow(deps, me, { id, dsl: greetingDocument(), ...strict });
    await publishFlow(deps, me, { id });
    expect((await getFlow(deps, me, { id })).triggers).toEqual([]);
  });
});

describe('templates', () => {
  it('become flows that know their sample input', async () => {
    const me = await newPrincipal();
    const { items } = await listTemplates(deps, me);
    expect(items[0]).toMatchObject({ name: 'welcome' });
    const flow = await createFromTemplate(deps, me, { template: 'welcome' });
    expect(flow.errorCount).toBe(0);
    expect((await getSampleInput(deps, me, { id: flow.id })).inputs).not.toBeNull();
    const plain = await createFlow(deps, me, { name: 'Plain', ...strict });
    expect((await getSampleInput(deps, me, { id: plain.id })).inputs).toBeNull();
    await expect(createFromTemplate(deps, me, { template: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the first boot', () => {
  it('makes one workspace with one flow, however often it is done', async () => {
    const first = await prepareWorkspace(deps);
    expect(await prepareWorkspace(deps)).toEqual(first);
  });
});

describe('who may', () => {
  it('is asked first, and a foreign flow is none at all', async () => {
    const me = await newPrincipal();
    const other = await newPrincipal();
    const { id } = await createFlow(deps, me, { name: 'Mine', dsl: greetingDocument(), ...strict });
    await publishFlow(deps, me, { id });
    const attempts = [
      (who: typeof me) => getFlow(deps, who, { id }),
      (who: typeof me) => updateFlow(deps, who, { id, name: 'x', ...strict }),
      (who: typeof me) => publishFlow(deps, who, { id }),
      (who: typeof me) => deleteFlow(deps, who, { id }),
      (who: typeof me) => listRevisions(deps, who, { id }),
      (who: typeof me) => getRevision(deps, who, { id, revNo: 1 }),
      (who: typeof me) => getSampleInput(deps, who, { id }),
    ];
    const nobody = without(me, ...me.permissions);
    for (const attempt of attempts) {
      await expect(attempt(other)).rejects.toMatchObject({ code: 'flow_not_found' });
      await expect(attempt(nobody)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(createFlow(deps, nobody, { name: 'x', ...strict })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getRevision(deps, me, { id, revNo: 9 })).rejects.toMatchObject({ code: 'revision_not_found' });
    await expect(getFlow(deps, me, { id: newId() })).rejects.toMatchObject({ code: 'flow_not_found' });
  });
});

describe('the audit chain', () => {
  it('holds over writers at once, and shows a row that was changed', async () => {
    const me = await newPrincipal();
    await Promise.all(Array.from({ length: 12 }, (_, n) => createFlow(deps, me, { name: `f${n}`, ...strict })));
    expect(await verifyAudit(db, me.workspaceId)).toEqual({ rows: 12, brokenAt: null });
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM audit_log WHERE workspace_id = $1 ORDER BY at OFFSET 5 LIMIT 1', [
      me.workspaceId,
    ]);
    await owner.query(`UPDATE audit_log SET action = 'nothing' WHERE id = $1`, [rows[0]?.id]);
    expect(await verifyAudit(db, me.workspaceId)).toEqual({ rows: 5, brokenAt: rows[0]?.id });
  });
});
