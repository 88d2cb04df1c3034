import { describe, expect, it } from 'vitest';
import { createBellOrchestrator } from '@/lib/orchestrator';
import { createBell } from '@/lib/queue';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { until } from '@/tests/support/until';
import { freePort } from '@/workers/supervise/free-port';

const { url } = await openTestDatabase();

describe('the bell orchestrator', () => {
  it('has started and signalled runs looked at', async () => {
    const bell = createBell({ databaseUrl: url, name: `runs-${newId()}` });
    const orchestrator = createBellOrchestrator(bell, (error) => expect.unreachable(String(error)));
    const [started, signalled] = [newId(), newId()];
    await orchestrator.start(started);
    await orchestrator.signal(signalled);
    expect(await orchestrator.describe()).toEqual({ adapter: 'bullmq', waiting: 2 });
    const heard: string[] = [];
    await bell.listen(async (ids) => void heard.push(...ids), { concurrency: 1 });
    await until(() => heard.length === 2);
    expect(heard).toEqual([started, signalled]);
    await bell.close();
  });

  it('forgives a bell that does not answer, and reports it', async () => {
    const bell = createBell({ databaseUrl: `postgres://x:y@127.0.0.1:${await freePort()}/z` });
    const errors: unknown[] = [];
    const orchestrator = createBellOrchestrator(bell, (error) => errors.push(error));
    await orchestrator.start(newId());
    expect(errors).toEqual([expect.objectContaining({ code: 'queue_unavailable' })]);
    expect(await orchestrator.describe()).toEqual({ adapter: 'bullmq', waiting: null });
    await bell.close();
  });
});
