import { afterAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { createFlow } from '@/lib/services/flows/create-flow';
import { getFlow } from '@/lib/services/flows/get-flow';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { updateFlow } from '@/lib/services/flows/update-flow';
import { cancelRun } from '@/lib/services/runs/cancel-run';
import { findRunStatus } from '@/lib/services/runs/find-run-status';
import { getRun } from '@/lib/services/runs/get-run';
import { getTask } from '@/lib/services/runs/get-task';
import { readEvents, readTails } from '@/lib/services/runs/read-events';
import { type TriggerRunInput, triggerRun } from '@/lib/services/runs/trigger-run';
import type { JsonObject } from '@/lib/std/json';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime } from '@/tests/support/runtime';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db, owner } = database;
let isCarried = true;
const runtime = openTestRuntime({ url: database.url, workspaceId: '' });
afterAll(() => runtime.close());
const services = openTestServices(database, (runId) => isCarried && void runtime.worker.advance([runId]));
const { deps } = services;

async function published(document: JsonObject = greetingDocument()): Promise<{ me: Principal; flowId: string }> {
  const me = await services.principal();
  const { id } = await createFlow(deps, me, { name: 'Flow', dsl: document, allowIssues: false });
  await publishFlow(deps, me, { id });
  return { me, flowId: id };
}

function trigger(flowId: string, more: Partial<TriggerRunInput> = {}): TriggerRunInput {
  return { flowId, inputs: { name: 'Ada' }, triggerType: 'api', mode: 'async', waitMs: 10_000, ...more };
}

/** Runs without a worker: what is tested is what the services write. */
async function uncarried<T>(work: () => Promise<T>): Promise<T> {
  isCarried = false;
  return work().finally(() => {
    isCarried = true;
  });
}

