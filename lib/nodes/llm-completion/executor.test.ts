import { describe, expect, it } from 'vitest';
import type { ChatAnswer, ChatRequest, NodeFailure } from '@/lib/nodes/contract';
import { aContext } from '@/lib/nodes/testing/a-context';
import type { JsonObject } from '@/lib/std/json';
import { llmCompletionExecutor } from './executor';

const SCHEMA = { type: 'object', properties: { label: { type: 'string', enum: ['refund', 'bug'] } }, required: ['label'] };

/** Runs the node against a model that says `text`; gives the request it saw as well. */
async function run(parameters: JsonObject, text = 'Hello', finishReason = 'stop') {
  const seen: ChatRequest[] = [];
  const streamed: string[] = [];
  const answer: ChatAnswer = {
    text,
    provider: 'demo',
    model: 'demo-1',
    finishReason,
    usage: { promptTokens: 3, completionTokens: 2, cachedTokens: 1, cacheWriteTokens: 0, reasoningTokens: 0 },
    firstTokenMs: 1,
    durationMs: 2,
  };
  const context = aContext({
    streamText: (delta) => streamed.push(delta),
    chat: async (request) => {
      seen.push(request);
      request.onText(text);
      return answer;
    },
  });
  const result = await llmCompletionExecutor.execute({ provider: 'demo', ...parameters }, context);
  return { output: result.output as JsonObject, request: seen[0], streamed };
}

describe('llm_completion', () => {
  it('asks with instructions first and streams the answer on', async () => {
    const { output, request, streamed } = await run({
      system: 'Be brief',
      prompt: 'Hi',
      temperature: 0,
      max_tokens: 9,
      model: 'm',
      credential: 'key',
    });
    expect(request?.messages).toEqual([
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Hi' },
    ]);
    expect(request).toMatchObject({ model: 'm', temperature: 0, maxTokens: 9, credential: 'key' });
    expect(streamed).toEqual(['Hello']);
    expect(output).toEqual({
      text: 'Hello',
      provider: 'demo',
      model: 'demo-1',
      finish_reason: 'stop',
      usage: { prompt_tokens: 3, completion_tokens: 2, cached_tokens: 1, cache_write_tokens: 0, reasoning_tokens: 0 },
    });
  });

  it('renders an object in a prompt as JSON', async () => {
    expect((await run({ prompt: { a: [1] } })).request?.messages).toEqual([{ role: 'user', content: '{"a":[1]}' }]);
  });

  it('takes a whole conversation', async () => {
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: { said: 'yes' } },
    ];
    expect((await run({ messages, prompt: 'And now?' })).request?.messages.map(({ content }) => content)).toEqual([
      'Hi',
      '{"said":"yes"}',
      'And now?',
    ]);
  });

  it('refuses to ask nothing', async () => {
    await expect(run({ system: 'Be brief' })).rejects.toMatchObject({ code: 'missing_parameter' });
  });

  it.each(['{"label":"bug"}', '```json\n{"label":"bug"}\n```', 'Sure! {"label":"bug"} Anything else?'])(
    'reads the data out of %j',
    async (text) => {
      expect((await run({ prompt: 'p', output_schema: SCHEMA }, text)).output.json).toEqual({ label: 'bug' });
    },
  );

  it.each([
    ['no data at all', 'is not JSON'],
    ['{"label":"praise"}', 'does not have the asked shape at #/label (enum)'],
    ['{}', 'does not have the asked shape at # (required)'],
  ])('keeps the text of an answer that has not the shape: %j', async (text, why) => {
    const failure: NodeFailure = await run({ prompt: 'p', output_schema: SCHEMA }, text).then(
      () => Promise.reject(new Error('it did not fail')),
      (error) => error,
    );
    expect([failure.failureClass, failure.code]).toEqual(['invalid', 'model_output_invalid']);
    expect(failure.message).toContain(why);
    expect(failure.partial).toMatchObject({ text });
  });

  it('names the limit when the answer was cut there', async () => {
    await expect(run({ prompt: 'p', output_schema: SCHEMA }, '{"label":', 'length')).rejects.toThrow(/max_tokens/);
  });
});
