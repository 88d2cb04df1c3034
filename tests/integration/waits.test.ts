import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Principal, permissionsOf } from '@/lib/auth';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { AppError } from '@/lib/errors/app-error';
import { countApprovals } from '@/lib/services/approvals/count-approvals';
import { decideApproval } from '@/lib/services/approvals/decide-approval';
import { listApprovals } from '@/lib/services/approvals/list-approvals';
import { cancelRun } from '@/lib/services/runs/cancel-run';
import { takeCallback } from '@/lib/services/waits/take-callback';
import type { Json, JsonObject } from '@/lib/std/json';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime, type TestRuntime, untilStatus } from '@/tests/support/runtime';
import { openTestServices } from '@/tests/support/services';
import { until } from '@/tests/support/until';

const database = await openTestDatabase();
const { db, url } = database;
const masterKey = Buffer.alloc(32, 7).toString('base64');
const services = openTestServices(database, (runId) => void runtime?.worker.advance([runId]), masterKey);
let runtime: TestRuntime;
let owner: Principal;
let sink: Sink;

beforeAll(async () => {
  owner = await services.principal('owner');
  sink = await startSink();
  runtime = openTestRuntime({ url, workspaceId: owner.workspaceId, masterKey, times: { holdMs: 50 } });
});

afterAll(async () => {
  await runtime.close();
  await sink.close();
});

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

async function outputsOf(runId: string): Promise<Json> {
  const { rows } = await db.query<{ output_id: string }>('SELECT output_id FROM run WHERE id = $1', [runId]);
  return runtime.deps.payloads.readOne(owner.workspaceId, rows[0]?.output_id ?? '');
}

async function events(runId: string): Promise<string[]> {
  const { rows } = await db.query<{ type: string; path: string | null }>(
    'SELECT type, path FROM run_event WHERE run_id = $1 ORDER BY seq',
    [runId],
  );
  return rows.map((row) => (row.path ? `${row.type} ${row.path}` : row.type));
}

/** A run that has come to its wait and lies down. */
async function parked(document: ReturnType<ReturnType<typeof aFlow>['build']>, inputs: Json = { who: 'Ada' }): Promise<string> {
  const runId = await runtime.startRun(document, inputs);
  await runtime.worker.advance([runId]);
  await untilStatus(db, runId, ['WAITING']);
  return runId;
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const decide = (runId: string, decision: 'approved' | 'rejected' = 'approved', who = owner, more: JsonObject = {}) =>
  decideApproval(services.deps, who, { runId, path: 'ok', decision, ...more });

describe('a wait', () => {
  // pause ──▶ after
  it('holds no worker, and ends when its time has come by the database', async () => {
    const flow = aFlow()
      .node('pause', 'wait', { duration: '1500ms' })
      .node('after', 'template', { template: '{{ nodes.pause.output.waited_ms }}' })
      .edge('pause', 'after')
      .output('text', '{{ nodes.after.output.text }}')
      .build();
    const runId = await parked(flow);
    await until(() => runtime.worker.active === 0);
    const { rows } = await db.query<{ lease_owner: string | null; due: boolean; waits_for: string }>(
      'SELECT r.lease_owner, r.wake_at = t.due_at AS due, t.waits_for FROM run r JOIN task_run t ON t.run_id = r.id WHERE r.id = $1',
      [runId],
    );
    expect(rows).toEqual([{ lease_owner: null, due: true, waits_for: 'timer' }]);
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await outputsOf(runId)).toEqual({ text: '1500' });
    const early = await db.query(
      `SELECT 1 FROM run_event w JOIN run_event s ON s.run_id = w.run_id AND s.type = 'task.succeeded' AND s.path = 'pause'
       WHERE w.run_id = $1 AND w.type = 'task.waiting' AND s.at < to_timestamp((w.data ->> 'dueAt')::float8 / 1000)`,
      [runId],
    );
    expect(early.rows).toEqual([]);
  });

  // pause
  it('until an instant that is past goes on at once, and one that is none fails with a remedy', async () => {
    const flow = (until: string) => aFlow().node('pause', 'wait', { until }).build();
    const past = await runtime.startRun(flow("{{ '2020-01-01T00:00:00Z' }}"));
    const none = await runtime.startRun(flow('tomorrow'));
    await runtime.worker.advance([past, none]);
    expect(await untilStatus(db, past, ENDED)).toBe('SUCCEEDED');
    expect(await untilStatus(db, none, ENDED)).toBe('FAILED');
    const { rows } = await db.query<{ code: string }>("SELECT error_json ->> 'code' AS code FROM run WHERE id = $1", [none]);
    expect(rows[0]?.code).toBe('wait_time_invalid');
  });

  it('is ended by a cancel, which wins over its timer', async () => {
    const runId = await parked(aFlow().node('pause', 'wait', { duration: '1h' }).build());
    await cancelRun(services.deps, owner, { runId });
    expect(await untilStatus(db, runId, ENDED)).toBe('CANCELLED');
    expect(await events(runId)).toContain('task.cancelled pause');
  });

  it('survives the loss of its worker: another one takes the timer', async () => {
    const runId = await parked(aFlow().node('pause', 'wait', { duration: '1500ms' }).build());
    await runtime.close();
    runtime = openTestRuntime({ url, workspaceId: owner.workspaceId, masterKey, times: { holdMs: 50 } });
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
  });
});

