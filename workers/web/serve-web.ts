import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { isLoopbackRequest, LOCAL_MARK_HEADER } from '@/lib/auth';
import { createLiveSockets, type createRouter } from '@/lib/http';
import type { ComposedWeb } from './compose-web';

/** What answers whatever is not the API: Next. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** One port for API, pages and sockets. */
export interface WebServer {
  server: Server;
  /** Stops accepting, ends streams and sockets, lets requests finish for at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const OURS = new Set(['/metrics', '/healthz', '/readyz']);
/** Longest a request may take to arrive; answers may take longer. */
const REQUEST_TIMEOUT_MS = 120_000;

/** What is served beside the pages. */
export type ServedWeb = Pick<ComposedWeb, 'http' | 'localMark' | 'peers'> & { router: ReturnType<typeof createRouter> };

/** Puts the router before the pages. Only `/api/auth/**` below `/api` is theirs. */
export function createWebServer(web: ServedWeb, pages: PageHandler): WebServer {
  const { http, router } = web;
  // Hono's own request and response classes stay inside it: Next uses the platform's.
  const api = getRequestListener(router.fetch, { overrideGlobalObjects: false });
  const sockets = createLiveSockets({
    feed: http.feed,
    requireRun: http.requireRun,
    buckets: http.buckets,
    authenticate: (identity) => http.authenticator.authenticate(identity),
  });
  const { mark } = web.peers;
  const server = createServer((request, response) => {
    const path = pathOf(request);
    mark(request);
    if (isApi(path)) void api(request, response);
    else {
      markLocal(request, web.localMark);
      pages(request, response);
    }
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Nothing else upgrades here: handing an upgrade on to the pages has been a way around their checks.
    mark(request);
    if (sockets.handles(pathOf(request))) sockets.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return {
    server,
    stop: async (graceMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sockets.close();
      http.feed.close();
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(force);
    },
  };
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

/** Whatever is not plainly the pages' stays here, where the answer to the unknown is 404. In any casing: `/API` is no way past the router. */
function isApi(path: string): boolean {
  if (path === '/api/auth' || path.startsWith('/api/auth/')) return path.includes('..') || path.includes('%');
  const [, first = ''] = path.toLowerCase().split('/', 2);
  return first === 'api' || first === 'ws' || OURS.has(path);
}

/** Says, unforgeably, which requests this machine made to itself: only those may use a one-time link. */
function markLocal(request: IncomingMessage, mark: string | null): void {
  delete request.headers[LOCAL_MARK_HEADER];
  if (mark !== null && isLoopbackRequest(request.socket.remoteAddress, request.headers)) request.headers[LOCAL_MARK_HEADER] = mark;
}
