import { type ConnectionOptions, createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions, withBackend } from 'bullmq';
import pg from 'pg';
import type { RingPayload } from './ring-payload';

/** One of BullMQ's backends, open: makes the queue's two ends, which share its connections where they can. */
export interface QueueBackend {
  makeQueue(): Queue<RingPayload>;
  /** A worker that has not started; `run()` starts it. */
  makeWorker(handler: (data: unknown) => Promise<void>, concurrency: number): Worker;
  /** Ends the shared connections, after queues and workers were closed. */
  end(): Promise<void>;
}

export interface RedisQueueOptions {
  redisUrl: string;
  /** Keeps queues of several installations on one Redis apart; `millrace` by default. */
  prefix?: string;
}

export interface PostgresQueueOptions {
  databaseUrl: string;
  /** Connections of the queue's own pool, its LISTEN connection included; 5 by default. */
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
export function openRedisQueue(name: string, options: RedisQueueOptions): QueueBackend {
  const prefix = options.prefix ?? 'millrace';
  const retryStrategy = (times: number) => Math.min(50 * 2 ** times, 2000);
  const producer = { url: options.redisUrl, enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 2000, retryStrategy };
  return {
    makeQueue: () => new Queue<RingPayload>(name, { connection: producer, prefix, ...QUEUE_SETTINGS }),
    makeWorker: (handler, concurrency) =>
      new Worker(name, (job) => handler(job.data), {
        connection: { url: options.redisUrl, maxRetriesPerRequest: null, connectTimeout: 2000, retryStrategy },
        prefix,
        ...workerSettings(concurrency),
      }),
    end: async () => {},
  };
}

/** The queue in Postgres, on one pool of its own that does not wait for the disk at commit. */
export function openPostgresQueue(name: string, options: PostgresQueueOptions, onError: (error: Error) => void): QueueBackend {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.maxConnections ?? 5,
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
    makeQueue: () => new classes.Queue<RingPayload>(name, { connection, ...QUEUE_SETTINGS }),
    makeWorker: (handler, concurrency) =>
      new classes.Worker(name, (job) => handler(job.data), { connection, ...workerSettings(concurrency) }),
    end: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}