//            ┌─ approved ──▶ yes
//  ok ───────┼─ rejected ──▶ no
//            └─ on_timeout ▶ late
function approvalFlow(parameters: JsonObject = {}) {
  return aFlow()
    .input({ type: 'object', properties: { who: { type: 'string' } } })
    .node('ok', 'approval', { message: 'Refund {{ input.who }}?', ...parameters })
    .node('yes', 'template', { template: 'yes' })
    .node('no', 'template', { template: 'no' })
    .node('late', 'template', { template: 'late' })
    .edge('ok', 'yes', 'approved')
    .edge('ok', 'no', 'rejected')
    .edge('ok', 'late', 'on_timeout')
    .output('decision', '{{ nodes.ok.output }}')
    .build();
}

const FORM = { type: 'object', properties: { amount: { type: 'integer', minimum: 1 } }, required: ['amount'], additionalProperties: false };

describe('an approval', () => {
  it('shows with its message and form, takes one decision, and records who and when', async () => {
    const runId = await parked(approvalFlow({ form: FORM }), { who: 'Ada' });
    const { items } = await listApprovals(services.deps, owner, { limit: 10, mine: 'true', runId });
    expect(items).toEqual([
      expect.objectContaining({ runId, path: 'ok', message: 'Refund Ada?', form: FORM, mayDecide: true, dueAt: null }),
    ]);
    expect(await reasonOf(decide(runId, 'approved', owner, { form: { amount: 0 } }))).toBe('invalid_answer');
    expect(await reasonOf(decide(runId, 'approved', owner, { form: { amount: 5 }, comment: 'fine' }))).toBe('accepted');
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await outputsOf(runId)).toEqual({
      decision: {
        decision: 'approved',
        form: { amount: 5 },
        comment: 'fine',
        decided_by: { kind: 'user', id: owner.userId, name: owner.displayName },
        decided_at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    expect(await events(runId)).toEqual(
      expect.arrayContaining(['task.waiting ok', 'task.answered ok', 'task.succeeded ok', 'task.skipped no']),
    );
    const audit = await db.query("SELECT actor_id FROM audit_log WHERE action = 'approval.approved' AND subject_id = $1", [runId]);
    expect(audit.rows).toEqual([{ actor_id: owner.userId }]);
    expect(await reasonOf(decide(runId))).toBe('wait_over');
  });

  it('takes the port of a rejection, without a form', async () => {
    const runId = await parked(approvalFlow({ form: FORM }));
    await decide(runId, 'rejected');
    await untilStatus(db, runId, ENDED);
    expect(await outputsOf(runId)).toEqual({ decision: expect.objectContaining({ decision: 'rejected', form: null }) });
    expect(await events(runId)).toEqual(expect.arrayContaining(['task.succeeded no', 'task.skipped yes']));
  });

  it('lets one of two people win and tells the other', async () => {
    const runId = await parked(approvalFlow());
    const reasons = await Promise.all([reasonOf(decide(runId, 'approved')), reasonOf(decide(runId, 'rejected'))]);
    expect(reasons.filter((reason) => reason === 'accepted')).toHaveLength(1);
    expect(['already_answered', 'wait_over']).toContain(reasons.find((reason) => reason !== 'accepted'));
    await untilStatus(db, runId, ENDED);
    expect((await events(runId)).filter((event) => event === 'task.succeeded ok')).toHaveLength(1);
  });

  it('is for those it names, and in their list alone', async () => {
    const operator = { ...owner, userId: '01J00000000000000000000000', role: 'operator', permissions: permissionsOf('operator') };
    const runId = await parked(approvalFlow({ approvers: ['operator'] }));
    const list = (who: Principal, mine: 'true' | 'false') => listApprovals(services.deps, who, { limit: 10, mine, runId });
    expect((await list(owner, 'true')).items).toEqual([]);
    expect((await list(owner, 'false')).items).toEqual([expect.objectContaining({ mayDecide: false })]);
    expect((await list(operator, 'true')).items).toHaveLength(1);
    const before = await countApprovals(services.deps, operator);
    expect(before.waiting).toBeGreaterThan(0);
    expect(await countApprovals(services.deps, { ...operator, permissions: permissionsOf('viewer') })).toEqual({ waiting: 0 });
    expect(await reasonOf(decide(runId, 'approved', owner))).toBe('not_an_approver');
    expect(await reasonOf(decide(runId, 'approved', operator))).toBe('accepted');
    expect(await countApprovals(services.deps, operator)).toEqual({ waiting: before.waiting - 1 });
  });

  it('belongs to its workspace: another one learns nothing', async () => {
    const stranger = await services.principal('owner');
    const runId = await parked(approvalFlow());
    expect(await reasonOf(decide(runId, 'approved', stranger))).toBe('wait_not_found');
    expect((await listApprovals(services.deps, stranger, { limit: 10, mine: 'false' })).items).toEqual([]);
  });

  it('takes the way of its timeout when nobody decides, and no answer after it', async () => {
    const runId = await runtime.startRun(approvalFlow({ timeout: '200ms', on_timeout: 'branch' }), { who: 'Ada' });
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await outputsOf(runId)).toEqual({ decision: expect.objectContaining({ decision: 'timed_out' }) });
    expect(await reasonOf(decide(runId))).toBe('wait_over');
  });

  it('fails as a timeout where nothing else is said', async () => {
    const runId = await runtime.startRun(approvalFlow({ timeout: '100ms' }), { who: 'Ada' });
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('FAILED');
  });

  it('keeps a decision that comes before the run is there, and refuses a second one', async () => {
    const flow = aFlow()
      .node('pause', 'wait', { duration: '1500ms' })
      .node('ok', 'approval', { message: 'Go on?' })
      .edge('pause', 'ok')
      .build();
    const runId = await parked(flow);
    expect(await reasonOf(decide(runId))).toBe('accepted');
    expect(await reasonOf(decide(runId, 'rejected'))).toBe('already_answered');
    // What was said early must not keep the run awake while it waits for its time: it is read, recorded, and the run lies down again.
    await until(async () => (await events(runId)).includes('task.answered ok'));
    const { rows } = await db.query<{ unread: number; status: string }>(
      'SELECT (SELECT count(*)::int FROM run_signal s WHERE s.run_id = r.id AND s.consumed_seq IS NULL) AS unread, status FROM run r WHERE r.id = $1',
      [runId],
    );
    expect(rows).toEqual([{ unread: 0, status: expect.stringMatching(/WAITING|RUNNING/) }]);
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
  });

  it('says yes to exactly those answers that count, however close they come to its time', { timeout: 60_000 }, async () => {
    const runs = await Promise.all(
      Array.from({ length: 12 }, () => runtime.startRun(approvalFlow({ timeout: '3s', on_timeout: 'branch' }), { who: 'Ada' })),
    );
    await runtime.worker.advance(runs);
    const said = await Promise.all(
      runs.map(async (runId, index) => {
        await untilStatus(db, runId, ['WAITING', ...ENDED]);
        const { rows } = await db.query<{ left: number }>(
          "SELECT extract(epoch FROM due_at - millrace_now()) * 1000 AS left FROM task_run WHERE run_id = $1 AND path = 'ok'",
          [runId],
        );
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(rows[0]?.left ?? 0) + (index < 3 ? -1500 : 6 * index - 50))));
        return reasonOf(decide(runId));
      }),
    );
    for (const [index, runId] of runs.entries()) {
      await untilStatus(db, runId, ENDED);
      const { decision } = (await outputsOf(runId)) as { decision: { decision: string } };
      expect({ said: said[index], decision: decision.decision }).toEqual(
        said[index] === 'accepted' ? { said: 'accepted', decision: 'approved' } : { said: 'wait_over', decision: 'timed_out' },
      );
    }
    expect(new Set(said).size).toBe(2);
  });
});

