import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { createEgress, type Egress } from '@/lib/egress';
import { createModels, type ModelCredential, type Models } from '@/lib/llm';
import type { ChatRequest, ModelUsage, NodeFailure } from '@/lib/nodes/contract';
import { startFakeAnthropic } from '@/tests/fakes/anthropic-server';
import { startFakeAzure } from '@/tests/fakes/azure-server';
import { startFakeGoogle } from '@/tests/fakes/google-server';
import type { FakeBehaviour, FakeModelServer, FakeScript } from '@/tests/fakes/model-server';
import { startFakeOpenAi } from '@/tests/fakes/openai-server';

const KEY = 'sk-test-secret';
const never = new AbortController().signal;
const CLOSED: JsonSchema = {
  type: 'object',
  properties: { answer: { type: 'string' } },
  required: ['answer'],
  additionalProperties: false,
};

interface Subject {
  provider: string;
  start: (options: { script: FakeScript }) => Promise<FakeModelServer>;
  /** How the key arrives. */
  sentKey: string;
  /** Of prompt 11, completion 7, cached 3, written 4, reasoning 2: what the protocol can say. */
  usage: ModelUsage;
  /** What a stream that was cut after three pieces had counted. */
  cutUsage: ModelUsage | null;
}

const full: ModelUsage = { promptTokens: 11, completionTokens: 7, cachedTokens: 3, cacheWriteTokens: 0, reasoningTokens: 2 };

const SUBJECTS: Subject[] = [
  { provider: 'openai', start: startFakeOpenAi, sentKey: `Bearer ${KEY}`, usage: full, cutUsage: null },
  { provider: 'openai_compatible', start: startFakeOpenAi, sentKey: `Bearer ${KEY}`, usage: full, cutUsage: null },
  { provider: 'azure_openai', start: startFakeAzure, sentKey: KEY, usage: full, cutUsage: null },
  {
    provider: 'anthropic',
    start: startFakeAnthropic,
    sentKey: KEY,
    // Thinking is not counted apart.
    usage: { ...full, cacheWriteTokens: 4, reasoningTokens: 0 },
    cutUsage: { ...full, completionTokens: 1, cacheWriteTokens: 4, reasoningTokens: 0 },
  },
  { provider: 'google', start: startFakeGoogle, sentKey: KEY, usage: full, cutUsage: { ...full, completionTokens: 5 } },
];

const USAGE = { prompt: 11, completion: 7, cached: 3, written: 4, reasoning: 2 };

