import { describe, expect, it } from 'vitest';
import type { FailureClass } from '@/lib/dsl/document';
import { type ChatAnswer, type ChatRequest, type ExecutionContext, NodeFailure } from '@/lib/nodes/contract';
import { aContext } from '@/lib/nodes/testing/a-context';
import { askInTurn } from './ask-in-turn';

type Deed = NodeFailure | string;

/** Asks providers that each do one deed: fail, or say a text. */
async function ask(deeds: Record<string, Deed>, given: Partial<ExecutionContext> = {}) {
  const seen: ChatRequest[] = [];
  const streamed: string[] = [];
  const context = aContext({
    streamText: (delta) => streamed.push(delta),
    chat: async (request) => {
      seen.push(request);
      const deed = deeds[request.provider] ?? '';
      request.onText(typeof deed === 'string' ? deed : 'half an ');
      if (typeof deed !== 'string') throw deed;
      const { provider, model = 'default' } = request;
      const answer: ChatAnswer = { text: deed, provider, model, finishReason: 'stop', usage: null, firstTokenMs: 1, durationMs: 2 };
      return answer;
    },
    ...given,
  });
  const asked = Object.keys(deeds).map((provider) => ({ provider }));
  const outcome = await askInTurn(context, asked, { messages: [] }).then(
    (value) => ({ value, failure: null }),
    (failure: NodeFailure) => ({ value: null, failure }),
  );
  return { ...outcome, seen, streamed };
}

const failure = (failureClass: FailureClass, code: string, options = {}) => new NodeFailure(failureClass, code, `It is ${code}`, options);

describe('askInTurn', () => {
  it('asks nobody else when the first answers, with all the time there is', async () => {
    const { value, seen } = await ask({ a: 'yes' });
    expect(value).toMatchObject({ answer: { text: 'yes', provider: 'a' }, tried: [] });
    expect(seen).toHaveLength(1);
    expect(seen[0]).not.toHaveProperty('timeoutMs');
  });

  it.each<[FailureClass]>([['unavailable'], ['rate_limited'], ['timeout'], ['denied']])(
    'asks the next one where one is %s',
    async (klass) => {
      const { value } = await ask({ a: failure(klass, 'one'), b: failure(klass, 'two'), c: 'yes' });
      expect(value?.answer.provider).toBe('c');
      expect(value?.tried).toEqual([
        { provider: 'a', model: null, code: 'one' },
        { provider: 'b', model: null, code: 'two' },
      ]);
    },
  );

  it.each<[FailureClass]>([['invalid'], ['bug']])('asks nobody else where the request itself is %s', async (klass) => {
    const { failure: told, seen } = await ask({ a: failure(klass, 'wrong'), b: 'yes' });
    expect(told?.code).toBe('wrong');
    expect(seen).toHaveLength(1);
  });

  it('asks nobody else once the attempt was stopped', async () => {
    const controller = new AbortController();
    controller.abort('cancel');
    const { failure: told, seen } = await ask({ a: failure('unavailable', 'aborted'), b: 'yes' }, { signal: controller.signal });
    expect(told?.code).toBe('aborted');
    expect(seen).toHaveLength(1);
  });

  it('leaves time for those that follow', async () => {
    const { seen } = await ask({ a: failure('timeout', 't'), b: failure('timeout', 't'), c: 'yes' }, { timeoutMs: 9000 });
    expect(seen[0]?.timeoutMs).toBeGreaterThan(2900);
    expect(seen[0]?.timeoutMs).toBeLessThanOrEqual(3000);
    expect(seen[1]?.timeoutMs).toBeLessThanOrEqual(4500);
    expect(seen[2]).not.toHaveProperty('timeoutMs');
  });

  it('begins a new text below the unfinished one', async () => {
    expect((await ask({ a: failure('unavailable', 'stream_cut'), b: 'yes' })).streamed).toEqual(['half an ', '\n\n', 'yes']);
  });

  it('fails as one that a retry may help, names all and keeps what text there was', async () => {
    const busy = failure('rate_limited', 'model_rate_limited', { retryAfterMs: 700 });
    const cut = failure('unavailable', 'stream_cut', { partial: { text: 'half an ' } });
    const { failure: told } = await ask({ a: failure('denied', 'model_denied'), b: busy, c: cut });
    expect(told).toMatchObject({
      failureClass: 'rate_limited',
      code: 'model_rate_limited',
      retryAfterMs: 700,
      partial: { text: 'half an ' },
    });
    expect(told?.message).toContain('a (model_denied), b (model_rate_limited), c (stream_cut)');
  });
});
