import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { createFlow } from '@/lib/services/flows/create-flow';
import { deleteFlow } from '@/lib/services/flows/delete-flow';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { cancelRun } from '@/lib/services/runs/cancel-run';
import { cancelRuns } from '@/lib/services/runs/cancel-runs';
import { findRunStatus } from '@/lib/services/runs/find-run-status';
import { getRun } from '@/lib/services/runs/get-run';
import { getTask } from '@/lib/services/runs/get-task';
import { listEffects } from '@/lib/services/runs/list-effects';
import { listRuns } from '@/lib/services/runs/list-runs';
import { listTasks } from '@/lib/services/runs/list-tasks';
import { requireRun } from '@/lib/services/runs/require-run';
import { resolveEffect } from '@/lib/services/runs/resolve-effect';
import { type TriggerRunInput, triggerRun } from '@/lib/services/runs/trigger-run';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime, untilStatus } from '@/tests/support/runtime';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db } = database;
let isCarried = true;
const runtime = openTestRuntime({ url: database.url, workspaceId: '' });
const services = openTestServices(database, (runId) => isCarried && void runtime.worker.advance([runId]));
const { deps } = services;
let sink: Sink;

beforeAll(async () => {
  sink = await startSink();
});

afterAll(async () => {
  await runtime.close();
  await sink.close();
});

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

async function published(document: JsonObject): Promise<{ me: Principal; flowId: string }> {
  const me = await services.principal();
  const { id } = await createFlow(deps, me, { name: 'Flow', dsl: document, allowIssues: false });
  await publishFlow(deps, me, { id });
  return { me, flowId: id };
}

function trigger(flowId: string, more: Partial<TriggerRunInput> = {}): TriggerRunInput {
  return { flowId, inputs: {}, triggerType: 'api', mode: 'async', waitMs: 10_000, ...more };
}

function callDocument(parameters: JsonObject): JsonObject {
  return {
    ...{ dsl: 1, name: 'Call', edges: [] },
    nodes: [{ id: 'call', type: 'http_request', ...parameters }],
    outputs: { status: '{{ nodes.call.output.status }}' },
  };
}

/** A flow of which every run waits for a person to say what became of its write. */
async function waiting(): Promise<{ me: Principal; runId: string }> {
  const { me, flowId } = await published(callDocument({ method: 'POST', url: `${sink.url}/drop` }));
  const { runId } = await triggerRun(deps, me, trigger(flowId));
  await untilStatus(db, runId, ['WAITING']);
  return { me, runId };
}

