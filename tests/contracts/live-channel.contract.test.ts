import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveChannel } from '@/lib/events/create-live-channel';
import type { LiveChannel, LiveHint } from '@/lib/events/live-channel';
import type { LiveChannelOptions } from '@/lib/events/live-channel-options';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { redisPrefix, redisUrl } from '@/tests/support/redis';
import { launchRedis } from '@/tests/support/start-redis';
import { until } from '@/tests/support/until';
import { freePort } from '@/workers/supervise/free-port';

const { url, owner } = await openTestDatabase();
const redis = redisUrl();

const adapters: { adapter: string; options: () => LiveChannelOptions; available: boolean }[] = [
  { adapter: 'Postgres', options: () => ({ databaseUrl: url }), available: true },
  { adapter: 'Redis', options: () => ({ redisUrl: redis ?? '', prefix: redisPrefix() }), available: redis !== null },
];

/** Publishes until the subscription is in force: subscribing returns before the server knows. */
async function untilHeard(from: LiveChannel, runId: string, heard: LiveHint[]): Promise<void> {
  await until(async () => {
    from.publish({ kind: 'seq', runId, seq: 0, ended: false });
    await sleep(30);
    return heard.length > 0;
  });
  await sleep(60);
  heard.length = 0;
}

for (const { adapter, options, available } of adapters) {
  describe.skipIf(!available)(`the live channel on ${adapter}`, () => {
    let worker: LiveChannel;
    let web: LiveChannel;
    beforeEach(() => {
      const shared = options();
      worker = createLiveChannel(shared);
      web = createLiveChannel(shared);
    });
    afterEach(async () => {
      await worker.close();
      await web.close();
    });

    it('carries the newest seq and the end of a run to another process', async () => {
      const runId = newId();
      const heard: LiveHint[] = [];
      web.subscribe(runId, (hint) => heard.push(hint));
      await untilHeard(worker, runId, heard);
      for (let seq = 1; seq <= 20; seq++) worker.publish({ kind: 'seq', runId, seq, ended: seq === 20 });
      await until(() => heard.some((hint) => hint.kind === 'seq' && hint.ended));
      expect(heard.at(-1)).toEqual({ kind: 'seq', runId, seq: 20, ended: true });
      expect(heard.length).toBeLessThanOrEqual(3);
    });

    it('carries long streamed text whole and in order, in any script', async () => {
      const runId = newId();
      const heard: LiveHint[] = [];
      web.subscribe(runId, (hint) => heard.push(hint));
      await untilHeard(worker, runId, heard);
      const whole = 'wörld 日本 😀 "quoted" \n'.repeat(2000);
      for (let offset = 0; offset < whole.length; offset += 777) {
        worker.publish({ kind: 'text', runId, path: 'each[3]/say', attempt: 1, offset, text: whole.slice(offset, offset + 777) });
      }
      const received = () => heard.flatMap((hint) => (hint.kind === 'text' ? [hint.text] : [])).join('');
      await until(() => received().length === whole.length);
      expect(received()).toBe(whole);
      expect(worker.dropped).toBe(0);
    });

    it('tells nobody of runs they do not watch, nor after they stopped', async () => {
      const [mine, other] = [newId(), newId()];
      const heard: LiveHint[] = [];
      const stop = web.subscribe(mine, (hint) => heard.push(hint));
      await untilHeard(worker, mine, heard);
      worker.publish({ kind: 'seq', runId: other, seq: 1, ended: false });
      await sleep(100);
      expect(heard).toEqual([]);
      stop();
      stop();
      worker.publish({ kind: 'seq', runId: mine, seq: 2, ended: false });
      await sleep(100);
      expect(heard).toEqual([]);
    });

    it('serves many subscribers of one run, each until it stops', async () => {
      const runId = newId();
      const heard: LiveHint[][] = [[], [], []];
      const stops = heard.map((list) => web.subscribe(runId, (hint) => list.push(hint)));
      await untilHeard(worker, runId, heard[0]!);
      for (const list of heard) list.length = 0;
      stops[1]!();
      worker.publish({ kind: 'seq', runId, seq: 7, ended: false });
      await until(() => heard[0]!.length > 0 && heard[2]!.length > 0);
      expect(heard[1]).toEqual([]);
    });

    it('hears again after it stopped and subscribed anew', async () => {
      const runId = newId();
      const heard: LiveHint[] = [];
      const stop = web.subscribe(runId, (hint) => heard.push(hint));
      await untilHeard(worker, runId, heard);
      stop();
      web.subscribe(runId, (hint) => heard.push(hint));
      await untilHeard(worker, runId, heard);
    });

    it('delivers the first hint of a quiet run without gathering it', async () => {
      const runId = newId();
      const heard: LiveHint[] = [];
      web.subscribe(runId, (hint) => heard.push(hint));
      await untilHeard(worker, runId, heard);
      const started = performance.now();
      worker.publish({ kind: 'seq', runId, seq: 1, ended: false });
      while (heard.length === 0 && performance.now() - started < 1000) await new Promise(setImmediate);
      expect(performance.now() - started).toBeLessThan(1000);
    });

    it('sends what was gathered before it closes', async () => {
      const runId = newId();
      const heard: LiveHint[] = [];
      web.subscribe(runId, (hint) => heard.push(hint));
      await untilHeard(worker, runId, heard);
      worker.publish({ kind: 'seq', runId, seq: 1, ended: false });
      worker.publish({ kind: 'seq', runId, seq: 2, ended: true });
      await worker.close();
      await until(() => heard.some((hint) => hint.kind === 'seq' && hint.seq === 2));
    });
  });
}

