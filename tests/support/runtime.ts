import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallbackTokens, createKeyring, loadMasterKey } from '@/lib/crypto';
import { createDatabase } from '@/lib/db/create-database';
import type { Database } from '@/lib/db/database';
import type { FlowDocument } from '@/lib/dsl/document';
import { createEgress } from '@/lib/egress';
import { createLiveChannel } from '@/lib/events/create-live-channel';
import { createModels, type FindModelCredential } from '@/lib/llm';
import { catalog } from '@/lib/nodes/catalog';
import { executors, waitings } from '@/lib/nodes/registry';
import type { Bell } from '@/lib/queue';
import {
  createPostgresJournal,
  createWorker,
  DEFAULT_TIMES,
  noFaults,
  type RuntimeDeps,
  type RuntimeTimes,
  type Worker,
} from '@/lib/runtime';
import { openPriceBooks } from '@/lib/services/prices/open-price-books';
import type { Json } from '@/lib/std/json';
import { createPostgresKeyStore, createPostgresPayloadStore } from '@/lib/storage';
import { openRunInserter } from '@/tests/support/run-inserter';
import { lazySandbox } from '@/tests/support/sandbox';

/** A worker over a test's database, with everything real around it but the model provider. */
export interface TestRuntime {
  deps: RuntimeDeps;
  worker: Worker;
  /** Inserts a run of the document as the API would, and answers its id. */
  startRun(document: FlowDocument, inputs?: Json): Promise<string>;
  close(): Promise<void>;
}

export interface TestRuntimeOptions {
  url: string;
  workspaceId: string;
  bell?: Bell;
  times?: Partial<RuntimeTimes>;
  allow?: string[];
  /** Origin whose sample pages flows may read. */
  ownOrigin?: string;
  credentials?: FindModelCredential;
  /** Where worker and API must agree on addresses; else each has its own. */
  masterKey?: string;
  change?: (deps: RuntimeDeps) => RuntimeDeps;
}

/** Builds the worker; `ring` goes to the bell when there is one, else straight to the worker. */
export function openTestRuntime(options: TestRuntimeOptions): TestRuntime {
  const db = createDatabase({ url: options.url, max: 8, applicationName: 'test-worker' });
  const masterKey = loadMasterKey({ fromEnv: options.masterKey, dataDir: mkdtempSync(join(tmpdir(), 'millrace-key-')) });
  const keyring = createKeyring(createPostgresKeyStore(db), masterKey);
  const callbacks = createCallbackTokens(masterKey);
  const payloads = createPostgresPayloadStore(db, keyring);
  const egress = createEgress({ allow: options.allow ?? ['127.0.0.1/32'], ownOrigin: options.ownOrigin ?? null });
  const models = createModels({ egress, credentials: options.credentials ?? (async () => null), demoTokensPerSecond: 5000 });
  const live = createLiveChannel({ databaseUrl: options.url });
  const sandbox = lazySandbox();
  let worker: Worker | null = null;
  const base: RuntimeDeps = {
    db,
    journal: createPostgresJournal(db),
    payloads,
    live,
    catalog,
    executors,
    waitings,
    callbackUrl: (wait) => `http://millrace.test/api/callbacks/${callbacks.seal(wait)}`,
    outside: {
      chat: (workspaceId, request, signal) => models.chat(workspaceId, request, signal),
      http: (_workspaceId, call, signal) => egress.http(call, signal),
      runCode: async (call, signal) => (await sandbox()).run(call, signal),
      prices: openPriceBooks(db),
    },
    ring: async (runIds) => {
      if (options.bell) await options.bell.ring(runIds);
      else void worker?.advance(runIds);
    },
    faults: noFaults,
    times: { ...DEFAULT_TIMES, heartbeatMs: 100, timerMs: 50, repairMs: 300, leaseMs: 1000, graceMs: 2000, ...options.times },
    log: () => undefined,
    random: Math.random,
  };
  const deps = options.change ? options.change(base) : base;
  worker = createWorker(deps);
  worker.start();
  return {
    deps,
    worker,
    startRun: (document, inputs = {}) => openRunInserter(db).insert(options.workspaceId, document, inputs),
    close: async () => {
      await worker?.stop();
      await live.close();
      await sandbox.close();
      await egress.close();
      await db.close();
    },
  };
}

/** Waits until the run's status is one of those given, and answers it. */
export async function untilStatus(db: Database, runId: string, wanted: readonly string[], timeoutMs = 15_000): Promise<string> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { rows } = await db.query<{ status: string }>('SELECT status FROM run WHERE id = $1', [runId]);
    const status = rows[0]?.status ?? 'missing';
    if (wanted.includes(status)) return status;
    if (performance.now() > deadline) throw new Error(`Run ${runId} is ${status}; waited ${timeoutMs} ms for ${wanted.join(' or ')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
