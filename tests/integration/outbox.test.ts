import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendOutbox, type OutboxMessage, startOutboxRelay } from '@/lib/outbox';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { until } from '@/tests/support/until';
import { createWorkspace, type TestWorkspace } from '@/tests/support/workspace';

const { db } = await openTestDatabase();
let workspace: TestWorkspace;

beforeEach(async () => {
  await db.query('delete from outbox');
  workspace = await createWorkspace(db);
});

const fact = (kind = 'run.succeeded') => ({ workspaceId: workspace.workspaceId, kind, subjectId: newId(), data: { n: 1 } });
const unsent = async () => (await db.query<{ n: number }>('select count(*) as n from outbox where sent_at is null')).rows[0]?.n;

describe('the outbox', () => {
  it('delivers a message that was committed, with what it was given, and marks it sent', async () => {
    const heard: OutboxMessage[] = [];
    const message = fact();
    const id = await db.transaction((client) => appendOutbox(client, message));
    const relay = startOutboxRelay({ db, subscribers: [{ name: 'test', handle: async (one) => void heard.push(one) }], idleMs: 20 });
    await until(async () => (await unsent()) === 0);
    await relay.close();
    expect(heard).toEqual([{ ...message, id, createdAt: expect.any(Date) }]);
  });

  it('delivers nothing of a transaction that rolled back', async () => {
    const heard: OutboxMessage[] = [];
    const relay = startOutboxRelay({ db, subscribers: [{ name: 'test', handle: async (one) => void heard.push(one) }], idleMs: 20 });
    const work = db.transaction(async (client) => {
      await appendOutbox(client, fact());
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    await sleep(100);
    await relay.close();
    expect(heard).toEqual([]);
  });

  it('shares messages among relays, each delivered once while nothing fails', async () => {
    for (let n = 0; n < 200; n++) await appendOutbox(db, fact());
    const heard: string[] = [];
    const handle = async (message: OutboxMessage) => {
      await sleep(1);
      heard.push(message.id);
    };
    const relays = [1, 2, 3].map((n) => startOutboxRelay({ db, subscribers: [{ name: `relay ${n}`, handle }], idleMs: 20, batch: 10 }));
    await until(async () => (await unsent()) === 0);
    await Promise.all(relays.map((relay) => relay.close()));
    expect(heard).toHaveLength(200);
    expect(new Set(heard).size).toBe(200);
  });

  it('gives a subscriber only the kinds it wants', async () => {
    await appendOutbox(db, fact('run.failed'));
    await appendOutbox(db, fact('flow.published'));
    const heard: string[] = [];
    const subscriber = { name: 'failures', kinds: ['run.failed'], handle: async (message: OutboxMessage) => void heard.push(message.kind) };
    const relay = startOutboxRelay({ db, subscribers: [subscriber], idleMs: 20 });
    await until(async () => (await unsent()) === 0);
    await relay.close();
    expect(heard).toEqual(['run.failed']);
  });

  it('tries again after a subscriber failed, and meanwhile delivers the others', async () => {
    const stubborn = await appendOutbox(db, fact());
    await appendOutbox(db, fact());
    let refusals = 2;
    const errors: unknown[] = [];
    const heard: string[] = [];
    const handle = async (message: OutboxMessage) => {
      if (message.id === stubborn && refusals-- > 0) throw new Error('not now');
      heard.push(message.id);
    };
    const relay = startOutboxRelay({ db, subscribers: [{ name: 'test', handle }], idleMs: 10, onError: (error) => errors.push(error) });
    await until(async () => (await unsent()) === 0);
    await relay.close();
    expect(heard.at(-1)).toBe(stubborn);
    expect(errors.map(String)).toEqual(['Error: not now', 'Error: not now']);
  });

  it('keeps a message that never succeeds, unsent, after its last try', async () => {
    const id = await appendOutbox(db, fact());
    let calls = 0;
    const handle = async () => {
      calls++;
      throw new Error('never');
    };
    const relay = startOutboxRelay({ db, subscribers: [{ name: 'test', handle }], idleMs: 5, maxTries: 3 });
    await until(() => calls === 3);
    await sleep(100);
    await relay.close();
    expect(calls).toBe(3);
    expect((await db.query('select tries, sent_at from outbox where id = $1', [id])).rows).toEqual([{ tries: 3, sent_at: null }]);
  });

  it('wakes at once when it is nudged', async () => {
    const heard: string[] = [];
    const relay = startOutboxRelay({ db, subscribers: [{ name: 'test', handle: async (one) => void heard.push(one.id) }], idleMs: 60_000 });
    await sleep(100);
    await appendOutbox(db, fact());
    relay.nudge();
    await until(() => heard.length === 1, 2000);
    await relay.close();
  });
});
