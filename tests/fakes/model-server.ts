import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat request as it arrived, whatever the protocol; `number` counts from 1. */
export interface FakeRequest {
  number: number;
  model: string;
  messages: { role: string; content: string }[];
  stream: boolean;
  /** The JSON Schema asked for by the protocol's own field; null when none was. */
  schema: FakeSchema | null;
  /** What the protocol carries the key in. */
  key: string | null;
  path: string;
  raw: Record<string, unknown>;
}

/** What the fake shall do; everything absent behaves. Times in ms. */
export interface FakeBehaviour {
  status?: number;
  headers?: Record<string, string>;
  text?: string;
  /** So many units of text, in pieces of 64 KiB. */
  textUnits?: number;
  /** Before the head of the answer. */
  delayMs?: number;
  /** Between pieces. */
  pieceDelayMs?: number;
  /** Destroys the socket after so many pieces. */
  cutAfterPieces?: number;
  /** Ends politely after so many pieces, with no finish reason. */
  endAfterPieces?: number;
  /** In OpenAI's words: `stop`, `length`. */
  finishReason?: string;
  /** null: none is sent. */
  usage?: FakeUsage | null;
  /** Sent as the body of a 200 instead of a stream. */
  rawBody?: { contentType: string; body: string };
}

/** Tokens the fake tells. `prompt` holds `cached` and `written`, `completion` holds `reasoning`. */
export interface FakeUsage {
  prompt: number;
  completion: number;
  cached?: number;
  written?: number;
  reasoning?: number;
}

export interface FakeSchema {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, FakeSchema>;
}

/** One answer on its way, in the words of a protocol. */
export interface AnswerWriter {
  begin(): void;
  piece(text: string): void;
  end(finishReason: string): void;
}

/** How a provider speaks. */
export interface FakeProtocol {
  /** The base URL as a credential holds it. */
  baseUrl(origin: string): string;
  /** The request, or null when no chat is asked for at this address. */
  read(
    path: string,
    headers: IncomingMessage['headers'],
    body: Record<string, unknown>,
  ): Omit<FakeRequest, 'number' | 'raw' | 'path'> | null;
  write(response: ServerResponse, request: FakeRequest, usage: FakeUsage | null): AnswerWriter;
  /** A refusal. `CANARY` stands for words that may repeat a prompt or a key. */
  refuse(status: number): { status: number; body: object };
  /** Other addresses, such as a list of models. */
  other?(path: string): object | null;
}

export interface FakeModelServer {
  baseUrl: string;
  host: string;
  requests: FakeRequest[];
  close(): Promise<void>;
}

export type FakeScript = (request: FakeRequest) => FakeBehaviour | undefined;

export const FAKE_USAGE: FakeUsage = { prompt: 11, completion: 7, cached: 3, reasoning: 2 };

/** Behaviours by model name, for whoever cannot pass a script. */
const BY_MODEL: Record<string, FakeBehaviour> = {
  'fake-429': { status: 429 },
  'fake-429-after-2': { status: 429, headers: { 'retry-after': '2' } },
  'fake-401': { status: 401 },
  'fake-404': { status: 404 },
  'fake-500': { status: 500 },
  'fake-503': { status: 503 },
  'fake-slow': { text: 'one two three four five six seven eight nine ten', pieceDelayMs: 300 },
  'fake-hang': { delayMs: 3_600_000 },
  'fake-cut': { text: 'these words arrive and these do not', cutAfterPieces: 3 },
  'fake-ended': { text: 'these words arrive and these do not', endAfterPieces: 3 },
  'fake-no-usage': { usage: null },
  'fake-html': { rawBody: { contentType: 'text/html', body: '<html></html>' } },
  'fake-garbage': { rawBody: { contentType: 'text/event-stream', body: 'data: {"choices":[{"ind\n\n' } },
  'fake-10mb': { textUnits: 10 * 1024 * 1024 },
  'fake-not-json': { text: 'I would rather talk about the weather.' },
  'fake-length': { text: 'cut at the', finishReason: 'length' },
};

const MAX_PIECE = 64 * 1024;