describe('the live channel when its server goes away', () => {
  it('drops hints, counts them, and hears again after Postgres cut its connections', async () => {
    const errors: Error[] = [];
    const worker = createLiveChannel({ databaseUrl: url });
    const web = createLiveChannel({ databaseUrl: url, onError: (error) => errors.push(error) });
    const runId = newId();
    const heard: LiveHint[] = [];
    web.subscribe(runId, (hint) => heard.push(hint));
    await untilHeard(worker, runId, heard);
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'millrace-live' and datname = current_database()",
    );
    await until(() => errors.length > 0);
    await untilHeard(worker, runId, heard);
    await Promise.all([worker.close(), web.close()]);
  });

  it.skipIf(redis === null)('hears again after Redis died and came back', async () => {
    const port = await freePort();
    const first = await launchRedis(port);
    const worker = createLiveChannel({ redisUrl: first.url });
    const web = createLiveChannel({ redisUrl: first.url });
    const [before, during] = [newId(), newId()];
    const heardBefore: LiveHint[] = [];
    const heardDuring: LiveHint[] = [];
    web.subscribe(before, (hint) => heardBefore.push(hint));
    await untilHeard(worker, before, heardBefore);
    await first.stop();
    await sleep(50);
    worker.publish({ kind: 'seq', runId: before, seq: 1, ended: false });
    web.subscribe(during, (hint) => heardDuring.push(hint));
    await until(() => worker.dropped > 0);
    const second = await launchRedis(port);
    await untilHeard(worker, before, heardBefore);
    await untilHeard(worker, during, heardDuring);
    await Promise.all([worker.close(), web.close()]);
    await second.stop();
  });

  it.each(['redis', 'postgres'])('never throws on %s though nobody listens there', async (scheme) => {
    const port = await freePort();
    const channel = createLiveChannel(
      scheme === 'redis' ? { redisUrl: `redis://127.0.0.1:${port}` } : { databaseUrl: `postgres://x:y@127.0.0.1:${port}/z` },
    );
    channel.subscribe('r', () => {});
    channel.publish({ kind: 'seq', runId: 'r', seq: 1, ended: false });
    await until(() => channel.dropped > 0);
    await channel.close();
  });
});
