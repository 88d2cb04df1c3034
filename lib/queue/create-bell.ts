import type { Queue } from 'bullmq';
import { operationalError } from '@/lib/errors/app-error';
import type { Bell, BellListener } from './bell';
import { openPostgresQueue, openRedisQueue, type PostgresQueueOptions, type QueueBackend, type RedisQueueOptions } from './queue-backend';
import { createRingGatherer } from './ring-gatherer';
import { MAX_RUN_IDS, type RingPayload, ringPayloadSchema } from './ring-payload';

export type BellOptions = (RedisQueueOptions | PostgresQueueOptions) & {
  /** The queue's name; `runs` by default, a worker pool's queue has its own. */
  name?: string;
  /** Told of connection errors and of handlers that threw; the queue goes on by itself. */
  onError?: (error: Error) => void;
};

/** Rings that come within this time of the last sending share jobs. */
const GATHER_MS = 2;
/** A caller hears within this time that the queue does not answer. */
const ANSWER_MS = 2500;

/** Opens the bell on Redis or in Postgres (after `prepareQueue`). Dials in the background: `ring` says when that failed. */
export function createBell(options: BellOptions): Bell {
  const onError = options.onError ?? (() => {});
  const name = options.name ?? 'runs';
  const backend = 'redisUrl' in options ? openRedisQueue(name, options) : openPostgresQueue(name, options, onError);
  const producer = createProducer(backend, onError);
  const listeners = new Set<BellListener>();
  const gatherer = createRingGatherer({
    gatherMs: GATHER_MS,
    maxIds: MAX_RUN_IDS,
    send: (batches) => producer.use((queue) => storeRings(queue, batches)),
  });
  return {
    ring: (runIds) => gatherer.add(runIds),
    listen: async (handler, { concurrency }) => {
      const listener = await startListening(backend, { handler, concurrency, onError });
      listeners.add(listener);
      return {
        close: async () => {
          listeners.delete(listener);
          await listener.close();
        },
      };
    },
    depth: () => producer.use((queue) => queue.getJobCountByTypes('waiting', 'prioritized', 'delayed')),
    flush: () => producer.use((queue) => queue.drain(true)),
    close: async () => {
      await gatherer.settle();
      await Promise.all([...listeners].map((listener) => listener.close()));
      await producer.close();
      await backend.end().catch(onError);
    },
  };
}

async function storeRings(queue: Queue<RingPayload>, batches: string[][]): Promise<void> {
  const jobs = batches.map((runIds) => ({ name: 'ring', data: { v: 1 as const, runIds } }));
  const [only] = jobs;
  // One job alone is cheaper added singly: the Postgres backend makes temporary tables for a bulk.
  if (only !== undefined && jobs.length === 1) await queue.add(only.name, only.data);
  else await queue.addBulk(jobs);
}

interface Producer {
  use<T>(work: (queue: Queue<RingPayload>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A queue that is made anew when it never became ready: BullMQ remembers a first connection that failed for good. */
function createProducer(backend: QueueBackend, onError: (error: Error) => void): Producer {
  let queue: Queue<RingPayload> | null = null;
  let ready = false;
  const open = () => {
    const opened = backend.makeQueue();
    opened.on('error', onError);
    return opened;
  };
  return {
    use: async (work) => {
      queue ??= open();
      const current = queue;
      try {
        return await withinAnswerTime(async () => {
          await current.waitUntilReady();
          ready = true;
          return work(current);
        });
      } catch (cause) {
        if (!ready) {
          void closeQuietly(current);
          if (queue === current) queue = null;
        }
        throw queueUnavailable(cause);
      }
    },
    close: async () => {
      if (queue !== null) await closeQuietly(queue);
    },
  };
}

interface ListenPlan {
  handler: (runIds: string[]) => Promise<void>;
  concurrency: number;
  onError: (error: Error) => void;
}

async function startListening(backend: QueueBackend, plan: ListenPlan): Promise<BellListener> {
  const worker = backend.makeWorker(async (data) => plan.handler(ringPayloadSchema.parse(data).runIds), plan.concurrency);
  worker.on('error', plan.onError);
  worker.on('failed', (_job, error) => plan.onError(error));
  try {
    await withinAnswerTime(() => worker.waitUntilReady());
  } catch (cause) {
    void closeQuietly(worker);
    throw queueUnavailable(cause);
  }
  worker.run().catch(plan.onError);
  return { close: () => worker.close().catch(plan.onError) };
}

function queueUnavailable(cause: unknown) {
  return operationalError(
    'queue_unavailable',
    'The queue does not answer; check that Redis runs and that REDIS_URL is right. Without REDIS_URL the database is the queue.',
    cause,
  );
}

/** A queue whose server is gone cannot say goodbye; that must not hold up a stop. */
async function closeQuietly(end: { close(): Promise<void> }): Promise<void> {
  await Promise.race([end.close().catch(() => {}), unrefSleep(ANSWER_MS)]);
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
