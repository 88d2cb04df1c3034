import type { Authenticator, Principal } from '@/lib/auth';
import type { RunCount } from '@/lib/metrics';
import type { ServiceDeps } from '@/lib/services/deps';
import type { FrameSource } from './live/frame-source';
import type { RunFeed } from './live/run-feed';
import type { RequestMetrics } from './request-metrics';
import type { BucketRate, TokenBuckets } from './token-bucket';

/** Something worth a line in the log; never a body, a header or a value. */
export interface HttpLogEntry {
  level: 'warn' | 'error';
  message: string;
  requestId?: string;
  route?: string;
  error?: unknown;
}

/** What the router needs; composed by the web process. */
export interface HttpDeps {
  services: ServiceDeps;
  authenticator: Authenticator;
  feed: RunFeed;
  frames: FrameSource;
  /** Throws `forbidden`, or `run_not_found` for a run that is not in the principal's workspace. */
  requireRun: (principal: Principal, runId: string) => Promise<unknown>;
  metrics: RequestMetrics;
  /** Waiting rings; throws while the queue does not answer. */
  queueDepth: () => Promise<number>;
  /** Runs by status, for metrics. */
  countRuns: () => Promise<RunCount[]>;
  log: (entry: HttpLogEntry) => void;
  /** Requests of each principal, whatever they come by. */
  buckets: TokenBuckets;
}

/** Generous: it stops a runaway loop, not a busy day. */
export const DEFAULT_RATE: BucketRate = { perSecond: 5000, burst: 10_000 };
