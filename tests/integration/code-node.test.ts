import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { cancelRun } from '@/lib/services/runs/cancel-run';
import { getTask } from '@/lib/services/runs/get-task';
import type { Json, JsonObject } from '@/lib/std/json';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime, type TestRuntime, untilStatus } from '@/tests/support/runtime';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const { db, url } = database;
const services = openTestServices(database);
let runtime: TestRuntime;
let principal: Principal;

beforeAll(async () => {
  principal = await services.principal();
  runtime = openTestRuntime({ url, workspaceId: principal.workspaceId });
});
afterAll(() => runtime.close());

/** Runs a flow to its end and gives what was recorded. */
async function run(flow: ReturnType<typeof aFlow>, inputs: Json = {}) {
  const runId = await runtime.startRun(flow.build(), inputs);
  await runtime.worker.advance([runId]);
  const status = await untilStatus(db, runId, ['SUCCEEDED', 'FAILED', 'CANCELLED']);
  const { rows } = await db.query<{ output_id: string | null; error_json: JsonObject | null }>(
    'SELECT output_id, error_json FROM run WHERE id = $1',
    [runId],
  );
  const outputId = rows[0]?.output_id;
  const output = outputId ? await runtime.deps.payloads.readOne(principal.workspaceId, outputId) : null;
  return { runId, status, output, error: rows[0]?.error_json };
}

const code = (source: string, more: JsonObject = {}) =>
  aFlow()
    .node('calc', 'code', { source, ...more })
    .output('answer', '{{ nodes.calc.output }}');

describe('a code node in a run', () => {
  it('reads the input and the nodes it names, and its answer is there for what follows', async () => {
    const flow = aFlow()
      .node('greet', 'template', { template: 'Hello {{ input.name }}' })
      .node('calc', 'code', { source: "// {{ not.rendered }}\nreturn { text: nodes.greet.output.text + '!', name: input.name };" })
      .node('shout', 'template', { template: '{{ nodes.calc.output.text }}!!' })
      .edge('greet', 'calc')
      .edge('calc', 'shout')
      .output('text', '{{ nodes.shout.output.text }}');
    expect(await run(flow, { name: 'Ada' })).toMatchObject({ status: 'SUCCEEDED', output: { text: 'Hello Ada!!!' } });
  });

  it('runs once for each item of a map', async () => {
    const flow = aFlow()
      .node('each', 'map', {
        items: '{{ input.numbers }}',
        body: { nodes: [{ id: 'square', type: 'code', source: 'return item * item + index' }], edges: [] },
        result: '{{ nodes.square.output }}',
      })
      .output('squares', '{{ nodes.each.output.items }}');
    expect((await run(flow, { numbers: [1, 2, 3, 4] })).output).toEqual({ squares: [1, 5, 11, 19] });
  });

  it.each([
    ['const a = 1;\nreturn a +;', 'code_syntax', 2],
    ['const a = null;\n\nreturn a.b;', 'code_threw', 3],
    ['for (;;);', 'code_time_limit', undefined],
    ['const all = []; for (;;) all.push(new Array(1e4).fill(1));', 'code_memory_limit', undefined],
    ['const f = () => f() + 1;\nreturn f();', 'code_recursion', 1],
    ['const a = {};\na.a = a;\nreturn a;', 'code_cycle', undefined],
    ['return { big: 10n };', 'code_not_json', undefined],
    ['const a = 1;', 'code_no_answer', undefined],
    ['return "é".repeat(3e6);', 'output_too_large', undefined],
  ])('fails on %j as %s, named with its line, its attempt and its console', async (source, expected, line) => {
    const { runId, status, error } = await run(
      code(`console.log('here');${source}`, { time_limit_ms: expected === 'code_time_limit' ? 300 : 15_000 }),
    );
    expect(status).toBe('FAILED');
    expect(error).toMatchObject({ code: expected, nodeId: 'calc', attempt: 1, ...(line !== undefined && { line }) });
    const task = await getTask(services.deps, principal, { runId, path: 'calc' });
    expect(task.error).toMatchObject({ code: expected, ...(line !== undefined && { line }) });
    if (expected !== 'code_syntax' && expected !== 'output_too_large') expect(task.attempts[0]?.logText).toBe('here\n');
  });

  it('records what no row can hold with a mark in its place', async () => {
    const { runId, error } = await run(code("console.log('a\\0b\\ud800'); throw new Error('c\\0d\\udfff')"));
    expect(error?.message).toBe('Line 1: the code threw Error: c\uFFFDd\uFFFD');
    const task = await getTask(services.deps, principal, { runId, path: 'calc' });
    expect(task.attempts[0]?.logText).toMatch(/^a\uFFFDb\uFFFD+\n$/);
  });

  it('keeps the console of a success', async () => {
    const { runId } = await run(code('console.log("sum", 1 + 1); return 2'));
    const task = await getTask(services.deps, principal, { runId, path: 'calc' });
    expect(task).toMatchObject({ output: 2, attempts: [{ status: 'SUCCEEDED', logText: 'sum 2\n' }] });
  });

  it('is stopped by a cancel within a second', async () => {
    const runId = await runtime.startRun(code('for (;;);', { time_limit_ms: 60_000 }).build());
    const advanced = runtime.worker.advance([runId]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const started = performance.now();
    await cancelRun(services.deps, principal, { runId });
    await runtime.worker.advance([runId]);
    expect(await untilStatus(db, runId, ['CANCELLED'])).toBe('CANCELLED');
    expect(performance.now() - started).toBeLessThan(2000);
    await advanced;
  });
});
