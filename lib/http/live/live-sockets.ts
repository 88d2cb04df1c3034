import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticated, RequestIdentity } from '@/lib/auth';
import { AppError } from '@/lib/errors/app-error';
import { isId } from '@/lib/std/ids';
import { authenticateUpgrade } from './authenticate-upgrade';
import { refuseUpgrade } from './refuse-upgrade';
import { createSocketSession, type SocketSessionOptions } from './socket-session';
import { watchAccess } from './watch-access';

const HEARTBEAT_MS = 15_000;
const MAX_MESSAGE_BYTES = 4096;
const RUN_LOG = /^\/ws\/runs\/([^/]+)\/log$/;

/** Close codes: the server goes away; and, of ours, the session or token has ended. */
const GOING_AWAY = 1001;
const SIGNED_OUT = 4401;

/** The WebSocket side of the live channel. */
export interface LiveSockets {
  /** Whether an upgrade to this path is ours. */
  handles(pathname: string): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly open: number;
  /** Closes every socket; clients come back to whoever answers then. */
  close(): void;
}

export interface LiveSocketsOptions extends Pick<SocketSessionOptions, 'feed' | 'requireRun' | 'buckets'> {
  /** Answers who asks by the upgrade's headers; called again while the socket lives, so that a revoked token ends it. */
  authenticate: (identity: RequestIdentity) => Promise<Authenticated | null>;
}

/** `/ws` for any number of runs at once, and `/ws/runs/<id>/log?after=<seq>` for one. */
export function createLiveSockets(options: LiveSocketsOptions): LiveSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('millrace') ? 'millrace' : ([...offered][0] ?? false)),
  });
  const alive = new WeakMap<WebSocket, { answered: boolean }>();
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) beat(socket, alive.get(socket));
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const accept = async (request: IncomingMessage, duplex: Duplex, head: Buffer): Promise<void> => {
    const target = readTarget(request);
    const recheck = () => authenticateUpgrade(request, options.authenticate);
    const principal = await recheck();
    if (target.runId !== null) await options.requireRun(principal, target.runId);
    if (duplex.destroyed) return;
    server.handleUpgrade(request, duplex, head, (socket) => {
      const session = createSocketSession({ ...options, socket, principal });
      const state = { answered: true };
      const unwatch = watchAccess(recheck, () => socket.close(SIGNED_OUT, 'sign in again'));
      alive.set(socket, state);
      socket.on('pong', () => {
        state.answered = true;
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        unwatch();
        session.leaveAll();
      });
      if (target.runId === null) socket.on('message', (data) => session.onMessage(data));
      else void session.follow(target.runId, target.after, () => socket.close(1000));
    });
  };

  return {
    handles: (pathname) => pathname === '/ws' || pathname.startsWith('/ws/'),
    upgrade(request, duplex, head) {
      duplex.on('error', () => duplex.destroy());
      accept(request, duplex, head).catch((error: unknown) => refuseUpgrade(duplex, error));
    },
    get open() {
      return server.clients.size;
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) {
        socket.close(GOING_AWAY, 'the server stops');
        setTimeout(() => socket.terminate(), 1000).unref();
      }
    },
  };
}

function beat(socket: WebSocket, state: { answered: boolean } | undefined): void {
  if (!state?.answered) {
    socket.terminate();
    return;
  }
  state.answered = false;
  socket.ping();
}

function readTarget(request: IncomingMessage): { runId: string | null; after: number } {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ws') return { runId: null, after: 0 };
  const runId = RUN_LOG.exec(url.pathname)?.[1];
  const after = url.searchParams.get('after') ?? '0';
  if (runId === undefined) throw new AppError('user', 'not_found', 'There is no such socket; use /ws or /ws/runs/<id>/log.');
  if (!isId(runId)) throw new AppError('user', 'invalid_id', 'The runId in the path is no id: it must be a 26-character ULID.');
  if (!/^\d{1,15}$/.test(after)) throw new AppError('user', 'invalid_request', 'after must be the seq of the last event that was seen.');
  return { runId, after: Number(after) };
}
