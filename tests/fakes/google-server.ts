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

interface Content {
  role?: string;
  parts: { text: string }[];
}

/** What of a generateContent request is read; the client under test sends these shapes. */
interface GenerateRequest {
  contents: Content[];
  systemInstruction?: Content;
  generationConfig?: { responseJsonSchema?: FakeSchema };
}

const ADDRESS = /^\/v1beta\/models\/([^/:]+):streamGenerateContent\?alt=sse$/;
const STATUSES: Record<number, string> = { 404: 'NOT_FOUND', 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 503: 'UNAVAILABLE' };
const REASONS: Record<string, string> = { stop: 'STOP', length: 'MAX_TOKENS' };

/** Google's Gemini API: the model stands in the address, and each event counts the tokens so far. A wrong key is a 400. */
const googleProtocol: FakeProtocol = {
  baseUrl: (origin) => `${origin}/v1beta`,
  read(path, headers, body) {
    const model = ADDRESS.exec(path)?.[1];
    if (model === undefined) return null;
    const request = body as unknown as GenerateRequest;
    const system = request.systemInstruction ? [{ role: 'system', content: textOf(request.systemInstruction) }] : [];
    const key = headers['x-goog-api-key'];
    return {
      model: decodeURIComponent(model),
      messages: [...system, ...request.contents.map((content) => ({ role: content.role ?? '', content: textOf(content) }))],
      stream: true,
      schema: request.generationConfig?.responseJsonSchema ?? null,
      key: typeof key === 'string' ? key : null,
    };
  },
  write: writeEvents,
  refuse(status) {
    if (status !== 401)
      return {
        status,
        body: { error: { code: status, message: 'CANARY-provider-words', status: STATUSES[status] ?? 'INVALID_ARGUMENT' } },
      };
    const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' }];
    return { status: 400, body: { error: { code: 400, message: 'CANARY-provider-words', status: 'INVALID_ARGUMENT', details } } };
  },
};

/** Starts the fake Google. */
export function startFakeGoogle(options: { script?: FakeScript } = {}): Promise<FakeModelServer> {
  return startFakeModelServer(googleProtocol, options);
}

function writeEvents(response: ServerResponse, request: FakeRequest, usage: FakeUsage | null): AnswerWriter {
  let pieces = 0;
  const send = (candidate: object, completion: number) => {
    const usageMetadata = usage && toUsage({ ...usage, completion });
    response.write(
      `data: ${JSON.stringify({ candidates: [{ index: 0, ...candidate }], ...(usageMetadata && { usageMetadata }), modelVersion: request.model })}\r\n\r\n`,
    );
  };
  return {
    begin: () => void response.writeHead(200, { 'content-type': 'text/event-stream' }),
    piece(text) {
      pieces += 1;
      send({ content: { role: 'model', parts: [{ text }] } }, (usage?.reasoning ?? 0) + pieces);
    },
    end(finishReason) {
      send(
        { content: { role: 'model', parts: [{ text: '' }] }, finishReason: REASONS[finishReason] ?? finishReason },
        usage?.completion ?? 0,
      );
      response.end();
    },
  };
}

function toUsage({ prompt, completion, cached = 0, reasoning = 0 }: FakeUsage): object {
  return {
    promptTokenCount: prompt,
    cachedContentTokenCount: cached,
    candidatesTokenCount: completion - reasoning,
    thoughtsTokenCount: reasoning,
    totalTokenCount: prompt + completion,
  };
}

function textOf({ parts }: Content): string {
  return parts.map(({ text }) => text).join('');
}
