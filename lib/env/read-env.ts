import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** Times and sizes that operators may change; in ms where the name says so. */
const tuning = {
  MILLRACE_LEASE_MS: wholeNumber(2000, 300_000, 8000),
  MILLRACE_HEARTBEAT_MS: wholeNumber(100, 60_000, 1000),
  MILLRACE_TIMER_MS: wholeNumber(50, 60_000, 500),
  MILLRACE_REPAIR_MS: wholeNumber(200, 600_000, 5000),
  /** How long a worker that was told to stop waits for its runs. */
  MILLRACE_GRACE_MS: wholeNumber(0, 600_000, 20_000),
  /** Jobs of the bell one worker handles at once. */
  MILLRACE_CONCURRENCY: wholeNumber(1, 1000, 16),
  /** Code nodes of one worker that run at once; more wait for their turn. */
  MILLRACE_SANDBOX_THREADS: wholeNumber(1, 64, 2),
  /** Connections of the web process's pool. */
  MILLRACE_WEB_CONNECTIONS: wholeNumber(2, 200, 10),
  /** Connections of each worker's pool, apart from the queue's. */
  MILLRACE_WORKER_CONNECTIONS: wholeNumber(2, 200, 6),
};

const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test'], 'must be development, production or test').default('development'),
  PORT: wholeNumber(0, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  /** Absent: the embedded Postgres. */
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  /** The role that migrates, where it is not the one of DATABASE_URL. */
  DATABASE_OWNER_URL: urlOf('postgres', 'postgresql').optional(),
  /** Absent: the queue and the live channel live in Postgres. */
  REDIS_URL: urlOf('redis', 'rediss').optional(),
  MILLRACE_KEY: z.string().optional(),
  MILLRACE_DATA: z.string().default('.millrace'),
  MILLRACE_EGRESS_ALLOW: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || [])),
  /** The address people and webhooks reach this installation by. */
  MILLRACE_PUBLIC_URL: urlOf('http', 'https').optional(),
  /** Proxies of one's own before the web process: who they say a request came from is believed. */
  MILLRACE_PROXY_HOPS: wholeNumber(0, 8, 0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  /** Worker processes the supervisor keeps; 0 runs the web process alone. */
  WORKERS: wholeNumber(0, 64, 1),
  /** Crash points for the fault suite, as `effect_happened:0.05`; never set in production. */
  MILLRACE_FAULTS: z.string().optional(),
  ...tuning,
});

/** The settings of this installation, parsed; optional ones are absent where they were not given. */
export type Env = z.infer<typeof envSchema>;

/**
 * Parses settings from environment variables; empty text counts as not given. Throws `config_invalid` whose message names
 * the first wrong variable and what it must be, never its value.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(`${String(issue?.path[0] ?? 'The environment')} ${issue?.message ?? 'is invalid'}.`);
  }
  const env = parsed.data;
  if (env.DATABASE_OWNER_URL !== undefined && env.DATABASE_URL === undefined) {
    throw invalid('DATABASE_OWNER_URL is set without DATABASE_URL; set both, or neither for the embedded database.');
  }
  if (env.MILLRACE_HEARTBEAT_MS * 3 > env.MILLRACE_LEASE_MS) {
    throw invalid('MILLRACE_LEASE_MS must be at least three times MILLRACE_HEARTBEAT_MS, so that one late heartbeat loses no lease.');
  }
  return env;
}

function wholeNumber(min: number, max: number, fallback: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .default(fallback);
}

function urlOf(...schemes: string[]) {
  return z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      return url !== null && schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== '';
    },
    `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );
}

function invalid(message: string): AppError {
  return new AppError('operational', 'config_invalid', message);
}
