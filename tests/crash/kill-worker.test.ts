import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { type BellOptions, createBell } from '@/lib/queue';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { openTestDatabase } from '@/tests/support/database';
import { seededRandom } from '@/tests/support/random';
import { openRunInserter } from '@/tests/support/run-inserter';
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process';
import { createWorkspace } from '@/tests/support/workspace';

const { db, url } = await openTestDatabase();
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const RUNS = 50;
/** So many are there at once, and a kill meets many of them; the others come in over 12 s, so that several kills meet some. */
const AT_ONCE = 25;
const FEED_EVERY_MS = 500;
/** Enough; then the last worker is left to finish. */
const KILLS_MAX = 20;
/** Where the workers listen, too: both read the same setting. */
const BELL: BellOptions = process.env.REDIS_URL ? { redisUrl: process.env.REDIS_URL } : { databaseUrl: url };
const WORKER = { MILLRACE_DATA: `test-results/crash-${process.pid}` };
let sink: Sink;
let worker: WorkerProcess | null = null;

beforeEach(async () => {
  sink = await startSink();
});
afterEach(async () => {
  await worker?.kill();
  worker = null;
  await sink.close();
});

//  read ──▶ charge ──▶ each [ post ] ──▶ sum          charge and post honour their key; read is a GET
function flowOf(sinkUrl: string) {
  const post = { method: 'POST', body: { n: '{{ input.n }}' }, idempotency: { header: 'Idempotency-Key' } };
  return aFlow()
    .input({ type: 'object', properties: { n: { type: 'integer' } } })
    .node('read', 'http_request', { method: 'GET', url: `${sinkUrl}/ok?delay=300` })
    .node('charge', 'http_request', { ...post, url: `${sinkUrl}/ok?delay=300` })
    .node('each', 'map', { items: '{{ range(4) }}', concurrency: 2, result: '{{ nodes.post.output.status }}' })
    .body('each', (body) => body.node('post', 'http_request', { ...post, url: `${sinkUrl}/ok?delay=300` }))
    .node('total', 'transform', { values: { total: '{{ sum(nodes.each.output.items) }}' } })
    .edge('read', 'charge')
    .edge('charge', 'each')
    .edge('each', 'total')
    .output('total', '{{ nodes.total.output.total }}')
    .build();
}

describe('a worker killed with kill -9', () => {
  it(`ends every run right, over ${RUNS} runs killed at random moments (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const { workspaceId } = await createWorkspace(db);
    const inserter = openRunInserter(db);
    const bell = createBell(BELL);
    worker = await startWorkerProcess(url, WORKER);
    const flow = flowOf(sink.url);
    let fed = false;
    const feeding = feed(bell, (n) => inserter.insert(workspaceId, flow, { n })).finally(() => {
      fed = true;
    });
    let kills = 0;
    while ((!fed || (await unfinished(workspaceId)) > 0) && kills < KILLS_MAX) {
      // Longer than it takes to walk a run now and then, shorter than its lease most of the time.
      await sleep(300 + random() * 2200);
      await worker.kill();
      kills++;
      worker = await startWorkerProcess(url, WORKER);
    }
    await feeding;
    await untilNone(workspaceId);
    await worker.stop();
    await bell.close();

    const keys = new Map<string, number>();
    for (const call of sink.calls) if (call.idempotencyKey) keys.set(call.idempotencyKey, (keys.get(call.idempotencyKey) ?? 0) + 1);
    const { rows: statuses } = await db.query<{ status: string; n: number }>(
      'SELECT status, ended_because, count(*) AS n FROM run WHERE workspace_id = $1 GROUP BY status, ended_because',
      [workspaceId],
    );
    const { rows: repeated } = await db.query(
      `SELECT run_id, path FROM run_event WHERE workspace_id = $1 AND type IN ('task.succeeded', 'task.failed', 'task.skipped', 'task.cancelled')
       GROUP BY run_id, path HAVING count(*) <> 1`,
      [workspaceId],
    );
    const { rows: gaps } = await db.query(
      'SELECT run_id FROM run_event WHERE workspace_id = $1 GROUP BY run_id HAVING max(seq) <> count(*)',
      [workspaceId],
    );
    const { rows: effects } = await db.query<{ n: number }>(
      "SELECT count(*) AS n FROM effect WHERE workspace_id = $1 AND status = 'DONE'",
      [workspaceId],
    );
    const seenTwice = [...keys.values()].filter((count) => count > 1).length;
    const { rows: takeovers } = await db.query<{ n: number }>(
      "SELECT count(*) AS n FROM run_event WHERE workspace_id = $1 AND type = 'run.resumed'",
      [workspaceId],
    );
    console.log(
      `seed ${SEED}, bell on ${'redisUrl' in BELL ? 'Redis' : 'Postgres'}: ${RUNS} runs, ${kills} kills, ${takeovers[0]?.n} takeovers, ${keys.size} keys at the sink, ${seenTwice} of them sent again under the same key`,
    );
    expect(statuses).toEqual([{ status: 'SUCCEEDED', ended_because: 'finished', n: RUNS }]);
    expect(repeated).toEqual([]);
    expect(gaps).toEqual([]);
    expect(effects[0]?.n).toBe(RUNS * 5);
    expect(keys.size).toBe(RUNS * 5);
    expect(kills).toBeGreaterThan(2);
  });

  // charge (POST to a target that does not honour a key)
  it('says UNCERTAIN where a write may have happened, and never repeats it', async () => {
    const { workspaceId } = await createWorkspace(db);
    const flow = aFlow()
      .node('charge', 'http_request', { method: 'POST', url: `${sink.url}/ok?who=unkeyed` })
      .build();
    const runId = await openRunInserter(db).insert(workspaceId, flow, {});
    const doomed = await startWorkerProcess(url, { ...WORKER, MILLRACE_FAULTS: 'effect_happened:1' });
    await doomed.exited;
    const calls = (): number => sink.calls.filter((call) => call.query.who === 'unkeyed').length;
    expect(calls()).toBe(1);
    worker = await startWorkerProcess(url, WORKER);
    await expect
      .poll(async () => (await db.query<{ status: string }>('SELECT status FROM run WHERE id = $1', [runId])).rows[0]?.status, {
        timeout: 15_000,
      })
      .toBe('WAITING');
    const { rows } = await db.query<{ status: string }>('SELECT status FROM effect WHERE run_id = $1', [runId]);
    expect(rows).toEqual([{ status: 'UNCERTAIN' }]);
    expect(calls()).toBe(1);
    await worker.stop();
  });
});

async function feed(bell: ReturnType<typeof createBell>, insert: (n: number) => Promise<string>): Promise<void> {
  for (let n = 0; n < RUNS; n++) {
    const id = await insert(n);
    // A ring lost with a killed connection delays and nothing more.
    await bell.ring([id]).catch(() => undefined);
    if (n >= AT_ONCE) await sleep(FEED_EVERY_MS);
  }
}

async function unfinished(workspaceId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "SELECT count(*) AS n FROM run WHERE workspace_id = $1 AND status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')",
    [workspaceId],
  );
  return rows[0]?.n ?? 0;
}

async function untilNone(workspaceId: string): Promise<void> {
  await expect.poll(() => unfinished(workspaceId), { timeout: 60_000, interval: 100 }).toBe(0);
}
