import { type AttemptGate, createAttemptGate, createExpiringCache, type ExpiringCache } from '@/lib/auth';
import type { CallbackTokens, Keyring } from '@/lib/crypto';
import type { Database, SqlClient } from '@/lib/db/database';
import type { NodeCatalog } from '@/lib/dsl/catalog';
import type { LiveChannel } from '@/lib/events/live-channel';
import type { Models } from '@/lib/llm';
import type { Json } from '@/lib/std/json';
import type { PayloadStore } from '@/lib/storage/payload-store';
import type { StartTarget } from './runs/start-target';
import type { HookTarget } from './triggers/hook-target';

/** What services ask of whoever carries runs on. A call that fails only delays: workers look for forgotten runs themselves. */
export interface RunStarter {
  start(runId: string): Promise<void>;
  signal(runId: string): Promise<void>;
}

/** Everything a use case may need; composed once per process. */
export interface ServiceDeps {
  db: Database;
  payloads: PayloadStore;
  orchestrator: RunStarter;
  live: LiveChannel;
  keyring: Keyring;
  /** Opens the addresses that end waits for callbacks. */
  callbacks: CallbackTokens;
  catalog: NodeCatalog;
  /** Null where this process calls no models: testing a credential is then not possible. */
  models: Models | null;
  /** Wall clock in ms, for durations shown to people; rows take the database's time. */
  clock: () => number;
  /** Where this installation is reached, for the samples it serves itself. */
  ownOrigin: string;
  caches: ServiceCaches;
}

/** What judging and storing a document needs; `db` may be a transaction under way. */
export interface DocumentDeps {
  db: SqlClient;
  catalog: NodeCatalog;
}

/** What one process remembers: lookups of the hot path for seconds, and wrong current passwords for minutes. */
export interface ServiceCaches {
  targets: ExpiringCache<StartTarget>;
  hooks: ExpiringCache<HookTarget>;
  /** Snapshots known to be stored, by workspace and hash. */
  snapshots: ExpiringCache<string>;
  variables: ExpiringCache<Record<string, Json> | null>;
  passwordAttempts: AttemptGate;
}

/** What another process published, or a variable it changed, is seen within this time. */
const TARGETS_MS = 2000;
/** The same for webhooks, whose lookup opens a secret. */
const HOOKS_MS = 5000;
/** Snapshots never change; the bound only keeps the memory small. */
const SNAPSHOTS_MS = 600_000;

/** Wrong current passwords of one person. */
const PASSWORD_FAILURES = { burst: 8, perSecond: 1 / 5 };

/** Fresh, empty caches. */
export function createServiceCaches(): ServiceCaches {
  return {
    targets: createExpiringCache(TARGETS_MS, 2000),
    hooks: createExpiringCache(HOOKS_MS, 5000),
    snapshots: createExpiringCache(SNAPSHOTS_MS, 5000),
    variables: createExpiringCache(TARGETS_MS),
    passwordAttempts: createAttemptGate(PASSWORD_FAILURES),
  };
}
