import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from '@/lib/egress';
import type { ChatMessage, ChatRequest } from '@/lib/nodes/contract';
import { startFakeAnthropic } from '@/tests/fakes/anthropic-server';
import type { FakeModelServer } from '@/tests/fakes/model-server';
import { createModels, type Models } from './create-models';

const CACHED = { type: 'ephemeral' };
const LONG = 'The house rules. '.repeat(300);
let server: FakeModelServer;
let egress: Egress;
let models: Models;

beforeAll(async () => {
  server = await startFakeAnthropic();
  egress = createEgress();
  models = createModels({ egress, credentials: async () => ({ kind: 'anthropic', config: { baseUrl: server.baseUrl }, secret: 'k' }) });
});
afterAll(async () => {
  await egress.close();
  await server.close();
});

/** Sends the messages and gives what arrived, as the protocol has it. */
async function sent(messages: ChatMessage[], fields: Partial<ChatRequest> = {}) {
  await models.chat('w', { provider: 'anthropic', model: 'm', messages, onText: () => {}, ...fields }, new AbortController().signal);
  const raw = server.requests.at(-1)?.raw;
  const blocks = (content: unknown) => (typeof content === 'string' ? [{ text: content }] : content) as { cache_control?: unknown }[];
  return {
    raw,
    system: raw?.system === undefined ? [] : blocks(raw.system),
    turns: ((raw?.messages ?? []) as { content: unknown }[]).map(({ content }) => blocks(content)),
  };
}

const user = (content: string): ChatMessage => ({ role: 'user', content });
const system = (content: string): ChatMessage => ({ role: 'system', content });

describe('a call of Anthropic', () => {
  it('marks long instructions for the prompt cache, and short ones not', async () => {
    expect((await sent([system(LONG), user('Hi')])).system).toMatchObject([{ text: LONG, cache_control: CACHED }]);
    const short = await sent([system('Be brief'), user('Hi')]);
    expect(JSON.stringify(short.raw)).not.toContain('cache_control');
  });

  it('marks the turns before the last where they are long, and never the last', async () => {
    const { turns } = await sent([user(LONG), { role: 'assistant', content: 'Yes?' }, user('Go on')]);
    expect(turns.map((blocks) => blocks.some((block) => block.cache_control !== undefined))).toEqual([false, true, false]);
    expect(JSON.stringify((await sent([user(LONG)])).raw)).not.toContain('cache_control');
  });

  it('sends every instruction first, wherever it stood', async () => {
    const { system: head, turns } = await sent([user('Hi'), system('One'), user('You'), system('Two')]);
    expect(head).toMatchObject([{ text: 'One' }, { text: 'Two' }]);
    expect(turns).toHaveLength(2);
  });

  it('tells an open shape in words, for the field takes closed ones only', async () => {
    const outputSchema = { type: 'object', properties: { answer: { type: 'string' } } };
    const { raw, system: head } = await sent([user('Hi')], { outputSchema });
    expect(raw).not.toHaveProperty('output_config.format');
    expect(JSON.stringify(head)).toContain('JSON Schema');
  });

  it('says which setting a model does not take, without calling it', async () => {
    const before = server.requests.length;
    await expect(sent([user('Hi')], { model: 'claude-opus-5', temperature: 0.2 })).rejects.toMatchObject({
      failureClass: 'invalid',
      code: 'model_request_invalid',
    });
    expect(server.requests.length).toBe(before);
  });
});
