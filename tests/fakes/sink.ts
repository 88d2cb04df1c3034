import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it arrived; `at` in epoch ms. */
export interface SinkCall {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  idempotencyKey: string | null;
  body: string;
  at: number;
}

/** A running sink. `calls` grows as calls arrive, before they are answered. */
export interface Sink {
  url: string;
  host: string;
  calls: SinkCall[];
  clear(): void;
  close(): Promise<void>;
}

/**
 * A real HTTP server that keeps every call and misbehaves on request. Paths: `/ok`, `/status/500` (`?retryAfter=2`), `/hang`, `/reset`
 * (cut before an answer), `/drop` (half an answer, then cut), `/redirect?to=&status=302`, `/bytes?n=`, `/text`, `/binary`, `/empty`,
 * `/gzip?mb=` (zeros, compressed). `?delay=` waits that many ms first. `GET /calls` answers the log. A repeated Idempotency-Key
 * gets the first answer again with `replayed: true`.
 */
export async function startSink(options: { port?: number } = {}): Promise<Sink> {
  const calls: SinkCall[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, calls).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    calls,
    clear: () => calls.splice(0),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, calls: SinkCall[]): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sink');
  if (request.method === 'GET' && url.pathname === '/calls') {
    sendJson(response, 200, { calls });
    return;
  }
  const call = await toCall(request, url);
  const isRepeated = call.idempotencyKey !== null && calls.some((earlier) => earlier.idempotencyKey === call.idempotencyKey);
  calls.push(call);
  await new Promise((resolve) => setTimeout(resolve, Number(call.query.delay ?? 0)));
  const behaviour = BEHAVIOURS[url.pathname.split('/')[1] ?? ''] ?? echo;
  await behaviour(response, { call, number: calls.length, isRepeated });
}

interface Turn {
  call: SinkCall;
  number: number;
  isRepeated: boolean;
}

type Behaviour = (response: ServerResponse, turn: Turn) => void | Promise<void>;

const BEHAVIOURS: Record<string, Behaviour> = {
  status(response, { call }) {
    const { retryAfter } = call.query;
    if (retryAfter) response.setHeader('retry-after', retryAfter);
    sendJson(response, Number(call.path.split('/')[2] ?? 500), { error: 'as asked' });
  },
  hang() {},
  reset(response) {
    response.socket?.resetAndDestroy();
  },
  drop(response) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"half":', () => response.socket?.destroy());
  },
  redirect(response, { call }) {
    response.writeHead(Number(call.query.status ?? 302), { location: call.query.to ?? '/ok' }).end();
  },
  bytes(response, { call }) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.alloc(Number(call.query.n ?? 1)));
  },
  text(response) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('plain words');
  },
  binary(response) {
    response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([137, 80, 78, 71]));
  },
  empty(response) {
    response.writeHead(204).end();
  },
  async gzip(response, { call }) {
    const { createGzip } = await import('node:zlib');
    response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    const gzip = createGzip();
    gzip.pipe(response);
    const megabyte = Buffer.alloc(1_048_576);
    for (let written = 0; written < Number(call.query.mb ?? 1) && !response.destroyed; written += 1) {
      if (!gzip.write(megabyte)) await new Promise((resolve) => gzip.once('drain', resolve));
    }
    gzip.end();
  },
};

const echo: Behaviour = (response, { call, number, isRepeated }) => {
  response.setHeader('x-request-id', `sink-${number}`);
  if (call.method === 'POST') response.setHeader('location', `/things/${number}`);
  sendJson(response, call.method === 'POST' ? 201 : 200, { id: number, replayed: isRepeated, body: call.body, query: call.query });
};

async function toCall(request: IncomingMessage, url: URL): Promise<SinkCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    idempotencyKey: headers['idempotency-key'] ?? null,
    body: Buffer.concat(chunks).toString('utf8'),
    at: Date.now(),
  };
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
