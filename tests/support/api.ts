import type { AddressInfo } from 'node:net';
import { encode } from 'next-auth/jwt';
import { afterAll } from 'vitest';
import { createAuthenticator, createPeerMarks, type Principal } from '@/lib/auth';
import { PERMISSIONS, type Permission } from '@/lib/contracts/settings';
import {
  createRequestMetrics,
  createRouter,
  createRunFeed,
  createTokenBuckets,
  DEFAULT_RATE,
  type FrameSource,
  type HttpDeps,
  type HttpLogEntry,
} from '@/lib/http';
import { createRunCounter } from '@/lib/metrics';
import { readEvents, readTails } from '@/lib/services/runs/read-events';
import { requireRun } from '@/lib/services/runs/require-run';
import { createToken } from '@/lib/services/tokens/create-token';
import type { JsonObject } from '@/lib/std/json';
import { createWebServer } from '@/workers/web/serve-web';
import type { TestServices } from './services';

const SECRET = 'a secret of the tests';

/** The answer to a call: HTTP status and the envelope. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  code: number;
  msg: string;
  // Tests look into data by path and compare: what stands there is what they are about.
  data: JsonObject & { items?: JsonObject[]; issues?: JsonObject[] };
}

/** The whole API on a port of its own, over real services. */
export interface TestApi {
  url: string;
  deps: HttpDeps;
  /** What the server wrote to its log. */
  log: HttpLogEntry[];
  /** Makes an API token of the principal with these scopes. */
  token(principal: Principal, scopes?: readonly Permission[]): Promise<string>;
  /** The Cookie header of a session of the principal. */
  cookie(principal: Principal, sessionVersion?: number): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<ApiAnswer>;
}

export interface CallOptions {
  token?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is when it is text or bytes. */
  body?: unknown;
}

/** Serves the API; what is no API answers 404 in plain text, so that tests see which side answered. */
export async function openTestApi({ deps: services }: TestServices, rate = DEFAULT_RATE): Promise<TestApi> {
  const log: HttpLogEntry[] = [];
  const frames: FrameSource = {
    readEvents: (runId, after, limit) => readEvents(services, runId, after, limit),
    readTails: (runId) => readTails(services, runId),
  };
  const onError = (error: unknown) => log.push({ level: 'error', message: 'feed', error });
  const peers = createPeerMarks();
  const deps: HttpDeps = {
    ...{ services, frames },
    buckets: createTokenBuckets(rate),
    authenticator: createAuthenticator({ db: services.db, secret: SECRET, secure: false, peers }),
    feed: createRunFeed({ source: frames, live: services.live, onError }),
    requireRun: (principal, runId) => requireRun(services, principal, { runId }),
    metrics: createRequestMetrics(),
    queueDepth: async () => 0,
    countRuns: createRunCounter(services.db),
    log: (entry) => log.push(entry),
  };
  const { server, stop } = createWebServer({ http: deps, localMark: null, peers, router: createRouter(deps) }, (_, response) =>
    response.writeHead(404).end('pages'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => stop(1000));
  return {
    ...{ url, deps, log },
    token: async (principal, scopes = PERMISSIONS) => (await createToken(services, principal, { name: 'Test', scopes: [...scopes] })).token,
    cookie: async ({ userId, workspaceId }, sessionVersion = 1) =>
      `next-auth.session-token=${await encode({ token: { userId, workspaceId, sessionVersion }, secret: SECRET })}`,
    call: (method, path, options) => callApi(url, method, path, options ?? {}),
  };
}

async function callApi(url: string, method: string, path: string, { token, headers, body }: CallOptions): Promise<ApiAnswer> {
  const init: RequestInit = { method, headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers } };
  if (body !== undefined) {
    // Node's fetch takes text and bytes as they are.
    init.body = typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body);
    init.headers = { 'Content-Type': 'application/json', ...init.headers };
  }
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  const { code, msg, data } = JSON.parse(text) as Pick<ApiAnswer, 'code' | 'msg' | 'data'>; // the test fails where it is no envelope
  return { status: response.status, headers: response.headers, code, msg, data };
}
