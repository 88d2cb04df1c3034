import { type ConnectionOptions, createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions, withBackend } from 'bullmq';
import pg from 'pg';
import type { RingPayload } from './ring-payload';

/** A BullMQ queue with the means to work at it, on either backend. */
export interface QueueClient {
  queue: Queue<RingPayload>;
  /** A worker that has not started; `run()` starts it. */
  makeWorker(handler: (data: unknown) => Promise<void>, concurrency: number): Worker;
  /** Ends the connections that queue and workers shared. */
  end(): Promise<void>;
}

export interface RedisBackend {
  redisUrl: string;
  /** Keeps queues of several installations on one Redis apart; `millrace` by default. */
  prefix?: string;
}

export interface PostgresBackend {
  databaseUrl: string;
  /** Connections of the queue's own pool, its LISTEN connection included; 6 by default. */
  maxConnections?: number;
}

// A worker lost to a crash is noticed when its lock has run out, at the next sweep (docs/architecture.md, "Bell").
const LOCKS = { lockDuration: 10_000, stalledInterval: 2000, maxStalledCount: 100 };
// Losing the queue delays and never loses, so nothing finished is kept, nor a history of events that nobody reads.
const QUEUE_SETTINGS = {
  defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  streams: { events: { maxLen: 100 } },
} satisfies Omit<QueueOptions, 'connection'>;

function workerSettings(concurrency: number): Omit<WorkerOptions, 'connection'> {
  return { ...LOCKS, concurrency, autorun: false, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
}

/** The queue on Redis. Producers fail at once while Redis is away; workers wait for it. */
export function openRedisQueue(name: string, backend: RedisBackend): QueueClient {
  const prefix = backend.prefix ?? 'millrace';
  const retryStrategy = (times: number) => Math.min(50 * 2 ** times, 2000);
  const producer = { url: backend.redisUrl, enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 2000, retryStrategy };
  return {
    queue: new Queue<RingPayload>(name, { connection: producer, prefix, ...QUEUE_SETTINGS }),
    makeWorker: (handler, concurrency) =>
      new Worker(name, (job) => handler(job.data), {
        connection: { url: backend.redisUrl, maxRetriesPerRequest: null, connectTimeout: 2000, retryStrategy },
        prefix,
        ...workerSettings(concurrency),
      }),
    end: async () => {},
  };
}

/** The queue in Postgres, on one pool of its own that does not wait for the disk at commit. */
export function openPostgresQueue(name: string, backend: PostgresBackend, onError: (error: Error) => void): QueueClient {
  const pool = new pg.Pool({
    connectionString: backend.databaseUrl,
    max: backend.maxConnections ?? 6,
    application_name: 'millrace-queue',
    options: '-c synchronous_commit=off -c search_path=bullmq',
    connectionTimeoutMillis: 3000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  pool.on('error', onError);
  // The same classes over another backend; only the types of their backend and connection differ, and nothing here looks at those.
  const classes = withBackend(createPostgresBackend) as unknown as { Queue: typeof Queue; Worker: typeof Worker };
  const connection = pool as unknown as ConnectionOptions;
  return {
    queue: new classes.Queue<RingPayload>(name, { connection, ...QUEUE_SETTINGS }),
    makeWorker: (handler, concurrency) =>
      new classes.Worker(name, (job) => handler(job.data), { connection, ...workerSettings(concurrency) }),
    end: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}