describe('labels of a run', () => {
  const labelled = (labels: Record<string, string>) => published({ ...greetingDocument(), labels });
  const labelsOf = async (runId: string) =>
    (await db.query<{ labels: JsonObject | null }>('SELECT labels FROM run WHERE id = $1', [runId])).rows[0]?.labels;

  it('are made from the inputs, one line each, and left out where there is nothing', async () => {
    const { me, flowId } = await labelled({
      ...{ customer: '{{ input.name }}', mood: '{{ input.mood }}', times: '{{ input.times }}', region: 'eu' },
      ...{ all: '{{ input }}', broken: '{{ vars.none.at.all }}' },
    });
    const { runId } = await triggerRun(deps, me, trigger(flowId, { inputs: { name: ` Ada\n\tLovelace ${'x'.repeat(200)}`, times: 3 } }));
    expect(await labelsOf(runId)).toEqual({
      ...{ customer: `Ada Lovelace ${'x'.repeat(115)}`, times: '3', region: 'eu' },
      all: expect.stringMatching(/^\{"name":" Ada/),
    });
  });

  it('are given by the caller too, before those of the flow, and counted together', async () => {
    const { me, flowId } = await labelled({ customer: '{{ input.name }}', region: 'eu' });
    const { runId } = await triggerRun(deps, me, trigger(flowId, { labels: { region: 'us', order: '4711' } }));
    expect(await labelsOf(runId)).toEqual({ customer: 'Ada', region: 'us', order: '4711' });
    const seven = Object.fromEntries([...'abcdefg'].map((name) => [name, 'x']));
    await expect(triggerRun(deps, me, trigger(flowId, { labels: seven }))).rejects.toMatchObject({ code: 'invalid_request' });
    const key = { idempotencyKey: 'k', labels: { order: '1' } };
    const first = await triggerRun(deps, me, trigger(flowId, key));
    expect(await triggerRun(deps, me, trigger(flowId, key))).toMatchObject({ runId: first.runId });
    const other = triggerRun(deps, me, trigger(flowId, { ...key, labels: { order: '2' } }));
    await expect(other).rejects.toMatchObject({ code: 'idempotency_conflict' });
  });

  it('are none where nobody named any', async () => {
    const { me, flowId } = await published();
    const { runId } = await triggerRun(deps, me, trigger(flowId));
    expect(await labelsOf(runId)).toBeNull();
  });
});

describe('starting a run', () => {
  it('answers the outputs when it waits, and tells the whole story after', async () => {
    const { me, flowId } = await published();
    const answer = await triggerRun(deps, me, trigger(flowId, { mode: 'wait' }));
    expect(answer).toMatchObject({ status: 'SUCCEEDED', outputs: { text: 'Hello Ada' } });
    const run = await getRun(deps, me, { runId: answer.runId });
    expect(run).toMatchObject({
      ...{ flowId, flowName: 'Flow', revNo: 1, status: 'SUCCEEDED', taskCount: 1, error: null },
      inputs: { name: 'Ada', mood: null, times: 1 },
      outputs: { text: 'Hello Ada' },
      usage: { promptTokens: 0, costNano: '0' },
      dsl: { name: 'Greeting' },
    });
    expect(run.durationMs).toBeGreaterThanOrEqual(0);
    const events = await readEvents(deps, answer.runId, 0, 100);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)).toMatchObject({ v: 1, type: 'run.succeeded', runId: answer.runId });
    expect(await readEvents(deps, answer.runId, run.seq, 100)).toEqual([]);
    expect(await readTails(deps, answer.runId)).toEqual([]);
    expect(await findRunStatus(deps, me, { runId: answer.runId })).toEqual({ status: 'SUCCEEDED', seq: run.seq });
    const task = await getTask(deps, me, { runId: answer.runId, path: 'greet' });
    expect(task).toMatchObject({ status: 'SUCCEEDED', output: { text: 'Hello Ada' }, hasOutput: true, attempts: [], effects: [] });
    expect((await getFlow(deps, me, { id: flowId })).lastRuns).toMatchObject([{ runId: answer.runId, status: 'SUCCEEDED' }]);
  });

  it('refuses inputs that do not fit, with every problem at its place', async () => {
    const { me, flowId } = await published();
    const refused = triggerRun(deps, me, trigger(flowId, { inputs: { times: 'x', extra: 1 } }));
    await expect(refused).rejects.toMatchObject({ code: 'invalid_inputs' });
    const { details } = await refused.catch((error) => error);
    const found = details.issues.map(({ code, path }: { code: string; path: string }) => `${code} ${path}`).sort();
    expect(found).toEqual(['invalid_parameter /times', 'missing_parameter /name', 'unknown_field /extra']);
    expect(details.issues.every(({ message }: { message: string }) => message.length > 10 && !/[{}]/.test(message))).toBe(true);
  });

  it('takes what a run was started with as the inputs of another', async () => {
    const { me, flowId } = await published();
    const first = await triggerRun(deps, me, trigger(flowId, { mode: 'wait' }));
    const { inputs } = await getRun(deps, me, { runId: first.runId });
    const again = await triggerRun(deps, me, trigger(flowId, { mode: 'wait', inputs: inputs as JsonObject }));
    expect(again).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('walks the published revision until the next is published, and the draft only for who may edit it', async () => {
    const { me, flowId } = await published();
    await updateFlow(deps, me, { id: flowId, dsl: greetingDocument('Hi'), allowIssues: false });
    const wait = { mode: 'wait' } as const;
    expect(await triggerRun(deps, me, trigger(flowId, wait))).toMatchObject({ outputs: { text: 'Hello Ada' } });
    const draft = await triggerRun(deps, me, trigger(flowId, { ...wait, revision: 'draft' }));
    expect(draft).toMatchObject({ outputs: { text: 'Hi Ada' } });
    expect((await getRun(deps, me, { runId: draft.runId })).revNo).toBeNull();
    const operator = without(me, 'flow:edit');
    await expect(triggerRun(deps, operator, trigger(flowId, { revision: 'draft' }))).rejects.toMatchObject({ code: 'forbidden' });
    await publishFlow(deps, me, { id: flowId });
    expect(await triggerRun(deps, me, trigger(flowId, wait))).toMatchObject({ outputs: { text: 'Hi Ada' } });
    expect(await triggerRun(deps, me, trigger(flowId, { ...wait, revision: 1 }))).toMatchObject({ outputs: { text: 'Hello Ada' } });
    await expect(triggerRun(deps, me, trigger(flowId, { revision: 9 }))).rejects.toMatchObject({ code: 'revision_not_found' });
  });

  it('says why a flow cannot run', async () => {
    const me = await services.principal();
    const broken = { ...greetingDocument(), nodes: [{ id: 'greet', type: 'template' }] };
    const { id } = await createFlow(deps, me, { name: 'Broken', dsl: broken, allowIssues: true });
    await expect(triggerRun(deps, me, trigger(id))).rejects.toMatchObject({ code: 'not_published' });
    const draft = triggerRun(deps, me, trigger(id, { revision: 'draft' }));
    await expect(draft).rejects.toMatchObject({ code: 'draft_has_errors', details: { issues: [{ code: 'missing_parameter' }] } });
  });

  it('starts one run for fifty requests with one key', async () => {
    const { me, flowId } = await published();
    const rows = () =>
      db.query<{ runs: number; payloads: number }>(
        `SELECT (SELECT count(*)::int FROM run WHERE workspace_id = $1) AS runs, (SELECT count(*)::int FROM payload WHERE workspace_id = $1) AS payloads`,
        [me.workspaceId],
      );
    await uncarried(async () => {
      const request = trigger(flowId, { idempotencyKey: 'once' });
      const answers = await Promise.all(Array.from({ length: 50 }, () => triggerRun(deps, me, request)));
      expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
      expect((await rows()).rows[0]).toEqual({ runs: 1, payloads: 1 });
      const other = triggerRun(deps, me, { ...request, inputs: { name: 'Bob' } });
      await expect(other).rejects.toMatchObject({ code: 'idempotency_conflict', details: { runId: answers[0]?.runId } });
      expect((await triggerRun(deps, me, trigger(flowId))).runId).not.toBe(answers[0]?.runId);
    });
  });

  it('answers a repeated key with the result of the run that has ended', async () => {
    const { me, flowId } = await published();
    const request = trigger(flowId, { mode: 'wait', idempotencyKey: 'k' });
    const first = await triggerRun(deps, me, request);
    expect(await triggerRun(deps, me, request)).toEqual(first);
    expect(await triggerRun(deps, me, { ...request, mode: 'async' })).toEqual(first);
  });

  it('stops waiting when the time is over', async () => {
    const { me, flowId } = await published();
    const answer = await uncarried(() => triggerRun(deps, me, trigger(flowId, { mode: 'wait', waitMs: 50 })));
    expect(answer).toEqual({ runId: answer.runId, status: 'PENDING' });
  });

  it('stores the run even where nobody can ring', async () => {
    const { me, flowId } = await published();
    const deaf = { start: () => Promise.reject(new Error('the queue is away')), signal: () => Promise.reject(new Error('away')) };
    const { runId } = await triggerRun({ ...deps, orchestrator: deaf }, me, trigger(flowId));
    expect((await findRunStatus(deps, me, { runId })).status).toBe('PENDING');
    expect((await cancelRun({ ...deps, orchestrator: deaf }, me, { runId })).runId).toBe(runId);
  });

  it('keeps the workspace variables of the moment with the run', async () => {
    const { me, flowId } = await published();
    await owner.query("INSERT INTO variable (workspace_id, name, value) VALUES ($1, 'tone', '\"kind\"')", [me.workspaceId]);
    deps.caches.variables.clear();
    const { runId } = await uncarried(() => triggerRun(deps, me, trigger(flowId)));
    const { rows } = await db.query<{ vars_id: string }>('SELECT vars_id FROM run WHERE id = $1', [runId]);
    expect(await deps.payloads.readOne(me.workspaceId, rows[0]?.vars_id ?? '')).toEqual({ tone: 'kind' });
  });
});
