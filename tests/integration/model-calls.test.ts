import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { exactCost, roundMoney, shippedPrice } from '@/lib/llm';
import { getTask } from '@/lib/services/runs/get-task';
import type { Json, JsonObject } from '@/lib/std/json';
import { startFakeAnthropic } from '@/tests/fakes/anthropic-server';
import { startFakeAzure } from '@/tests/fakes/azure-server';
import { startFakeGoogle } from '@/tests/fakes/google-server';
import type { FakeBehaviour, FakeModelServer, FakeScript } from '@/tests/fakes/model-server';
import { startFakeOpenAi } from '@/tests/fakes/openai-server';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime, type TestRuntime, untilStatus } from '@/tests/support/runtime';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const { db, url } = database;
const services = openTestServices(database);
const STARTS = { openai: startFakeOpenAi, azure_openai: startFakeAzure, anthropic: startFakeAnthropic, google: startFakeGoogle };
type ProviderId = keyof typeof STARTS;
const IDS: ProviderId[] = ['openai', 'azure_openai', 'anthropic', 'google'];
/** A model of each with a shipped price; Azure tells the model's name itself. */
const MODELS: Record<ProviderId, string> = {
  openai: 'gpt-4o-mini',
  azure_openai: 'gpt-4o-mini',
  anthropic: 'claude-sonnet-4-5',
  google: 'gemini-2.5-flash',
};
const servers = new Map<string, FakeModelServer>();
/** What each provider does, by the last message, one behaviour a call and the last one for all that follow. */
const behaviours = new Map<string, FakeBehaviour[]>();
let runtime: TestRuntime;
let principal: Principal;
let workspaceId: string;

beforeAll(async () => {
  principal = await services.principal();
  ({ workspaceId } = principal);
  for (const id of IDS) {
    const script: FakeScript = ({ messages }) => {
      const left = behaviours.get(`${id} ${messages.at(-1)?.content}`);
      return left && left.length > 1 ? left.shift() : left?.[0];
    };
    servers.set(id, await STARTS[id]({ script }));
  }
  runtime = openTestRuntime({
    url,
    workspaceId,
    credentials: async (_workspace, _name, provider) => {
      const server = servers.get(provider);
      return server ? { kind: provider, config: { baseUrl: server.baseUrl }, secret: 'k' } : null;
    },
  });
});

afterAll(async () => {
  await runtime.close();
  for (const server of servers.values()) await server.close();
});

interface UsageRow {
  provider: string;
  model: string;
  attempt: number;
  known: boolean;
  partial: boolean;
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens: number;
  cache_write_tokens: number;
  cost_nano: string | null;
  saved_nano: string | null;
  first_token_ms: number | null;
}

interface AttemptRow {
  number: number;
  status: string;
  first_token_ms: number | null;
  partial_id: string | null;
  error_json: JsonObject | null;
  usage_json: JsonObject | null;
}

/** Runs one model node and gives all that was recorded of it. */
async function run(prompt: string, node: JsonObject) {
  const flow = aFlow()
    .node('ask', 'llm_completion', { prompt, ...node })
    .output('answer', '{{ nodes.ask.output }}')
    .build();
  const runId = await runtime.startRun(flow);
  await runtime.worker.advance([runId]);
  const status = await untilStatus(db, runId, ['SUCCEEDED', 'FAILED', 'CANCELLED']);
  const { rows: usages } = await db.query<UsageRow>(
    'SELECT *, cost_nano::text AS cost_nano, saved_nano::text AS saved_nano FROM usage WHERE run_id = $1 ORDER BY attempt, n',
    [runId],
  );
  const { rows: attempts } = await db.query<AttemptRow>('SELECT * FROM attempt WHERE run_id = $1 ORDER BY number', [runId]);
  const { rows: runs } = await db.query<{ output_id: string | null; metrics_json: { usage?: JsonObject } | null }>(
    'SELECT output_id, metrics_json FROM run WHERE id = $1',
    [runId],
  );
  const outputId = runs[0]?.output_id;
  const output: Json = outputId ? await runtime.deps.payloads.readOne(workspaceId, outputId) : null;
  return { runId, status, usages, attempts, sum: runs[0]?.metrics_json?.usage, output };
}

const partialOf = (row: AttemptRow | undefined) => runtime.deps.payloads.readOne(workspaceId, row?.partial_id ?? '');
const TOKENS = { prompt: 2000, completion: 40, cached: 1200, written: 500, reasoning: 10 };
const SCHEMA = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'], additionalProperties: false };

