import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bell } from '@/lib/queue/bell';
import { type BellOptions, createBell } from '@/lib/queue/create-bell';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { redisPrefix, redisUrl } from '@/tests/support/redis';
import { launchRedis } from '@/tests/support/start-redis';
import { until } from '@/tests/support/until';
import { freePort } from '@/workers/supervise/free-port';

const { url, owner } = await openTestDatabase();
const redis = redisUrl();

const backends: { backend: string; options: () => BellOptions; available: boolean }[] = [
  { backend: 'Postgres', options: () => ({ databaseUrl: url, name: `runs-${newId()}` }), available: true },
  { backend: 'Redis', options: () => ({ redisUrl: redis ?? '', prefix: redisPrefix() }), available: redis !== null },
];

for (const { backend, options, available } of backends) {
  describe.skipIf(!available)(`the bell on ${backend}`, () => {
    let shared: BellOptions;
    let bell: Bell;
    beforeEach(() => {
      shared = options();
      bell = createBell(shared);
    });
    afterEach(() => bell.close());

    it('wakes a listener of another bell with every id that was rung', async () => {
      const other = createBell(shared);
      const heard = new Set<string>();
      await other.listen(async (ids) => void ids.map((id) => heard.add(id)), { concurrency: 2 });
      const ids = Array.from({ length: 200 }, () => newId());
      await Promise.all(ids.map((id) => bell.ring([id])));
      await until(() => heard.size === 200);
      expect([...heard].sort()).toEqual([...ids].sort());
      await other.close();
    });

    it('gathers rings that come together into jobs of at most 64 ids', async () => {
      await bell.ring(Array.from({ length: 130 }, () => newId()));
      expect(await bell.depth()).toBe(3);
    });

    it('keeps rings for a listener that comes later', async () => {
      const id = newId();
      await bell.ring([id]);
      const heard: string[] = [];
      await bell.listen(async (ids) => void heard.push(...ids), { concurrency: 1 });
      await until(() => heard.length > 0);
      expect(heard).toEqual([id]);
      await until(async () => (await bell.depth()) === 0);
    });

    it('never loses a ring that comes while the same run is being handled', async () => {
      const id = newId();
      const calls: number[] = [];
      let release: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      await bell.listen(
        async () => {
          calls.push(calls.length);
          if (calls.length === 1) await gate;
        },
        { concurrency: 1 },
      );
      await bell.ring([id]);
      await until(() => calls.length === 1);
      await bell.ring([id]);
      release();
      await until(() => calls.length === 2);
    });

    it('hears every ring sent at any moment of a handler, a hundred times over', async () => {
      let rung = 0;
      let heardUpTo = 0;
      await bell.listen(
        async () => {
          heardUpTo = rung;
          await sleep(Math.random() * 3);
        },
        { concurrency: 1 },
      );
      for (let n = 0; n < 100; n++) {
        rung++;
        await bell.ring(['one-run']);
        await sleep(Math.random() * 4);
      }
      await until(() => heardUpTo === 100);
    });

    it('goes on after a handler threw', async () => {
      const heard: string[] = [];
      await bell.listen(
        async (ids) => {
          heard.push(...ids);
          if (heard.length === 1) throw new Error('handler broke');
        },
        { concurrency: 1 },
      );
      await bell.ring(['first']);
      await until(() => heard.length === 1);
      await bell.ring(['second']);
      await until(() => heard.length === 2);
      await until(async () => (await bell.depth()) === 0);
    });

    it('runs as many jobs at once as it was told, and no more', async () => {
      let active = 0;
      let most = 0;
      let done = 0;
      await bell.listen(
        async () => {
          most = Math.max(most, ++active);
          await sleep(30);
          active--;
          done++;
        },
        { concurrency: 3 },
      );
      for (let n = 0; n < 9; n++) await bell.ring([newId()]);
      await until(() => done === 9);
      expect(most).toBe(3);
    });

    it('waits for the handlers under way when a listener closes', async () => {
      let ended = false;
      const listener = await bell.listen(
        async () => {
          await sleep(200);
          ended = true;
        },
        { concurrency: 1 },
      );
      await bell.ring(['slow']);
      await sleep(100);
      await listener.close();
      expect(ended).toBe(true);
      await bell.ring(['later']);
      expect(await bell.depth()).toBe(1);
    });

    it('drops every waiting ring on flush', async () => {
      await bell.ring(['a']);
      await bell.ring(['b']);
      await bell.flush();
      expect(await bell.depth()).toBe(0);
    });

    it('wakes an idle listener at once, not at its next poll', async () => {
      let heardAt = 0;
      await bell.listen(
        async () => {
          heardAt = performance.now();
        },
        { concurrency: 1 },
      );
      await sleep(300);
      const rungAt = performance.now();
      await bell.ring(['idle']);
      await until(() => heardAt > 0);
      expect(heardAt - rungAt).toBeLessThan(1000);
    });
  });
}

describe('a bell whose server is away', () => {
  it.each(['redis', 'postgres'])('fails fast on %s and says queue_unavailable', async (scheme) => {
    const port = await freePort();
    const bell = createBell(
      scheme === 'redis' ? { redisUrl: `redis://127.0.0.1:${port}` } : { databaseUrl: `postgres://x:y@127.0.0.1:${port}/z` },
    );
    const started = performance.now();
    await expect(bell.ring(['a'])).rejects.toMatchObject({ code: 'queue_unavailable', family: 'operational' });
    await expect(bell.listen(async () => {}, { concurrency: 1 })).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(performance.now() - started).toBeLessThan(8000);
    await bell.close();
  });
});

describe.skipIf(redis === null)('the bell on a Redis that dies', () => {
  it('fails at once while Redis is away, and rings and listens again when it is back', async () => {
    const port = await freePort();
    const first = await launchRedis(port);
    const bell = createBell({ redisUrl: first.url });
    const heard: string[] = [];
    await bell.listen(async (ids) => void heard.push(...ids), { concurrency: 1 });
    await bell.ring(['before']);
    await until(() => heard.length === 1);
    await first.stop();
    await sleep(100);
    const started = performance.now();
    await expect(bell.ring(['lost'])).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(performance.now() - started).toBeLessThan(500);
    const second = await launchRedis(port);
    await until(() =>
      bell.ring(['after']).then(
        () => true,
        () => false,
      ),
    );
    await until(() => heard.includes('after'), 15_000);
    await bell.close();
    await second.stop();
  });
});

describe('the bell in Postgres', () => {
  it('goes on ringing and listening after the server cut every connection', async () => {
    const bell = createBell({ databaseUrl: url, name: `runs-${newId()}` });
    const heard: string[] = [];
    await bell.listen(async (ids) => void heard.push(...ids), { concurrency: 1 });
    await bell.ring(['before']);
    await until(() => heard.length === 1);
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = 'millrace_app'",
    );
    await sleep(100);
    await bell.ring(['after']).catch(() => bell.ring(['after']));
    await until(() => heard.includes('after'), 15_000);
    await bell.close();
  });

  it('does not wait for the disk, and works as the app role', async () => {
    const bell = createBell({ databaseUrl: url, name: `runs-${newId()}` });
    await bell.ring(['a']);
    const { rows } = await owner.query<{ usename: string }>(
      "select distinct usename from pg_stat_activity where datname = current_database() and query like '%add_job%'",
    );
    expect(rows.map((row) => row.usename)).toContain('millrace_app');
    await bell.close();
  });
});