describe.each(SUBJECTS)('the provider $provider', ({ provider, start, sentKey, usage, cutUsage }) => {
  let server: FakeModelServer;
  let egress: Egress;
  let models: Models;
  const behaviours = new Map<string, FakeBehaviour>();

  beforeAll(async () => {
    server = await start({ script: ({ model }) => behaviours.get(model) });
    egress = createEgress();
    const credential: ModelCredential = { kind: provider, config: { baseUrl: server.baseUrl }, secret: KEY };
    models = createModels({ egress, credentials: async () => credential });
  });

  afterAll(async () => {
    await egress.close();
    await server.close();
  });

  /** Asks a model that behaves so. */
  function ask(model: string, behaviour?: FakeBehaviour, fields: Partial<ChatRequest> = {}, signal = never) {
    if (behaviour) behaviours.set(model, behaviour);
    const messages: ChatRequest['messages'] = [
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Say CANARY-prompt' },
    ];
    return models.chat('w', { provider, model, messages, onText: () => {}, ...fields }, signal);
  }

  async function failureOf(promise: Promise<unknown>): Promise<NodeFailure> {
    return promise.then(
      () => Promise.reject(new Error('it did not fail')),
      (error: NodeFailure) => error,
    );
  }

  it('streams the text, then tells model, reason and tokens by kind', async () => {
    const deltas: string[] = [];
    const answer = await ask('a-model', { usage: USAGE }, { onText: (delta) => deltas.push(delta), temperature: 0.3, maxTokens: 50 });
    expect(deltas.length).toBeGreaterThan(2);
    expect(deltas.join('')).toBe(answer.text);
    expect(answer).toMatchObject({ text: 'Hello from the fake model', provider, model: 'a-model', finishReason: 'stop', usage });
    expect(answer.firstTokenMs).toBeGreaterThanOrEqual(0);
    expect(answer.firstTokenMs).toBeLessThanOrEqual(answer.durationMs);
    const seen = server.requests.at(-1);
    expect(seen).toMatchObject({ key: sentKey, stream: true });
    expect(seen?.messages).toEqual([
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Say CANARY-prompt' },
    ]);
    expect(JSON.stringify(seen?.raw)).toMatch(/"(max_tokens|max_completion_tokens|maxOutputTokens)":50/);
    expect(JSON.stringify(seen?.raw)).toContain('"temperature":0.3');
  });

  // Anthropic's protocol counts the prompt in its first event, always.
  it.runIf(provider !== 'anthropic')('says null where no tokens were counted', async () => {
    expect((await ask('a-silent-model', { usage: null })).usage).toBeNull();
  });

  it('says that an answer was cut at its longest', async () => {
    expect((await ask('a-short-model', { text: 'cut at the', finishReason: 'length' })).finishReason).toBe('length');
  });

  it('asks for a shape by the field of its protocol, and in words where that is refused', async () => {
    const answer = await ask('a-shaping-model', undefined, { outputSchema: CLOSED });
    expect(JSON.parse(answer.text)).toEqual({ answer: 'words' });
    expect(server.requests.at(-1)?.schema).toEqual(CLOSED);
    expect((await ask('fake-no-schema', undefined, { outputSchema: CLOSED })).text).toContain('"answer":"yes"');
    expect(server.requests.at(-1)?.messages.some(({ role, content }) => role === 'system' && content.includes('JSON Schema'))).toBe(true);
    const before = server.requests.length;
    await ask('fake-no-schema', undefined, { outputSchema: CLOSED });
    expect(server.requests.length - before).toBe(1);
  });

  it.each<[string, FakeBehaviour, string, string, number | undefined]>([
    ['a wrong key', { status: 401 }, 'denied', 'model_denied', undefined],
    ['an unknown model', { status: 404 }, 'invalid', 'model_not_found', undefined],
    ['too many calls', { status: 429 }, 'rate_limited', 'model_rate_limited', undefined],
    ['too many calls for two seconds', { status: 429, headers: { 'retry-after': '2' } }, 'rate_limited', 'model_rate_limited', 2000],
    ['a defect over there', { status: 500 }, 'unavailable', 'model_unavailable', undefined],
    ['an overload over there', { status: 529 }, 'unavailable', 'model_unavailable', undefined],
    ['a page instead of a stream', { rawBody: { contentType: 'text/html', body: '<p>' } }, 'invalid', 'model_endpoint_invalid', undefined],
    [
      'a broken event',
      { rawBody: { contentType: 'text/event-stream', body: 'event: message_start\ndata: {"choices":[{"ind\n\n' } },
      'unavailable',
      'model_answer_garbled',
      undefined,
    ],
  ])('names %s after one call, without words of the prompt or the key', async (name, behaviour, failureClass, code, retryAfterMs) => {
    const before = server.requests.length;
    const failure = await failureOf(ask(`a model with ${name}`, behaviour));
    expect([failure.failureClass, failure.code, failure.retryAfterMs]).toEqual([failureClass, code, retryAfterMs]);
    expect(server.requests.length - before).toBe(1);
    expect(failure.spent).toBeUndefined();
    expect(failure.model).toBe(`a model with ${name}`);
    for (const secret of ['CANARY', KEY]) expect(failure.message).not.toContain(secret);
  });

  it.each([
    ['cut', { cutAfterPieces: 3 }],
    ['ended too early', { endAfterPieces: 3 }],
  ])('keeps text and tokens of a stream that was %s', async (name, behaviour) => {
    const text = 'these words arrive and these do not';
    const failure = await failureOf(ask(`a model that is ${name}`, { text, usage: USAGE, ...behaviour }));
    expect([failure.failureClass, failure.code]).toEqual(['unavailable', 'stream_cut']);
    expect(failure.partial).toEqual({ text: 'these words arrive' });
    expect(failure.spent).toMatchObject({ provider, usage: cutUsage });
    expect(failure.spent?.firstTokenMs).toBeGreaterThanOrEqual(0);
  });

  it('stops within moments of an abort and keeps the text so far', async () => {
    const controller = new AbortController();
    let abortedAt = 0;
    const onText = () => {
      abortedAt = performance.now();
      controller.abort();
    };
    const failure = await failureOf(ask('fake-slow', undefined, { onText }, controller.signal));
    expect(failure.code).toBe('aborted');
    expect(failure.partial).toEqual({ text: 'one' });
    expect(performance.now() - abortedAt).toBeLessThan(250);
  });

  it('calls a time limit a timeout, before the first word and after', async () => {
    for (const model of ['fake-hang', 'fake-slow']) {
      expect((await failureOf(ask(model, undefined, {}, AbortSignal.timeout(500)))).failureClass).toBe('timeout');
    }
  });

  it('stops an answer of 10 MB long before its end, and stays small', async () => {
    await ask('a-model');
    global.gc?.();
    const before = process.memoryUsage().rss;
    let peak = 0;
    const failures = await Promise.all(
      Array.from({ length: 4 }, () =>
        failureOf(
          ask('fake-10mb', undefined, {
            onText: () => {
              peak = Math.max(peak, process.memoryUsage().rss);
            },
          }),
        ),
      ),
    );
    for (const failure of failures) {
      expect([failure.failureClass, failure.code]).toEqual(['invalid', 'answer_too_large']);
      expect(failure.message).toContain('max_tokens');
      // The cap is 2 Mi units; the last piece may reach over it.
      expect((failure.partial as { text: string }).text.length).toBeLessThan(2.2 * 1024 * 1024);
      expect(failure.spent?.provider).toBe(provider);
    }
    expect(peak - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('stops an answer that is one endless event', async () => {
    const rawBody = { contentType: 'text/event-stream', body: `data: {"x":"${'y'.repeat(6 * 1024 * 1024)}"}\n\n` };
    expect((await failureOf(ask('an-endless-model', { rawBody }))).code).toBe('answer_too_large');
  });
});