/**
 * A real server that speaks a provider's protocol: streams with usage, answers a schema with data of that shape, and fails as its
 * `script` or the model's name says. Model `fake-echo` repeats the last message; `fake-no-schema` refuses a schema.
 */
export async function startFakeModelServer(
  protocol: FakeProtocol,
  options: { port?: number; script?: FakeScript } = {},
): Promise<FakeModelServer> {
  const requests: FakeRequest[] = [];
  const server = createServer((request, response) => {
    void handle({ request, response, protocol, requests, script: options.script }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of that kind.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: protocol.baseUrl(`http://127.0.0.1:${port}`),
    host: `127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  protocol: FakeProtocol;
  requests: FakeRequest[];
  script: FakeScript | undefined;
}

async function handle({ request, response, protocol, requests, script }: Exchange): Promise<void> {
  const path = request.url ?? '';
  const other = protocol.other?.(path);
  if (other) return sendJson(response, 200, other);
  const body = await readBody(request);
  const read = protocol.read(path, request.headers, body);
  if (!read) return sendRefusal(response, protocol, 404);
  const parsed: FakeRequest = { ...read, number: requests.length + 1, path, raw: body };
  requests.push(parsed);
  const behaviour = script?.(parsed) ?? behaviourFor(parsed);
  if (behaviour.delayMs) await pause(behaviour.delayMs);
  for (const [name, value] of Object.entries(behaviour.headers ?? {})) response.setHeader(name, value);
  if (behaviour.status && behaviour.status >= 400) sendRefusal(response, protocol, behaviour.status);
  else if (behaviour.rawBody) response.writeHead(200, { 'content-type': behaviour.rawBody.contentType }).end(behaviour.rawBody.body);
  else await sendAnswer({ response, protocol, request: parsed, behaviour });
}

function behaviourFor({ model, messages, schema }: FakeRequest): FakeBehaviour {
  if (model === 'fake-echo') return { text: messages.at(-1)?.content ?? '' };
  if (model === 'fake-no-schema') return schema ? { status: 400 } : { text: '```json\n{"answer":"yes"}\n```' };
  return BY_MODEL[model] ?? {};
}

interface Answering {
  response: ServerResponse;
  protocol: FakeProtocol;
  request: FakeRequest;
  behaviour: FakeBehaviour;
}

async function sendAnswer({ response, protocol, request, behaviour }: Answering): Promise<void> {
  const usage = behaviour.usage === null ? null : (behaviour.usage ?? FAKE_USAGE);
  const writer = protocol.write(response, request, usage);
  writer.begin();
  for (const [index, piece] of pieces(request, behaviour)) {
    if (index === behaviour.cutAfterPieces) {
      await pause(20);
      response.socket?.destroy();
      return;
    }
    if (index === behaviour.endAfterPieces) {
      response.end();
      return;
    }
    if (response.destroyed) return;
    writer.piece(piece);
    if (response.writableNeedDrain) await drained(response);
    if (behaviour.pieceDelayMs) await pause(behaviour.pieceDelayMs);
  }
  writer.end(behaviour.finishReason ?? 'stop');
}

function* pieces(request: FakeRequest, behaviour: FakeBehaviour): Generator<[number, string]> {
  if (behaviour.textUnits === undefined) {
    yield* textFor(request, behaviour)
      .match(/\s*\S+\s*$|\s*\S+/g)
      ?.entries() ?? [];
    return;
  }
  for (let sent = 0; sent < behaviour.textUnits; sent += MAX_PIECE) yield [sent / MAX_PIECE, 'x'.repeat(MAX_PIECE)];
}

function textFor(request: FakeRequest, behaviour: FakeBehaviour): string {
  if (behaviour.text !== undefined) return behaviour.text;
  return request.schema ? JSON.stringify(sampleOf(request.schema)) : 'Hello from the fake model';
}

function sampleOf(schema: FakeSchema): unknown {
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sampleOf(inner)]));
  if (type === 'array') return [];
  if (type === 'number' || type === 'integer') return 1;
  return type === 'boolean' ? true : 'words';
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function sendRefusal(response: ServerResponse, protocol: FakeProtocol, asked: number): void {
  const { status, body } = protocol.refuse(asked);
  sendJson(response, status, body);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
