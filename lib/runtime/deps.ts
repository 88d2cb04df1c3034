import type { Database } from '@/lib/db/database';
import type { NodeCatalog } from '@/lib/dsl/catalog';
import type { LiveChannel } from '@/lib/events/live-channel';
import type { PriceBook } from '@/lib/llm';
import type { ChatAnswer, ChatRequest, CodeAnswer, CodeCall, HttpAnswer, HttpCall, NodeExecutor, NodeWaiting } from '@/lib/nodes/contract';
import type { PayloadStore } from '@/lib/storage/payload-store';
import type { FaultPort } from './fault-port';
import type { JournalPort } from './journal-port';

/** The outside as the runtime reaches it for an executor, per workspace. */
export interface Outside {
  chat(workspaceId: string, request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer>;
  http(workspaceId: string, call: HttpCall, signal: AbortSignal): Promise<HttpAnswer>;
  runCode(call: CodeCall, signal: AbortSignal): Promise<CodeAnswer>;
  /** What models cost in a workspace; asked for with each call, so it must be quick: an older answer is better than a late one. */
  prices(workspaceId: string): Promise<PriceBook>;
}

/** Times of a worker, in ms. Defaults in `DEFAULT_TIMES`; tests shorten them. */
export interface RuntimeTimes {
  leaseMs: number;
  heartbeatMs: number;
  timerMs: number;
  repairMs: number;
  /** How long a stopping worker waits for its runs. */
  graceMs: number;
  /** A retry due sooner than this is waited for in the process; a later one parks the run. */
  holdMs: number;
  /** Bound of one attempt where the node names none. */
  attemptMs: number;
}

/** Lease 8 s, heartbeat 1 s, timers 500 ms, repair 5 s, grace 20 s (docs/architecture.md, "Leases"). */
export const DEFAULT_TIMES: RuntimeTimes = {
  leaseMs: 8000,
  heartbeatMs: 1000,
  timerMs: 500,
  repairMs: 5000,
  graceMs: 20_000,
  holdMs: 3000,
  attemptMs: 300_000,
};

/** Everything the runtime needs; composed once per process. */
export interface RuntimeDeps {
  db: Database;
  journal: JournalPort;
  payloads: PayloadStore;
  live: LiveChannel;
  catalog: NodeCatalog;
  executors: ReadonlyMap<string, NodeExecutor>;
  waitings: ReadonlyMap<string, NodeWaiting>;
  /** The address that ends a wait for a callback; `expiresAt` in ms since the epoch. */
  callbackUrl: (wait: { runId: string; path: string; expiresAt: number }) => string;
  outside: Outside;
  /** Rings the bell for runs that somebody should look at. */
  ring: (runIds: readonly string[]) => Promise<void>;
  faults: FaultPort;
  times: RuntimeTimes;
  log: (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, string | number | boolean | null>) => void;
  random: () => number;
}
