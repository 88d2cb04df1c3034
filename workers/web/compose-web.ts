import { createAuthenticator, createAuthOptions, createPasswordSignIn, createPeerMarks, isLoopbackHost, sessionSecret } from '@/lib/auth';
import { createCallbackTokens, createKeyring, loadMasterKey, randomToken, verifyMasterKey } from '@/lib/crypto';
import { createDatabase } from '@/lib/db/create-database';
import { createEgress } from '@/lib/egress';
import { type Env, ownOrigin, samplesOrigin } from '@/lib/env';
import { operationalError } from '@/lib/errors/app-error';
import { createLiveChannel } from '@/lib/events';
import {
  createRequestMetrics,
  createRunFeed,
  createTokenBuckets,
  DEFAULT_RATE,
  type FrameSource,
  type HttpDeps,
  type WaysIn,
} from '@/lib/http';
import { createModels } from '@/lib/llm';
import { createRunCounter } from '@/lib/metrics';
import { catalog } from '@/lib/nodes/catalog';
import { createBellOrchestrator } from '@/lib/orchestrator';
import { createBell } from '@/lib/queue';
import { setUpOwner } from '@/lib/services/account/set-up-owner';
import { openModelCredential } from '@/lib/services/credentials/open-model-credential';
import { createServiceCaches, type ServiceDeps } from '@/lib/services/deps';
import { readEvents, readTails } from '@/lib/services/runs/read-events';
import { requireRun } from '@/lib/services/runs/require-run';
import { createPostgresKeyStore, createPostgresPayloadStore } from '@/lib/storage';
import { createErrorLog, type Log } from '@/workers/process/log';
import { reasonOf } from './reason-of';

/** The web process, composed. */
export interface ComposedWeb {
  http: HttpDeps;
  authOptions: ReturnType<typeof createAuthOptions>;
  /** Marks requests that came over loopback; null where the server listens to other machines. */
  localMark: string | null;
  peers: ReturnType<typeof createPeerMarks>;
  waysIn: () => Promise<WaysIn>;
  close(): Promise<void>;
}

/** Opens what the web process needs and checks the master key. Throws with a remedy when the start must not go on. */
export async function composeWeb(settings: Env, log: Log): Promise<ComposedWeb> {
  const url = settings.DATABASE_URL;
  if (url === undefined) throw operationalError('config_invalid', 'DATABASE_URL is not set. Start through `npm start`, or set it.');
  const onError = createErrorLog(log);
  const db = createDatabase({ url, max: settings.MILLRACE_WEB_CONNECTIONS, applicationName: 'millrace-web', onError });
  const keyStore = createPostgresKeyStore(db);
  const masterKey = loadMasterKey({ fromEnv: settings.MILLRACE_KEY, dataDir: settings.MILLRACE_DATA });
  await verifyMasterKey(keyStore, masterKey);
  const keyring = createKeyring(keyStore, masterKey);
  const backend = settings.REDIS_URL ? { redisUrl: settings.REDIS_URL } : { databaseUrl: url };
  const bell = createBell({ ...backend, onError });
  const live = createLiveChannel({ ...backend, onError });
  const egress = createEgress({ allow: settings.MILLRACE_EGRESS_ALLOW, ownOrigin: samplesOrigin(settings) });
  const services: ServiceDeps = {
    db,
    payloads: createPostgresPayloadStore(db, keyring),
    orchestrator: createBellOrchestrator(bell, onError),
    live,
    keyring,
    callbacks: createCallbackTokens(masterKey),
    catalog,
    models: createModels({ egress, credentials: openModelCredential({ db, keyring }) }),
    clock: Date.now,
    ownOrigin: ownOrigin(settings),
    caches: createServiceCaches(),
  };
  const frames: FrameSource = {
    readEvents: (runId, after, limit) => readEvents(services, runId, after, limit),
    readTails: (runId) => readTails(services, runId),
  };
  const secret = sessionSecret(masterKey);
  const secure = settings.MILLRACE_PUBLIC_URL?.startsWith('https:') ?? false;
  const localMark = isLoopbackHost(settings.HOST) ? randomToken() : null;
  const peers = createPeerMarks(settings.MILLRACE_PROXY_HOPS);
  const passwords = createPasswordSignIn(db);
  const http: HttpDeps = {
    services,
    authenticator: createAuthenticator({ db, secret, secure, peers }),
    feed: createRunFeed({ source: frames, live, onError }),
    frames,
    buckets: createTokenBuckets(DEFAULT_RATE),
    requireRun: (principal, runId) => requireRun(services, principal, { runId }),
    metrics: createRequestMetrics(),
    queueDepth: () => bell.depth(),
    countRuns: createRunCounter(db),
    log: ({ level, message, requestId, route, error }) =>
      log(level, message, { requestId: requestId ?? null, route: route ?? null, reason: reasonOf(error) }),
  };
  return {
    http,
    authOptions: createAuthOptions({
      ...{ db, secret, secure, localMark, peers, passwords },
      setUpOwner: (given) => setUpOwner({ db, masterKey }, given),
    }),
    localMark,
    peers,
    waysIn: async () => ({ byLink: localMark !== null, byPassword: await passwords.isPossible() }),
    close: async () => {
      await bell.close();
      await live.close();
      await egress.close();
      await db.close();
    },
  };
}
