import { afterEach, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { createBell } from '@/lib/queue';
import { decideApproval } from '@/lib/services/approvals/decide-approval';
import { openTestDatabase } from '@/tests/support/database';
import { openRunInserter } from '@/tests/support/run-inserter';
import { untilStatus } from '@/tests/support/runtime';
import { openTestServices } from '@/tests/support/services';
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process';

const database = await openTestDatabase();
const { db, url } = database;
const bell = createBell(process.env.REDIS_URL ? { redisUrl: process.env.REDIS_URL } : { databaseUrl: url });
const services = openTestServices(database, (runId) => void bell.ring([runId]).catch(() => {}));
const WORKER = { MILLRACE_DATA: `test-results/crash-wait-${process.pid}` };
let worker: WorkerProcess | null = null;

afterEach(async () => {
  await worker?.kill();
  await bell.close();
});

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

// pause ──▶ ok ─ approved ─▶ after
it('loses no wait and no answer when its worker is killed before, while and after it waits', { timeout: 120_000 }, async () => {
  const owner = await services.principal('owner');
  const flow = aFlow()
    .node('pause', 'wait', { duration: '4s' })
    .node('ok', 'approval', { message: 'Go on?' })
    .node('after', 'template', { template: '{{ nodes.ok.output.decision }}' })
    .edge('pause', 'ok')
    .edge('ok', 'after', 'approved')
    .output('text', '{{ nodes.after.output.text }}')
    .build();
  worker = await startWorkerProcess(url, WORKER);
  const runId = await openRunInserter(db).insert(owner.workspaceId, flow, {});
  await bell.ring([runId]);
  await waits(runId, 'timer');
  await worker.kill();
  worker = await startWorkerProcess(url, WORKER);
  await waits(runId, 'person');
  await worker.kill();
  // Nobody works now: the answer is taken all the same.
  await decideApproval(services.deps, owner, { runId, path: 'ok', decision: 'approved' });
  worker = await startWorkerProcess(url, WORKER);
  expect(await untilStatus(db, runId, ENDED, 60_000)).toBe('SUCCEEDED');
  const { rows } = await db.query<{ type: string; n: number }>(
    "SELECT type, count(*)::int AS n FROM run_event WHERE run_id = $1 AND path = 'ok' GROUP BY type ORDER BY type",
    [runId],
  );
  expect(rows).toEqual([
    { type: 'task.answered', n: 1 },
    { type: 'task.succeeded', n: 1 },
    { type: 'task.waiting', n: 1 },
  ]);
});

async function waits(runId: string, reason: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const { rows } = await db.query("SELECT 1 FROM task_run WHERE run_id = $1 AND status = 'WAITING' AND waits_for = $2", [runId, reason]);
    if (rows.length > 0) return;
    if (performance.now() > deadline) throw new Error(`Run ${runId} never waited for ${reason}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