describe('runs', () => {
  it('are listed newest first, by flow and by status', async () => {
    const { me, flowId } = await published(greetingDocument());
    const inputs = { name: 'Ada' };
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push((await triggerRun(deps, me, trigger(flowId, { inputs, mode: 'wait' }))).runId);
    const first = await listRuns(deps, me, { limit: 3 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 3));
    const rest = await listRuns(deps, me, { limit: 3, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ id: ids[1] }, { id: ids[0] }], nextCursor: null });
    expect((await listRuns(deps, me, { limit: 50, flow: flowId, status: ['SUCCEEDED'] })).items).toHaveLength(5);
    expect((await listRuns(deps, me, { limit: 50, status: ['FAILED'] })).items).toEqual([]);
    await expect(listRuns(deps, me, { limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('that wait are cancelled together, also while one of them is cancelled alone', async () => {
    const { me, flowId } = await published(callDocument({ method: 'POST', url: `${sink.url}/drop` }));
    const runIds = await Promise.all([1, 2, 3].map(async () => (await triggerRun(deps, me, trigger(flowId))).runId));
    for (const runId of runIds) await untilStatus(db, runId, ['WAITING']);
    const [, together] = await Promise.all([cancelRun(deps, me, { runId: runIds[0] ?? '' }), cancelRuns(deps, me, { runIds })]);
    expect(together.items.filter(({ outcome }) => outcome === 'requested').length).toBeGreaterThanOrEqual(2);
    for (const runId of runIds) await untilStatus(db, runId, ['CANCELLED']);
    const after = await cancelRuns(deps, me, { runIds });
    expect(after.items.map(({ outcome, status }) => `${outcome} ${status}`)).toEqual(Array(3).fill('ended CANCELLED'));
  });

  it('list the tasks of a loop page by page, or leave them out', async () => {
    const { me, flowId } = await published({
      ...{ dsl: 1, name: 'Each', edges: [] },
      inputs: { type: 'object', properties: { list: { type: 'array' } } },
      nodes: [
        {
          ...{ id: 'each', type: 'map', items: '{{ input.list }}' },
          body: { nodes: [{ id: 'say', type: 'template', template: '{{ item }}' }], edges: [] },
        },
      ],
      outputs: { said: '{{ nodes.each.output.items }}' },
    });
    const inputs = { list: ['a', 'b', 'c', 'd', 'e'] };
    const { runId, status } = await triggerRun(deps, me, trigger(flowId, { inputs, mode: 'wait' }));
    expect(status).toBe('SUCCEEDED');
    const top = await listTasks(deps, me, { runId, limit: 50, depth: 'top' });
    expect(top.items).toMatchObject([{ path: 'each', itemsTotal: 5, itemsDone: 5 }]);
    const paths: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listTasks(deps, me, { runId, limit: 2, depth: 'all', ...(cursor ? { cursor } : {}) });
      paths.push(...page.items.map(({ path }) => path));
      cursor = page.nextCursor;
    }
    expect(paths).toEqual(['each', ...[0, 1, 2, 3, 4].map((index) => `each[${index}]/say`)]);
    const third = await listTasks(deps, me, { runId, limit: 50, depth: 'all', prefix: 'each[2]/' });
    expect(third.items.map(({ path }) => path)).toEqual(['each[2]/say']);
    expect((await listTasks(deps, me, { runId, limit: 50, depth: 'all', status: 'FAILED' })).items).toEqual([]);
  });

  it('tell the attempts and the failure of a task that failed', async () => {
    const { me, flowId } = await published(callDocument({ method: 'GET', url: `${sink.url}/status/404` }));
    const answer = await triggerRun(deps, me, trigger(flowId, { mode: 'wait' }));
    expect(answer).toMatchObject({ status: 'FAILED', error: { nodeId: 'call', path: 'call', attempt: 1 } });
    const task = await getTask(deps, me, { runId: answer.runId, path: 'call' });
    expect(task).toMatchObject({ status: 'FAILED', output: null, attempts: [{ number: 1, status: 'FAILED' }] });
    expect(task.error?.message).toContain('404');
  });
});

describe('cancelling', () => {
  it('stops a running task within two seconds', async () => {
    const { me, flowId } = await published(callDocument({ method: 'GET', url: `${sink.url}/status/200?delay=20000` }));
    const { runId } = await triggerRun(deps, me, trigger(flowId));
    await untilStatus(db, runId, ['RUNNING']);
    const begun = performance.now();
    expect(await cancelRun(deps, me, { runId })).toEqual({ runId, status: 'RUNNING' });
    expect(await untilStatus(db, runId, ENDED)).toBe('CANCELLED');
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await cancelRun(deps, me, { runId })).toEqual({ runId, status: 'CANCELLED' });
    await expect(deleteFlow(deps, me, { id: flowId })).resolves.toBeNull();
  });

  it('is written once for a run that nobody has begun, and ends it when somebody does', async () => {
    const { me, flowId } = await published(greetingDocument());
    isCarried = false;
    const { runId } = await triggerRun(deps, me, trigger(flowId, { inputs: { name: 'Ada' } }));
    await expect(deleteFlow(deps, me, { id: flowId })).rejects.toMatchObject({ code: 'flow_in_use' });
    await Promise.all([cancelRun(deps, me, { runId }), cancelRun(deps, me, { runId })]);
    isCarried = true;
    const { rows } = await db.query(
      'SELECT wake, (SELECT count(*)::int FROM run_signal s WHERE s.run_id = run.id) AS signals FROM run WHERE id = $1',
      [runId],
    );
    expect(rows[0]).toEqual({ wake: 1, signals: 1 });
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('CANCELLED');
  });
});

describe('an effect nobody knows about', () => {
  it('is told by a person, and the run goes on with what they say came back', async () => {
    const { me, runId } = await waiting();
    expect((await getRun(deps, me, { runId })).waitingFor).toBe('uncertain');
    expect((await listEffects(deps, me, { runId })).items).toMatchObject([{ path: 'call', status: 'UNCERTAIN', attempt: 1 }]);
    await resolveEffect(deps, me, { runId, path: 'call', resolution: 'done', output: { status: 201 } });
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect((await getRun(deps, me, { runId })).outputs).toEqual({ status: 201 });
    expect((await listEffects(deps, me, { runId })).items).toMatchObject([{ status: 'DONE', resolution: 'done' }]);
    const again = resolveEffect(deps, me, { runId, path: 'call', resolution: 'failed' });
    await expect(again).rejects.toMatchObject({ code: 'nothing_to_resolve' });
  });

  it('takes the first of two answers', async () => {
    const { me, runId } = await waiting();
    const say = (resolution: 'done' | 'failed') => resolveEffect(deps, me, { runId, path: 'call', resolution });
    const settled = await Promise.allSettled([say('failed'), say('failed'), say('done')]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await untilStatus(db, runId, ENDED);
  });

  it('is tried again when a person says so, and can then be asked about again', async () => {
    const { me, runId } = await waiting();
    await resolveEffect(deps, me, { runId, path: 'call', resolution: 'retry' });
    const isSecond = async () =>
      (await listEffects(deps, me, { runId })).items.some(({ status, attempt }) => status === 'UNCERTAIN' && attempt === 2);
    const deadline = performance.now() + 10_000;
    while (!(await isSecond()) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    await untilStatus(db, runId, ['WAITING']);
    await resolveEffect(deps, me, { runId, path: 'call', resolution: 'failed' });
    expect(await untilStatus(db, runId, ENDED)).toBe('FAILED');
  });
});

describe('who may', () => {
  it('is asked first, and a foreign run is none at all', async () => {
    const { me, flowId } = await published(greetingDocument());
    const { runId } = await triggerRun(deps, me, trigger(flowId, { inputs: { name: 'Ada' }, mode: 'wait' }));
    const other = await services.principal();
    const nobody = without(me, ...me.permissions);
    const attempts = [
      (who: Principal) => getRun(deps, who, { runId }),
      (who: Principal) => listTasks(deps, who, { runId, limit: 10, depth: 'all' }),
      (who: Principal) => getTask(deps, who, { runId, path: 'greet' }),
      (who: Principal) => listEffects(deps, who, { runId }),
      (who: Principal) => findRunStatus(deps, who, { runId }),
      (who: Principal) => requireRun(deps, who, { runId }),
      (who: Principal) => cancelRun(deps, who, { runId }),
      (who: Principal) => resolveEffect(deps, who, { runId, path: 'greet', resolution: 'done' }),
    ];
    for (const attempt of attempts) {
      await expect(attempt(other)).rejects.toMatchObject({ code: 'run_not_found' });
      await expect(attempt(nobody)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect((await listRuns(deps, other, { limit: 10 })).items).toEqual([]);
    await expect(triggerRun(deps, other, trigger(flowId))).rejects.toMatchObject({ code: 'flow_not_found' });
    await expect(triggerRun(deps, nobody, trigger(flowId))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getTask(deps, me, { runId, path: 'nowhere' })).rejects.toMatchObject({ code: 'task_not_found' });
    await expect(getRun(deps, me, { runId: newId() })).rejects.toMatchObject({ code: 'run_not_found' });
  });
});
