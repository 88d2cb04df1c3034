import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from '@/lib/egress';
import type { ChatRequest, NodeFailure } from '@/lib/nodes/contract';
import type { FakeModelServer } from '@/tests/fakes/model-server';
import { startFakeOpenAi } from '@/tests/fakes/openai-server';
import { createModels, type Models } from './create-models';
import type { ModelCredential } from './model-credential';

const never = new AbortController().signal;
let server: FakeModelServer;
let egress: Egress;

beforeAll(async () => {
  server = await startFakeOpenAi();
  egress = createEgress();
});
afterAll(async () => {
  await egress.close();
  await server.close();
});

function models(
  credential: ModelCredential | null = { kind: 'openai_compatible', config: { baseUrl: server.baseUrl }, secret: 'sk-test-secret' },
): Models {
  return createModels({ egress, credentials: async () => credential, demoTokensPerSecond: 100_000 });
}

function ask(model: string, fields: Partial<ChatRequest> = {}): ChatRequest {
  return { provider: 'openai_compatible', model, messages: [{ role: 'user', content: 'Say CANARY-prompt' }], onText: () => {}, ...fields };
}

async function failureOf(promise: Promise<unknown>): Promise<NodeFailure> {
  return promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: NodeFailure) => error,
  );
}

describe('a call of an OpenAI-compatible server', () => {
  it('streams the text, then tells model, reason and usage', async () => {
    const deltas: string[] = [];
    const answer = await models().chat('w', ask('fake-model', { onText: (delta) => deltas.push(delta) }), never);
    expect(deltas.length).toBeGreaterThan(2);
    expect(deltas.join('')).toBe(answer.text);
    expect(answer).toMatchObject({
      text: 'Hello from the fake model',
      provider: 'openai_compatible',
      model: 'fake-model',
      finishReason: 'stop',
    });
    expect(answer.usage).toEqual({ promptTokens: 11, completionTokens: 7, cachedTokens: 3, cacheWriteTokens: 0, reasoningTokens: 2 });
    expect(answer.firstTokenMs).toBeGreaterThanOrEqual(0);
    expect(server.requests.at(-1)?.key).toBe('Bearer sk-test-secret');
  });

  it('says null where the provider counts no tokens', async () => {
    expect((await models().chat('w', ask('fake-no-usage'), never)).usage).toBeNull();
  });

  it('passes roles, temperature and the longest answer on', async () => {
    await models().chat(
      'w',
      ask('fake-model', {
        messages: [
          { role: 'system', content: 'Be brief' },
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Yes?' },
          { role: 'user', content: 'Go' },
        ],
        temperature: 0.3,
        maxTokens: 5,
      }),
      never,
    );
    const seen = server.requests.at(-1);
    expect(seen?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(seen?.raw).toMatchObject({ temperature: 0.3, max_tokens: 5, stream: true });
  });

  it('asks for a shape by response_format, and in words where the server refuses that', async () => {
    const outputSchema = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'], additionalProperties: false };
    const answer = await models().chat('w', ask('fake-model', { outputSchema }), never);
    expect(JSON.parse(answer.text)).toEqual({ answer: 'words' });
    expect(server.requests.at(-1)?.raw.response_format).toMatchObject({ json_schema: { strict: true } });
    const stubborn = models();
    expect((await stubborn.chat('w', ask('fake-no-schema', { outputSchema }), never)).text).toContain('"answer":"yes"');
    const before = server.requests.length;
    await stubborn.chat('w', ask('fake-no-schema', { outputSchema }), never);
    expect(server.requests.length - before).toBe(1);
  });

  it.each([
    ['fake-429', 'rate_limited', 'model_rate_limited', undefined],
    ['fake-429-after-2', 'rate_limited', 'model_rate_limited', 2000],
    ['fake-401', 'denied', 'model_denied', undefined],
    ['fake-404', 'invalid', 'model_not_found', undefined],
    ['fake-500', 'unavailable', 'model_unavailable', undefined],
    ['fake-503', 'unavailable', 'model_unavailable', undefined],
    ['fake-html', 'invalid', 'model_endpoint_invalid', undefined],
    ['fake-garbage', 'unavailable', 'model_answer_garbled', undefined],
  ])('fails once on %s, as %s', async (model, failureClass, code, retryAfterMs) => {
    const before = server.requests.length;
    const failure = await failureOf(models().chat('w', ask(model), never));
    expect([failure.failureClass, failure.code, failure.retryAfterMs]).toEqual([failureClass, code, retryAfterMs]);
    expect(server.requests.length - before).toBe(1);
    for (const secret of ['CANARY', 'sk-test-secret']) expect(failure.message).not.toContain(secret);
  });

  it.each(['fake-cut', 'fake-ended'])('keeps the text of a stream that breaks (%s)', async (model) => {
    const failure = await failureOf(models().chat('w', ask(model), never));
    expect([failure.failureClass, failure.code]).toEqual(['unavailable', 'stream_cut']);
    expect(failure.partial).toEqual({ text: 'these words arrive' });
  });

  it('stops within moments of an abort and keeps the text so far', async () => {
    const controller = new AbortController();
    const abortedAt = { ms: 0 };
    const onText = () => {
      abortedAt.ms = performance.now();
      controller.abort();
    };
    const failure = await failureOf(models().chat('w', ask('fake-slow', { onText }), controller.signal));
    expect(failure.code).toBe('aborted');
    expect(failure.partial).toEqual({ text: 'one' });
    expect(performance.now() - abortedAt.ms).toBeLessThan(250);
  });

  it('calls a time limit a timeout, before the first word and after', async () => {
    for (const model of ['fake-hang', 'fake-slow']) {
      expect((await failureOf(models().chat('w', ask(model), AbortSignal.timeout(500)))).failureClass).toBe('timeout');
    }
  });

  it('reaches the saved base URL only: the same host elsewhere stays closed', async () => {
    await models().chat('w', ask('fake-model'), never);
    const failure = await failureOf(egress.http({ method: 'GET', url: `${server.baseUrl}/models`, headers: {} }, never));
    expect(failure.code).toBe('egress_denied');
  });
});

describe('a provider without what it needs', () => {
  it('is denied with the way to mend it', async () => {
    const failure = await failureOf(models(null).chat('w', ask('any', { provider: 'openai' }), never));
    expect([failure.failureClass, failure.code]).toEqual(['denied', 'provider_not_configured']);
    expect(failure.message).toContain('Settings > Models');
    expect((await failureOf(models(null).chat('w', ask('any', { provider: 'nobody' }), never))).code).toBe('provider_not_configured');
  });

  it('needs a model name where no default is known', async () => {
    const { model: _model, ...request } = ask('', { provider: 'azure_openai' });
    const azure = models({ kind: 'azure_openai', config: { baseUrl: server.baseUrl }, secret: 'k' });
    expect((await failureOf(azure.chat('w', request, never))).code).toBe('model_not_named');
  });

  it('sends no key to a host that it was not saved for', async () => {
    const config = { baseUrl: server.baseUrl, hosts: ['elsewhere.example'] };
    const before = server.requests.length;
    const failure = await failureOf(models({ kind: 'openai_compatible', config, secret: 'k' }).chat('w', ask('m'), never));
    expect([failure.failureClass, failure.code]).toEqual(['denied', 'credential_host']);
    expect(server.requests.length).toBe(before);
  });
});

describe('the demo provider', () => {
  it('answers without a credential or a network, counts real tokens and stops on abort', async () => {
    const request: ChatRequest = {
      ...ask('', { provider: 'demo' }),
      messages: [{ role: 'user', content: 'Summarise in one sentence:\n\nThe mill turns at dawn. It stops at dusk.' }],
    };
    const answer = await models(null).chat('w', request, never);
    expect(answer.text).toBe('The mill turns at dawn.');
    expect(answer.usage).toEqual({ promptTokens: 21, completionTokens: 6, cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 });
    const slow = createModels({ egress, credentials: async () => null, demoTokensPerSecond: 5 });
    const failure = await failureOf(slow.chat('w', request, AbortSignal.timeout(350)));
    expect(failure.code).toBe('timeout');
    expect(failure.partial).toEqual({ text: 'The' });
  });
});
