import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { ChatCall, ChatPiece, OpenChatStream } from './chat-call';
import { pieceOf, toLangChain } from './lang-chain';
import { isStrict, messagesFor, nativeSchema } from './told-schema';

/** OpenAI's chat completions, and every server that speaks them. */
export const openAiStream: OpenChatStream = async function* (call, guarded) {
  // Costs 0.4 s and 48 MB, so only a process that calls a model pays.
  const { ChatOpenAICompletions } = await import('@langchain/openai');
  const chat = new ChatOpenAICompletions({
    ...openAiFields(call),
    apiKey: call.credential.secret || 'none',
    configuration: { baseURL: call.baseUrl, ...clientOptions(guarded.fetch) },
  });
  yield* pieces(await chat.stream(await toLangChain(messagesFor(call)), { signal: guarded.signal }));
};

/** The settings of a call that OpenAI and Azure share. */
export function openAiFields(call: ChatCall) {
  const { request, model } = call;
  const schema = nativeSchema(call);
  return {
    model,
    maxRetries: 0,
    streamUsage: true,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.maxTokens !== undefined && { maxTokens: request.maxTokens }),
    ...(schema && { modelKwargs: { response_format: responseFormat(schema) } }),
  };
}

/** Null keeps the SDK from reading organisation and project from the environment; its log would repeat answers. */
export function clientOptions(guardedFetch: typeof fetch) {
  return { fetch: guardedFetch, organization: null, project: null, logLevel: 'off' as const };
}

/** LangChain's chunks as pieces. */
export async function* pieces(chunks: AsyncIterable<Parameters<typeof pieceOf>[0]>): AsyncIterable<ChatPiece> {
  for await (const chunk of chunks) yield pieceOf(chunk);
}

function responseFormat(schema: JsonSchema) {
  return { type: 'json_schema', json_schema: { name: 'answer', schema, strict: isStrict(schema) } };
}