describe.each(IDS)('a model node on %s', (provider) => {
  const node = { provider, model: MODELS[provider] };

  it('records tokens by kind, the cost to the nano-unit and what the cache saved', async () => {
    behaviours.set(`${provider} price it`, [{ usage: TOKENS }]);
    const { status, usages, sum, output } = await run('price it', node);
    expect(status).toBe('SUCCEEDED');
    const written = provider === 'anthropic' ? 500 : 0;
    expect(usages).toMatchObject([
      { provider, model: MODELS[provider], known: true, partial: false, prompt_tokens: 2000, completion_tokens: 40, cached_tokens: 1200 },
    ]);
    expect(usages[0]?.cache_write_tokens).toBe(written);
    const tokens = { promptTokens: 2000, completionTokens: 40, cachedTokens: 1200, cacheWriteTokens: written, reasoningTokens: 0 };
    const price = shippedPrice(provider, MODELS[provider]);
    const { paid, uncached } = exactCost(tokens, price ?? expect.fail('no price'));
    expect(usages[0]?.cost_nano).toBe(String(roundMoney(paid)));
    expect(usages[0]?.saved_nano).toBe(String(roundMoney(uncached) - roundMoney(paid)));
    expect(Number(usages[0]?.saved_nano)).toBeGreaterThan(0);
    expect(sum).toMatchObject({ costNano: usages[0]?.cost_nano, savedNano: usages[0]?.saved_nano, cacheWriteTokens: written });
    expect(output).toMatchObject({ answer: { provider, model: MODELS[provider], usage: { cache_write_tokens: written } } });
  });

  // Google's reader takes such an event for a broken one.
  it.runIf(provider !== 'google')('calls tokens that cannot be counted unknown, and goes on', async () => {
    behaviours.set(`${provider} miscount it`, [{ usage: { prompt: 12.5, completion: 9e15 } }]);
    const { status, usages, sum } = await run('miscount it', node);
    expect(status).toBe('SUCCEEDED');
    expect(usages).toMatchObject([{ known: false, cost_nano: null, prompt_tokens: 0 }]);
    expect(sum).toMatchObject({ costNano: '0', unknownCosts: 1, unknownAttempts: 1 });
  });

  it('gives validated data for a shape', async () => {
    const { output } = await run('shape it', { ...node, output_schema: SCHEMA });
    expect(output).toMatchObject({ answer: { json: { answer: 'words' } } });
  });

  it('keeps the text, and marks what it cost, of an answer that is no data', async () => {
    behaviours.set(`${provider} mis-shape it`, [{ text: 'I would rather not.', usage: TOKENS }]);
    const { status, usages, attempts } = await run('mis-shape it', { ...node, output_schema: SCHEMA });
    expect(status).toBe('FAILED');
    expect(attempts[0]?.error_json).toMatchObject({ class: 'invalid', code: 'model_output_invalid', attempt: 1 });
    expect(await partialOf(attempts[0])).toMatchObject({ text: 'I would rather not.' });
    expect(usages).toMatchObject([{ known: true, partial: true, prompt_tokens: 2000 }]);
    expect(usages[0]?.cost_nano).not.toBeNull();
  });

  it('keeps text, tokens and time of an answer that broke off, attempt by attempt', async () => {
    const text = 'these words arrive and these do not';
    behaviours.set(`${provider} cut it`, [{ text, usage: TOKENS, cutAfterPieces: 3 }]);
    const { runId, status, usages, attempts, sum } = await run('cut it', { ...node, retry: { max: 1, initial_ms: 10 } });
    expect(status).toBe('FAILED');
    expect(attempts).toHaveLength(2);
    for (const attempt of attempts) {
      expect(attempt.error_json).toMatchObject({ code: 'stream_cut', attempt: attempt.number });
      expect(await partialOf(attempt)).toEqual({ text: 'these words arrive' });
      expect(attempt.first_token_ms).toBeGreaterThanOrEqual(0);
      expect(attempt.usage_json).toMatchObject({ unknownAttempts: 1 });
    }
    const counted = provider === 'anthropic' || provider === 'google';
    for (const usage of usages) expect(usage).toMatchObject({ known: false, partial: true, prompt_tokens: counted ? 2000 : 0 });
    expect(usages.map((usage) => usage.cost_nano !== null)).toEqual([counted, counted]);
    expect(sum?.unknownAttempts).toBe(2);
    const told = await getTask({ ...services.deps, payloads: runtime.deps.payloads }, principal, { runId, path: 'ask' });
    expect(told.attempts).toMatchObject([1, 2].map((number) => ({ number, partialText: 'these words arrive' })));
    expect(told.attempts[1]?.firstTokenMs).toBe(attempts[1]?.first_token_ms);
  });

  it('stops an answer of 10 MB, keeps its beginning and says how to bound it', async () => {
    behaviours.set(`${provider} flood it`, [{ textUnits: 10 * 1024 * 1024 }]);
    const { status, attempts, usages } = await run('flood it', node);
    expect(status).toBe('FAILED');
    expect(attempts[0]?.error_json).toMatchObject({ class: 'invalid', code: 'answer_too_large', attempt: 1 });
    expect(attempts[0]?.error_json?.message).toContain('max_tokens');
    const kept = await partialOf(attempts[0]);
    expect(JSON.stringify(kept).length).toBeGreaterThan(2 * 1024 * 1024);
    expect(JSON.stringify(kept).length).toBeLessThan(2.2 * 1024 * 1024);
    expect(usages).toMatchObject([{ provider, known: false, partial: true }]);
  });

  it('waits as long as it is told, and no answer is charged for a refused call', async () => {
    behaviours.set(`${provider} hurry it`, [{ status: 429, headers: { 'retry-after': '1' } }, {}]);
    const begun = performance.now();
    const { status, usages, attempts } = await run('hurry it', { ...node, retry: { max: 3, initial_ms: 10 } });
    expect(status).toBe('SUCCEEDED');
    expect(performance.now() - begun).toBeGreaterThan(900);
    expect(attempts[0]?.error_json).toMatchObject({ code: 'model_rate_limited' });
    expect(usages[0]).toMatchObject({ attempt: 1, known: true, partial: false, prompt_tokens: 0, cost_nano: '0' });
    expect(usages.at(-1)?.prompt_tokens).toBeGreaterThan(0);
  });
});

