import type { ServerResponse } from 'node:http';
import {
  type AnswerWriter,
  type FakeModelServer,
  type FakeProtocol,
  type FakeRequest,
  type FakeSchema,
  type FakeScript,
  type FakeUsage,
  startFakeModelServer,
} from './model-server';

/** OpenAI's chat/completions; the base URL ends with /v1. */
export const openAiProtocol: FakeProtocol = {
  baseUrl: (origin) => `${origin}/v1`,
  read(path, headers, body) {
    if (!path.endsWith('/chat/completions')) return null;
    return { ...readChat(body), key: headers.authorization ?? null };
  },
  write: writeChunks,
  refuse: (status) => ({ status, body: { error: { message: 'CANARY-provider-words', type: 'fake_error', code: 'as_asked' } } }),
  other: (path) => (path.endsWith('/models') ? { object: 'list', data: [{ id: 'fake-model', object: 'model' }] } : null),
};

/** Starts the fake OpenAI. */
export function startFakeOpenAi(options: { port?: number; script?: FakeScript } = {}): Promise<FakeModelServer> {
  return startFakeModelServer(openAiProtocol, options);
}

/** A chat request of OpenAI's protocol, without its key. */
export function readChat(body: Record<string, unknown>): Omit<FakeRequest, 'number' | 'raw' | 'path' | 'key'> {
  // What this project's own client sends has these shapes; anything else fails the test that sent it.
  const format = body.response_format as { json_schema?: { schema?: FakeSchema } } | undefined;
  return {
    model: String(body.model),
    messages: body.messages as FakeRequest['messages'],
    stream: body.stream === true,
    schema: format?.json_schema?.schema ?? null,
  };
}

/** Writes an answer as chunks of OpenAI's protocol; usage comes last, and only where it was asked for. */
export function writeChunks(response: ServerResponse, request: FakeRequest, usage: FakeUsage | null): AnswerWriter {
  const send = (fields: object) =>
    response.write(
      `data: ${JSON.stringify({ id: `fake-${request.number}`, object: 'chat.completion.chunk', created: 1, model: request.model, ...fields })}\n\n`,
    );
  const delta = (content: object, reason: string | null = null) => send({ choices: [{ index: 0, delta: content, finish_reason: reason }] });
  return {
    begin() {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': `fake-${request.number}` });
      delta({ role: 'assistant', content: '' });
    },
    piece: (text) => void delta({ content: text }),
    end(finishReason) {
      delta({}, finishReason);
      const wantsUsage = (request.raw.stream_options as { include_usage?: boolean } | undefined)?.include_usage;
      if (wantsUsage && usage) send({ choices: [], usage: toUsage(usage) });
      response.end('data: [DONE]\n\n');
    },
  };
}

function toUsage(usage: FakeUsage): object {
  return {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
    prompt_tokens_details: { cached_tokens: usage.cached ?? 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
  };
}
