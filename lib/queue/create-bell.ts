import { operationalError } from '@/lib/errors/app-error';
import type { Bell, BellListener } from './bell';
import { openPostgresQueue, openRedisQueue, type PostgresBackend, type QueueClient, type RedisBackend } from './queue-client';
import { createRingGatherer } from './ring-gatherer';
import { MAX_RUN_IDS, ringPayloadSchema } from './ring-payload';

export type BellOptions = (RedisBackend | PostgresBackend) & {
  /** The queue's name; `runs` by default, a worker pool's queue has its own. */
  name?: string;
  /** Told of connection errors and of handlers that threw; the queue goes on by itself. */
  onError?: (error: Error) => void;
};

/** How long an id waits for others to share its job. */
const GATHER_MS = 2;
/** A caller hears within this time that the queue does not answer. */
const ANSWER_MS = 2500;

/** Opens the bell on Redis or in Postgres (after `prepareQueue`). Dials in the background: `ring` says when that failed. */
export function createBell(options: BellOptions): Bell {
  const onError = options.onError ?? (() => {});
  const producer = createProducer(options, onError);
  const listeners = new Set<BellListener>();
  const gatherer = createRingGatherer({
    gatherMs: GATHER_MS,
    maxIds: MAX_RUN_IDS,
    send: (batches) =>
      producer.use((client) => client.queue.addBulk(batches.map((runIds) => ({ name: 'ring', data: { v: 1 as const, runIds } })))),
  });
  return {
    ring: (runIds) => gatherer.add(runIds),
    listen: async (handler, { concurrency }) => {
      const listener = await startListening(options, { handler, concurrency, onError });
      listeners.add(listener);
      return {
        close: async () => {
          listeners.delete(listener);
          await listener.close();
        },
      };
    },
    depth: () => producer.use((client) => client.queue.getJobCountByTypes('waiting', 'prioritized', 'delayed')),
    flush: () => producer.use((client) => client.queue.drain(true)),
    close: async () => {
      await gatherer.settle();
      await Promise.all([...listeners].map((listener) => listener.close()));
      await producer.close();
    },
  };
}

interface Producer {
  use<T>(work: (client: QueueClient) => Promise<T>): Promise<T extends unknown[] ? void : T>;
  close(): Promise<void>;
}

/** A queue that is opened anew when it never became ready: BullMQ remembers a first connection that failed for good. */
function createProducer(options: BellOptions, onError: (error: Error) => void): Producer {
  let client: QueueClient | null = null;
  let ready = false;
  const drop = () => {
    if (client !== null && !ready) void closeClient(client);
    if (!ready) client = null;
  };
  const open = () => {
    const opened = openClient(options, onError);
    opened.queue.on('error', onError);
    return opened;
  };
  return {
    use: async (work) => {
      client ??= open();
      const current = client;
      try {
        // The generic names what callers keep: a list of stored jobs is of no use to them.
        return (await withinAnswerTime(async () => {
          await current.queue.waitUntilReady();
          ready = true;
          return work(current);
        })) as never;
      } catch (cause) {
        drop();
        throw operationalError('queue_unavailable', 'The queue does not answer; check that Redis, or the database, runs.', cause);
      }
    },
    close: async () => {
      if (client !== null) await closeClient(client);
    },
  };
}

function openClient(options: BellOptions, onError: (error: Error) => void): QueueClient {
  const name = options.name ?? 'runs';
  return 'redisUrl' in options ? openRedisQueue(name, options) : openPostgresQueue(name, options, onError);
}

async function closeClient(client: QueueClient): Promise<void> {
  // A queue whose server is gone cannot say goodbye; that must not hold up a stop.
  await Promise.race([client.queue.close().catch(() => {}), unrefSleep(ANSWER_MS)]);
  await client.end().catch(() => {});
}

interface ListenPlan {
  handler: (runIds: string[]) => Promise<void>;
  concurrency: number;
  onError: (error: Error) => void;
}

async function startListening(options: BellOptions, plan: ListenPlan): Promise<BellListener> {
  const client = openClient(options, plan.onError);
  client.queue.on('error', plan.onError);
  const worker = client.makeWorker(async (data) => plan.handler(ringPayloadSchema.parse(data).runIds), plan.concurrency);
  worker.on('error', plan.onError);
  worker.on('failed', (_job, error) => plan.onError(error));
  const close = async () => {
    await worker.close().catch(plan.onError);
    await closeClient(client);
  };
  try {
    await withinAnswerTime(() => worker.waitUntilReady());
  } catch (cause) {
    void close();
    throw operationalError('queue_unavailable', 'The queue does not answer; check that Redis, or the database, runs.', cause);
  }
  worker.run().catch(plan.onError);
  return { close };
}

async function withinAnswerTime<T>(work: () => Promise<T>): Promise<T> {
  const late = unrefSleep(ANSWER_MS).then(() => {
    throw new Error(`No answer within ${ANSWER_MS} ms.`);
  });
  return Promise.race([work(), late]);
}

/** A timer that keeps no process alive. */
function unrefSleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
