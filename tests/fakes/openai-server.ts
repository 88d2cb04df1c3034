import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat/completions request as it arrived; `number` counts from 1. */
export interface FakeRequest {
  number: number;
  model: string;
  messages: { role: string; content: string }[];
  stream: boolean;
  responseFormat: unknown;
  authorization: string | null;
  raw: Record<string, unknown>;
}

/** What the fake shall do; everything absent behaves. Times in ms. */
export interface FakeBehaviour {
  status?: number;
  headers?: Record<string, string>;
  text?: string;
  /** Before the head of the answer. */
  delayMs?: number;
  /** Between pieces. */
  pieceDelayMs?: number;
  /** Destroys the socket after so many pieces. */
  cutAfterPieces?: number;
  /** Ends politely after so many pieces, with no finish reason. */
  endAfterPieces?: number;
  finishReason?: string;
  /** null: none is sent. */
  usage?: FakeUsage | null;
  /** Sent as the body of a 200 instead of a stream. */
  rawBody?: { contentType: string; body: string };
}

export interface FakeUsage {
  prompt: number;
  completion: number;
  cached?: number;
  reasoning?: number;
}

export interface FakeOpenAi {
  /** Ends with /v1, as a base URL does. */
  baseUrl: string;
  host: string;
  requests: FakeRequest[];
  close(): Promise<void>;
}

export type FakeScript = (request: FakeRequest) => FakeBehaviour | undefined;

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
};

/**
 * A real server that speaks OpenAI's chat/completions: streams with usage, answers `json_schema` with data of that shape, and fails
 * as its `script` or the model's name says. Model `fake-echo` repeats the last message; `fake-no-schema` refuses `response_format`.
 */
export async function startFakeOpenAi(options: { port?: number; script?: FakeScript } = {}): Promise<FakeOpenAi> {
  const requests: FakeRequest[] = [];
  const server = createServer((request, response) => {
    void handle(request, response, requests, options.script).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, requests: FakeRequest[], script?: FakeScript): Promise<void> {
  if (request.url?.endsWith('/models')) {
    sendJson(response, 200, { object: 'list', data: [{ id: 'fake-model', object: 'model' }] });
    return;
  }
  if (!request.url?.endsWith('/chat/completions')) {
    sendError(response, 404, 'unknown_url');
    return;
  }
  const parsed = await readRequest(request, requests.length + 1);
  requests.push(parsed);
  const behaviour = script?.(parsed) ?? behaviourFor(parsed);
  if (behaviour.delayMs) await pause(behaviour.delayMs);
  for (const [name, value] of Object.entries(behaviour.headers ?? {})) response.setHeader(name, value);
  if (behaviour.status && behaviour.status >= 400) sendError(response, behaviour.status, 'as_asked');
  else if (behaviour.rawBody) response.writeHead(200, { 'content-type': behaviour.rawBody.contentType }).end(behaviour.rawBody.body);
  else if (parsed.stream) await sendStream(response, parsed, behaviour);
  else sendWhole(response, parsed, behaviour);
}

function behaviourFor(request: FakeRequest): FakeBehaviour {
  const last = request.messages.at(-1)?.content ?? '';
  if (request.model === 'fake-echo') return { text: last };
  if (request.model === 'fake-no-schema' && request.responseFormat) return { status: 400 };
  if (request.model === 'fake-no-schema') return { text: '```json\n{"answer":"yes"}\n```' };
  return BY_MODEL[request.model] ?? {};
}

async function readRequest(request: IncomingMessage, number: number): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return {
    number,
    model: String(raw.model),
    messages: raw.messages,
    stream: raw.stream === true,
    responseFormat: raw.response_format ?? null,
    authorization: request.headers.authorization ?? null,
    raw,
  };
}

async function sendStream(response: ServerResponse, request: FakeRequest, behaviour: FakeBehaviour): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': `fake-${request.number}` });
  const send = (fields: object) =>
    response.write(
      `data: ${JSON.stringify({ id: `fake-${request.number}`, object: 'chat.completion.chunk', created: 1, model: request.model, ...fields })}\n\n`,
    );
  const delta = (content: object, reason: string | null = null) => send({ choices: [{ index: 0, delta: content, finish_reason: reason }] });
  delta({ role: 'assistant', content: '' });
  for (const [index, piece] of piecesOf(textFor(request, behaviour)).entries()) {
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
    delta({ content: piece });
    if (behaviour.pieceDelayMs) await pause(behaviour.pieceDelayMs);
  }
  delta({}, behaviour.finishReason ?? 'stop');
  const wantsUsage = (request.raw.stream_options as { include_usage?: boolean } | undefined)?.include_usage;
  if (wantsUsage && behaviour.usage !== null) send({ choices: [], usage: usageFor(behaviour) });
  response.end('data: [DONE]\n\n');
}

function sendWhole(response: ServerResponse, request: FakeRequest, behaviour: FakeBehaviour): void {
  const message = { role: 'assistant', content: textFor(request, behaviour) };
  const choices = [{ index: 0, message, finish_reason: behaviour.finishReason ?? 'stop' }];
  sendJson(response, 200, {
    id: `fake-${request.number}`,
    object: 'chat.completion',
    model: request.model,
    choices,
    usage: usageFor(behaviour),
  });
}

function usageFor(behaviour: FakeBehaviour): object {
  const usage = behaviour.usage ?? { prompt: 11, completion: 7, cached: 3, reasoning: 2 };
  return {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
    prompt_tokens_details: { cached_tokens: usage.cached ?? 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
  };
}

function textFor(request: FakeRequest, behaviour: FakeBehaviour): string {
  if (behaviour.text !== undefined) return behaviour.text;
  const format = request.responseFormat as { type?: string; json_schema?: { schema?: FakeSchema } } | null;
  if (format?.type === 'json_schema') return JSON.stringify(sampleOf(format.json_schema?.schema ?? {}));
  return 'Hello from the fake model';
}

interface FakeSchema {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, FakeSchema>;
}

function sampleOf(schema: FakeSchema): unknown {
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sampleOf(inner)]));
  if (type === 'array') return [];
  if (type === 'number' || type === 'integer') return 1;
  return type === 'boolean' ? true : 'words';
}

function piecesOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function sendError(response: ServerResponse, status: number, code: string): void {
  // The provider's own words may repeat a prompt or a key; a canary stands for them.
  sendJson(response, status, { error: { message: 'CANARY-provider-words', type: 'fake_error', code } });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
