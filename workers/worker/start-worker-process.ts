import { createCallbackTokens, createKeyring, loadMasterKey, verifyMasterKey } from '@/lib/crypto';
import { createDatabase, type PooledDatabase } from '@/lib/db/create-database';
import { createEgress } from '@/lib/egress';
import { clearTracing, env, ownOrigin, samplesOrigin } from '@/lib/env';
import { operationalError } from '@/lib/errors/app-error';
import { createLiveChannel } from '@/lib/events/create-live-channel';
import { createModels } from '@/lib/llm';
import { catalog } from '@/lib/nodes/catalog';
import { executors, waitings } from '@/lib/nodes/registry';
import { startOutboxRelay } from '@/lib/outbox';
import { createBell } from '@/lib/queue';
import { createPostgresJournal, createWorker, DEFAULT_TIMES, noFaults, type Outside, parseFaults, type RuntimeTimes } from '@/lib/runtime';
import { createSandbox, type Sandbox } from '@/lib/sandbox';
import { openHttpCredential } from '@/lib/services/credentials/open-http-credential';
import { openModelCredential } from '@/lib/services/credentials/open-model-credential';
import { openPriceBooks } from '@/lib/services/prices/open-price-books';
import { createPostgresKeyStore, createPostgresPayloadStore } from '@/lib/storage';
import { createErrorLog, createLog } from '@/workers/process/log';
import { onStop, tellReady } from '@/workers/process/supervised';

/** The worker's main: composes the runtime from the environment, listens to the bell, and stops gracefully. */
export async function startWorkerProcess(): Promise<void> {
  clearTracing();
  const settings = env();
  const log = createLog('worker', settings.LOG_LEVEL);
  const onError = createErrorLog(log);
  // The supervisor hands the database over; without it this process was started by hand and says so.
  const url = settings.DATABASE_URL ?? missingDatabase();
  const db = createDatabase({
    url,
    max: settings.MILLRACE_WORKER_CONNECTIONS,
    applicationName: 'millrace-worker',
    onError,
  });
  const keyStore = createPostgresKeyStore(db);
  const masterKey = loadMasterKey({ fromEnv: settings.MILLRACE_KEY, dataDir: settings.MILLRACE_DATA });
  await verifyMasterKey(keyStore, masterKey);
  const keyring = createKeyring(keyStore, masterKey);
  const backend = settings.REDIS_URL ? { redisUrl: settings.REDIS_URL } : { databaseUrl: url };
  const bell = createBell({ ...backend, onError });
  const live = createLiveChannel({ ...backend, onError });
  const egress = createEgress({ allow: settings.MILLRACE_EGRESS_ALLOW, ownOrigin: samplesOrigin(settings) });
  const sandbox = createSandbox({ entry: SANDBOX_THREAD, threads: settings.MILLRACE_SANDBOX_THREADS });
  const callbacks = createCallbackTokens(masterKey);
  const origin = ownOrigin(settings);
  const worker = createWorker({
    db,
    journal: createPostgresJournal(db),
    payloads: createPostgresPayloadStore(db, keyring),
    live,
    catalog,
    executors,
    outside: openOutside({ db, keyring, egress, sandbox }),
    waitings,
    callbackUrl: (wait) => `${origin}/api/callbacks/${callbacks.seal(wait)}`,
    ring: (runIds) => bell.ring(runIds),
    faults: settings.MILLRACE_FAULTS
      ? parseFaults(settings.MILLRACE_FAULTS, Math.random, () => process.kill(process.pid, 'SIGKILL'))
      : noFaults,
    times: timesOf(settings),
    log,
    random: Math.random,
  });
  worker.start();
  const relay = startOutboxRelay({ db, subscribers: [] });
  const listener = await bell.listen((runIds) => worker.advance(runIds), { concurrency: settings.MILLRACE_CONCURRENCY });
  tellReady({});
  onStop(async () => {
    await Promise.all([worker.stop(), listener.close()]);
    await relay.close();
    await bell.close();
    await live.close();
    await sandbox.close();
    await egress.close();
    await db.close();
  }, log);
}

/** Bundled beside this process (workers/start.mjs). */
const SANDBOX_THREAD = new URL('./sandbox.mjs', import.meta.url);

function missingDatabase(): never {
  throw operationalError('config_invalid', 'DATABASE_URL is not set. Start the worker through `npm start`, or set DATABASE_URL.');
}

type Settings = ReturnType<typeof env>;

function timesOf(settings: Settings): RuntimeTimes {
  return {
    ...DEFAULT_TIMES,
    leaseMs: settings.MILLRACE_LEASE_MS,
    heartbeatMs: settings.MILLRACE_HEARTBEAT_MS,
    timerMs: settings.MILLRACE_TIMER_MS,
    repairMs: settings.MILLRACE_REPAIR_MS,
    graceMs: settings.MILLRACE_GRACE_MS,
  };
}

interface OutsideParts {
  db: PooledDatabase;
  keyring: ReturnType<typeof createKeyring>;
  egress: ReturnType<typeof createEgress>;
  sandbox: Sandbox;
}

/** The outside of the workspaces: models and HTTP through the one guarded client, with the workspace's own credentials. */
function openOutside({ db, keyring, egress, sandbox }: OutsideParts): Outside {
  const models = createModels({ egress, credentials: openModelCredential({ db, keyring }) });
  const httpCredential = openHttpCredential({ db, keyring });
  return {
    chat: (workspaceId, request, signal) => models.chat(workspaceId, request, signal),
    http: async (workspaceId, { credential, ...call }, signal) =>
      credential === undefined ? egress.http(call, signal) : egress.http(call, signal, await httpCredential(workspaceId, credential)),
    runCode: (call, signal) => sandbox.run(call, signal),
    prices: openPriceBooks(db),
  };
}