describe('a chain of models', () => {
  const chain = {
    provider: 'openai',
    model: 'gpt-4o-mini',
    fallback: [{ provider: 'nobody' }, { provider: 'google', model: 'gemini-2.5-flash' }],
  };

  it('goes on to the next where one is busy or not configured, and says who answered', async () => {
    behaviours.set('openai chain it', [{ status: 503 }]);
    const { status, output, usages, sum } = await run('chain it', chain);
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({
      answer: {
        provider: 'google',
        model: 'gemini-2.5-flash',
        tried: [
          { provider: 'openai', model: 'gpt-4o-mini', code: 'model_unavailable' },
          { provider: 'nobody', model: null, code: 'provider_not_configured' },
        ],
      },
    });
    expect(usages).toMatchObject([
      { provider: 'openai', model: 'gpt-4o-mini', known: true, cost_nano: '0' },
      { provider: 'google', model: 'gemini-2.5-flash', known: true },
    ]);
    expect(sum?.costNano).toBe(usages[1]?.cost_nano);
  });

  it('records what a model had used before another took over', async () => {
    behaviours.set('anthropic take over', [{ text: 'these words arrive and these do not', usage: TOKENS, cutAfterPieces: 3 }]);
    const node = { provider: 'anthropic', model: 'claude-sonnet-4-5', fallback: [{ provider: 'azure_openai', model: 'gpt-4o-mini' }] };
    const { output, usages, sum } = await run('take over', node);
    expect(output).toMatchObject({ answer: { text: 'Hello from the fake model', provider: 'azure_openai' } });
    expect(usages).toMatchObject([
      { provider: 'anthropic', known: false, partial: true, prompt_tokens: 2000, cache_write_tokens: 500 },
      { provider: 'azure_openai', known: true, partial: false },
    ]);
    const total = usages.reduce((nano, usage) => nano + BigInt(usage.cost_nano ?? 0), 0n);
    expect(sum).toMatchObject({ costNano: String(total), unknownAttempts: 1 });
  });

  it('does not wait for one that hangs until the time is up', async () => {
    behaviours.set('openai hang it', [{ delayMs: 60_000 }]);
    const node = { ...chain, fallback: [{ provider: 'google', model: 'gemini-2.5-flash' }], timeout_ms: 2000 };
    const { status, output, usages } = await run('hang it', node);
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({ answer: { provider: 'google', tried: [{ provider: 'openai', code: 'timeout' }] } });
    expect(usages[0]).toMatchObject({ provider: 'openai', known: false, partial: true });
  });

  it('fails with all their names when none answers', async () => {
    for (const id of ['openai', 'google']) behaviours.set(`${id} drop it`, [{ status: 401 }]);
    const { status, attempts } = await run('drop it', chain);
    expect(status).toBe('FAILED');
    expect(attempts[0]?.error_json?.message).toContain('openai (model_denied), nobody (provider_not_configured), google (model_denied)');
  });
});