describe('a callback', () => {
  // ask (POST, sends the address) ──▶ back
  function callbackFlow(parameters: JsonObject = {}) {
    return aFlow()
      .node('ask', 'http_request', {
        method: 'POST',
        url: `${sink.url}/status/200`,
        body: { url: '{{ run.callbacks.back }}' },
        on_uncertain: 'retry',
      })
      .node('back', 'callback', parameters)
      .edge('ask', 'back')
      .output('body', '{{ nodes.back.output.body }}')
      .build();
  }

  async function tokenOf(runId: string): Promise<string> {
    const { rows } = await db.query<{ input_id: string }>("SELECT input_id FROM task_run WHERE run_id = $1 AND path = 'ask'", [runId]);
    const input = (await runtime.deps.payloads.readOne(owner.workspaceId, rows[0]?.input_id ?? '')) as { body: { url: string } };
    return input.body.url.split('/').at(-1) ?? '';
  }

  it('gives its address to earlier nodes, takes one call of it, and hands the body on', async () => {
    const runId = await parked(callbackFlow({ schema: { type: 'object', required: ['status'] } }));
    const token = await tokenOf(runId);
    const call = (body: Json, address = token) => reasonOf(takeCallback(services.deps, { token: address, body }));
    expect(await call({ status: 'paid' }, `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`)).toBe('wait_not_found');
    expect(await call({})).toBe('invalid_answer');
    const said = await Promise.all([call({ status: 'paid' }), call({ status: 'paid' })]);
    expect(said.filter((reason) => reason === 'accepted')).toHaveLength(1);
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await outputsOf(runId)).toEqual({ body: { status: 'paid' } });
    expect(await call({ status: 'paid' })).toBe('wait_over');
  });

  it('refuses an address that has expired', async () => {
    const runId = await parked(callbackFlow({ url_valid_for: '1ms' }));
    expect(await reasonOf(takeCallback(services.deps, { token: await tokenOf(runId), body: null }))).toBe('wait_over');
    await cancelRun(services.deps, owner, { runId });
    await untilStatus(db, runId, ENDED);
  });

  // each [ back ]
  it('has an address of its own for each item', async () => {
    const flow = aFlow()
      .node('each', 'map', { items: '{{ [1, 2] }}', result: '{{ nodes.back.output.body }}' })
      .body('each', (body) =>
        body
          .node('ask', 'transform', { values: { url: '{{ run.callbacks.back }}' } })
          .node('back', 'callback', {})
          .edge('ask', 'back'),
      )
      .output('items', '{{ nodes.each.output.items }}')
      .build();
    const runId = await parked(flow);
    for (const index of [1, 0]) {
      const { rows } = await db.query<{ output_id: string }>('SELECT output_id FROM task_run WHERE run_id = $1 AND path = $2', [
        runId,
        `each[${index}]/ask`,
      ]);
      const { url: address } = (await runtime.deps.payloads.readOne(owner.workspaceId, rows[0]?.output_id ?? '')) as { url: string };
      await takeCallback(services.deps, { token: address.split('/').at(-1) ?? '', body: `item ${index}` });
    }
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await outputsOf(runId)).toEqual({ items: ['item 0', 'item 1'] });
  });
});
