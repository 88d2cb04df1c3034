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

interface Block {
  type: string;
  text: string;
}

/** What of a Messages request is read; the client under test sends these shapes. */
interface MessagesRequest {
  model: string;
  stream?: boolean;
  system?: string | Block[];
  messages: { role: string; content: string | Block[] }[];
  output_config?: { format?: { schema?: FakeSchema } };
}

const ERROR_TYPES: Record<number, string> = { 401: 'authentication_error', 404: 'not_found_error', 429: 'rate_limit_error' };
const STOP_REASONS: Record<string, string> = { stop: 'end_turn', length: 'max_tokens' };

/** Anthropic's Messages API: named events, the prompt counted at the start and the completion at the end. */
const anthropicProtocol: FakeProtocol = {
  baseUrl: (origin) => origin,
  read(path, headers, body) {
    if (path !== '/v1/messages' || !headers['anthropic-version']) return null;
    const request = body as unknown as MessagesRequest;
    const system = request.system === undefined ? [] : [{ role: 'system', content: textOf(request.system) }];
    const key = headers['x-api-key'];
    return {
      model: request.model,
      messages: [...system, ...request.messages.map(({ role, content }) => ({ role, content: textOf(content) }))],
      stream: request.stream === true,
      schema: request.output_config?.format?.schema ?? null,
      key: typeof key === 'string' ? key : null,
    };
  },
  write: writeEvents,
  refuse: (status) => ({
    status,
    body: { type: 'error', error: { type: ERROR_TYPES[status] ?? 'api_error', message: 'CANARY-provider-words' } },
  }),
};

/** Starts the fake Anthropic. */
export function startFakeAnthropic(options: { script?: FakeScript } = {}): Promise<FakeModelServer> {
  return startFakeModelServer(anthropicProtocol, options);
}

function writeEvents(response: ServerResponse, request: FakeRequest, usage: FakeUsage | null): AnswerWriter {
  const send = (type: string, fields: object) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
  return {
    begin() {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': `fake-${request.number}` });
      const message = { id: `msg_${request.number}`, type: 'message', role: 'assistant', model: request.model, content: [] };
      send('message_start', {
        message: { ...message, stop_reason: null, stop_sequence: null, ...(usage && { usage: startUsage(usage) }) },
      });
      send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
      send('ping', {});
    },
    piece: (text) => void send('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    end(finishReason) {
      send('content_block_stop', { index: 0 });
      const delta = { stop_reason: STOP_REASONS[finishReason] ?? finishReason, stop_sequence: null };
      send('message_delta', { delta, usage: { output_tokens: usage?.completion ?? 0 } });
      send('message_stop', {});
      response.end();
    },
  };
}

/** The prompt by kinds that do not overlap; one token of the answer is counted already. */
function startUsage({ prompt, cached = 0, written = 0 }: FakeUsage): object {
  return {
    input_tokens: prompt - cached - written,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: written,
    output_tokens: 1,
  };
}

function textOf(content: string | Block[]): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('\n');
}
