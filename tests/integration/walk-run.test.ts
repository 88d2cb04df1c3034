import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import type { Json } from '@/lib/std/json';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime, type TestRuntime, untilStatus } from '@/tests/support/runtime';
import { createWorkspace } from '@/tests/support/workspace';

const { db, url } = await openTestDatabase();
let runtime: TestRuntime;
let workspaceId: string;
let sink: Sink;

beforeAll(async () => {
  ({ workspaceId } = await createWorkspace(db));
  runtime = openTestRuntime({ url, workspaceId });
  sink = await startSink();
});

afterAll(async () => {
  await runtime.close();
  await sink.close();
});

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

async function outputsOf(runId: string): Promise<Json> {
  const { rows } = await db.query<{ output_id: string }>('SELECT output_id FROM run WHERE id = $1', [runId]);
  return runtime.deps.payloads.readOne(workspaceId, rows[0]?.output_id ?? '');
}

async function eventTypes(runId: string): Promise<string[]> {
  const { rows } = await db.query<{ type: string; path: string | null }>(
    'SELECT type, path FROM run_event WHERE run_id = $1 ORDER BY seq',
    [runId],
  );
  return rows.map((row) => (row.path ? `${row.type} ${row.path}` : row.type));
}

describe('a worker walks a run', () => {
  // greet ──▶ shout
  it('runs a chain of pure nodes in one recorded flush and answers its outputs', async () => {
    const flow = aFlow()
      .input({ type: 'object', properties: { name: { type: 'string' } } })
      .node('greet', 'template', { template: 'Hello {{ input.name }}' })
      .node('shout', 'transform', { values: { text: '{{ nodes.greet.output.text + "!" }}', size: '{{ size(nodes.greet.output.text) }}' } })
      .edge('greet', 'shout')
      .output('text', '{{ nodes.shout.output.text }}')
      .output('size', '{{ nodes.shout.output.size }}')
      .build();
    const runId = await runtime.startRun(flow, { name: 'Ada' });
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await outputsOf(runId)).toEqual({ text: 'Hello Ada!', size: 9 });
    expect(await eventTypes(runId)).toEqual([
      'run.created',
      'run.started',
      'task.succeeded greet',
      'task.succeeded shout',
      'run.succeeded',
    ]);
  });

  //           ┌─ vip ──▶ gift ─┐
  //  route ───┤                ├──▶ end      (join all: runs with one live edge)
  //           └─ else ─▶ plain ┘
  it('takes one port of a switch, skips what only the other leads to, and joins', async () => {
    const flow = aFlow()
      .input({ type: 'object', properties: { tier: { type: 'string' } } })
      .node('route', 'switch', { cases: [{ port: 'vip', when: "input.tier == 'vip'" }] })
      .node('gift', 'template', { template: 'gift' })
      .node('plain', 'template', { template: 'plain' })
      .node('end', 'template', { template: '{{ nodes.gift.output == null ? "none" : nodes.gift.output.text }}' })
      .edge('route', 'gift', 'vip')
      .edge('route', 'plain', 'else')
      .edge('gift', 'end')
      .edge('plain', 'end')
      .output('text', '{{ nodes.end.output.text }}')
      .build();
    const vip = await runtime.startRun(flow, { tier: 'vip' });
    const other = await runtime.startRun(flow, { tier: 'basic' });
    await runtime.worker.advance([vip, other]);
    await untilStatus(db, vip, ENDED);
    await untilStatus(db, other, ENDED);
    expect(await outputsOf(vip)).toEqual({ text: 'gift' });
    expect(await outputsOf(other)).toEqual({ text: 'none' });
    expect(await eventTypes(other)).toContain('task.skipped gift');
  });

  // each [ double ]
  it('maps over items in order, with concurrency, and collects failures by mode', async () => {
    const flow = aFlow()
      .input({ type: 'object', properties: { numbers: { type: 'array' } } })
      .node('each', 'map', {
        items: '{{ input.numbers }}',
        on_item_error: 'collect',
        result: '{{ nodes.double.output.value }}',
        concurrency: 3,
      })
      .body('each', (body) => body.node('double', 'transform', { values: { value: '{{ item * 2 }}', at: '{{ index }}' } }))
      .output('items', '{{ nodes.each.output.items }}')
      .build();
    const runId = await runtime.startRun(flow, { numbers: [1, 2, 'x', 4] });
    await runtime.worker.advance([runId]);
    await untilStatus(db, runId, ENDED);
    expect(await outputsOf(runId)).toEqual({ items: [2, 4, { error: expect.objectContaining({ code: 'expression_type' }) }, 8] });
  });

  // charge (POST)
  it('records the intent of a write before it is made, and its receipt after', async () => {
    const flow = aFlow()
      .node('charge', 'http_request', { method: 'POST', url: `${sink.url}/status/200`, idempotency: { header: 'Idempotency-Key' } })
      .output('status', '{{ nodes.charge.output.status }}')
      .build();
    const runId = await runtime.startRun(flow);
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    expect(await eventTypes(runId)).toEqual([
      'run.created',
      'run.started',
      'task.started charge',
      'effect.intended charge',
      'effect.done charge',
      'task.succeeded charge',
      'run.succeeded',
    ]);
    const { rows } = await db.query<{ status: string; key: string }>('SELECT status, key FROM effect WHERE run_id = $1', [runId]);
    expect(rows).toEqual([{ status: 'DONE', key: expect.stringMatching(/^[0-9a-f]{40}$/) }]);
    expect(sink.calls.filter((call) => call.idempotencyKey === rows[0]?.key)).toHaveLength(1);
  });

  it('parks a run whose write got no answer, and goes on when a person says it happened', async () => {
    const flow = aFlow()
      .node('charge', 'http_request', { method: 'POST', url: `${sink.url}/drop` })
      .node('after', 'template', { template: 'done' })
      .edge('charge', 'after')
      .output('text', '{{ nodes.after.output.text }}')
      .build();
    const runId = await runtime.startRun(flow);
    await runtime.worker.advance([runId]);
    await untilStatus(db, runId, ['WAITING']);
    const effect = await db.query<{ status: string; key: string }>('SELECT status, key FROM effect WHERE run_id = $1', [runId]);
    expect(effect.rows[0]?.status).toBe('UNCERTAIN');
    await signal(runId, 'effect.resolve', { path: 'charge', key: effect.rows[0]?.key ?? '', resolution: 'done', by: 'someone' });
    expect(await untilStatus(db, runId, ENDED)).toBe('SUCCEEDED');
    const after = await db.query<{ status: string; resolution: string }>('SELECT status, resolution FROM effect WHERE run_id = $1', [
      runId,
    ]);
    expect(after.rows[0]).toEqual({ status: 'DONE', resolution: 'done' });
  });

  it('cancels a running task within a second', async () => {
    const flow = aFlow()
      .node('slow', 'http_request', { method: 'GET', url: `${sink.url}/status/200?delay=20000` })
      .build();
    const runId = await runtime.startRun(flow);
    void runtime.worker.advance([runId]);
    await untilStatus(db, runId, ['RUNNING']);
    const begun = performance.now();
    await signal(runId, 'cancel', { by: 'someone' });
    expect(await untilStatus(db, runId, ENDED)).toBe('CANCELLED');
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await eventTypes(runId)).toContain('task.cancelled slow');
  });

  // charge (POST)          the cancel comes after the decision to start, before the start is recorded
  it('begins no write after a cancel, even one that was about to begin', async () => {
    const gate = createGate();
    const slow = openTestRuntime({
      url,
      workspaceId,
      change: (deps) => ({
        ...deps,
        payloads: {
          ...deps.payloads,
          encode: async (workspace, value) => {
            await gate.pass();
            return deps.payloads.encode(workspace, value);
          },
        },
      }),
    });
    const flow = aFlow()
      .node('charge', 'http_request', { method: 'POST', url: `${sink.url}/ok?called=off`, idempotency: { header: 'Idempotency-Key' } })
      .build();
    const runId = await slow.startRun(flow);
    void slow.worker.advance([runId]);
    await gate.reached;
    await signal(runId, 'cancel', { by: 'someone' });
    void slow.worker.advance([runId]);
    await untilSignalRead(runId);
    gate.open();
    expect(await untilStatus(db, runId, ENDED)).toBe('CANCELLED');
    expect(sink.calls.filter((call) => call.query.called === 'off')).toEqual([]);
    expect(await eventTypes(runId)).not.toContain('effect.intended charge');
    await slow.close();
  });

  it('retries by class, parks for a far retry, and ends with the attempts kept', async () => {
    const flow = aFlow()
      .node('flaky', 'http_request', {
        method: 'GET',
        url: `${sink.url}/status/503`,
        retry: { max: 2, backoff: 'fixed', initial_ms: 20, jitter: false },
      })
      .build();
    const runId = await runtime.startRun(flow);
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('FAILED');
    const { rows } = await db.query<{ number: number; status: string }>(
      'SELECT number, status FROM attempt WHERE run_id = $1 ORDER BY number',
      [runId],
    );
    expect(rows).toEqual([1, 2, 3].map((number) => ({ number, status: 'FAILED' })));
  });

  // each [ fetch ]     every item fails, and the map has one try more
  it('ends a map that fails after the tries it was given', async () => {
    const flow = aFlow()
      .node('each', 'map', { items: '{{ [1] }}', retry: { max: 1, backoff: 'fixed', initial_ms: 10, jitter: false } })
      .body('each', (body) => body.node('fetch', 'http_request', { method: 'GET', url: `${sink.url}/status/503` }))
      .build();
    const runId = await runtime.startRun(flow);
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ENDED)).toBe('FAILED');
    expect((await eventTypes(runId)).filter((type) => type === 'task.retrying each')).toHaveLength(1);
  });

  it('fails a run with the node, the cause and the remedy, and keeps the rest of the record', async () => {
    const flow = aFlow()
      .node('first', 'template', { template: 'ok' })
      .node('bad', 'transform', { values: { x: '{{ nodes.first.output.nothing }}' } })
      .edge('first', 'bad')
      .build();
    const runId = await runtime.startRun(flow);
    await runtime.worker.advance([runId]);
    await untilStatus(db, runId, ['FAILED']);
    const { rows } = await db.query<{ error_json: Json }>('SELECT error_json FROM run WHERE id = $1', [runId]);
    expect(rows[0]?.error_json).toMatchObject({ code: 'missing_value', path: 'bad', nodeId: 'bad', attempt: 1 });
    expect(await eventTypes(runId)).toContain('task.succeeded first');
  });
});

/** Holds whoever passes until it is opened. */
function createGate() {
  let arrive = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    reached,
    open: () => open(),
    pass: () => {
      arrive();
      return opened;
    },
  };
}

async function untilSignalRead(runId: string): Promise<void> {
  for (;;) {
    const { rows } = await db.query('SELECT 1 FROM run_signal WHERE run_id = $1 AND consumed_seq IS NULL', [runId]);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function signal(runId: string, kind: string, data: Json): Promise<void> {
  await db.query(
    `WITH s AS (INSERT INTO run_signal (run_id, id, workspace_id, kind, dedupe_key, data) VALUES ($1, $2, $3, $4, $4, $5) RETURNING run_id)
     UPDATE run SET wake = wake + 1 FROM s WHERE run.id = s.run_id`,
    [runId, runId.split('').reverse().join(''), workspaceId, kind, JSON.stringify(data)],
  );
  void runtime.worker.advance([runId]);
}
