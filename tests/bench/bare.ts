import pg from 'pg';
import { createBell, prepareQueue } from '@/lib/queue';
import { startScratchPostgres } from '@/prisma/scratch-postgres';
import { startRedis } from '@/tests/support/start-redis';
import { percentile } from './percentile';

const SINGLE = 200;
const MANY = 2000;

/** Yardsticks of this machine: one durable commit, and bare BullMQ from add to handled, on both backends. */
export async function benchBare(): Promise<Record<string, string | number>[]> {
  const postgres = await startScratchPostgres({ fsync: true });
  const redis = await startRedis();
  try {
    await prepareQueue(postgres.url, null);
    const rows = [await commits(postgres.url), await rings('BullMQ on Postgres, add to handled', { databaseUrl: postgres.url })];
    if (redis) rows.push(await rings('BullMQ on Redis, add to handled', { redisUrl: redis.url }));
    return rows;
  } finally {
    await redis?.stop();
    await postgres.stop();
  }
}

async function commits(url: string): Promise<Record<string, string | number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE yardstick (id int, filler text)');
  const times: number[] = [];
  for (let n = 0; n < SINGLE; n++) {
    const begun = performance.now();
    await client.query('INSERT INTO yardstick VALUES ($1, $2)', [n, 'x'.repeat(200)]);
    times.push(performance.now() - begun);
  }
  await client.end();
  return row('one durable insert (fsync on), one connection', times, null);
}

async function rings(what: string, backend: { databaseUrl: string } | { redisUrl: string }): Promise<Record<string, string | number>> {
  const bell = createBell(backend);
  const waiting = new Map<string, () => void>();
  const listener = await bell.listen(
    async (ids) => {
      for (const id of ids) waiting.get(id)?.();
    },
    { concurrency: 16 },
  );
  const one = (id: string): Promise<void> =>
    new Promise((resolve) => {
      waiting.set(id, resolve);
      void bell.ring([id]);
    });
  const times: number[] = [];
  for (let n = 0; n < SINGLE; n++) {
    const begun = performance.now();
    await one(`single-${n}`);
    times.push(performance.now() - begun);
  }
  const begun = performance.now();
  await Promise.all(Array.from({ length: MANY }, (_, n) => one(`many-${n}`)));
  const perSecond = MANY / ((performance.now() - begun) / 1000);
  await listener.close();
  await bell.close();
  return row(what, times, perSecond);
}

function row(what: string, times: number[], perSecond: number | null): Record<string, string | number> {
  return {
    what,
    'p50 ms': percentile(times, 50),
    'p95 ms': percentile(times, 95),
    'a second': perSecond === null ? Math.round(1000 / percentile(times, 50)) : Math.round(perSecond),
  };
}
