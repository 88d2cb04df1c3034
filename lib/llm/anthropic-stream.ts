import type { BaseMessage } from '@langchain/core/messages';
import type { ChatMessage, ModelUsage } from '@/lib/nodes/contract';
import type { ChatCall, ChatPiece, OpenChatStream } from './chat-call';
import { toFinishReason } from './finish-reason';
import { type LangChainUsage, usageOf } from './lang-chain';
import { isClosed, messagesFor, nativeSchema } from './told-schema';

/** Anthropic's Messages API. A long prefix is marked for its prompt cache. */
export const anthropicStream: OpenChatStream = async function* (call, guarded) {
  // Costs 0.3 s and 42 MB, so only a process that calls it pays.
  const { ChatAnthropic } = await import('@langchain/anthropic');
  const { request, credential, model } = call;
  const asked = withTellableSchema(call);
  const schema = nativeSchema(asked);
  const chat = new ChatAnthropic({
    model,
    apiKey: credential.secret || 'none',
    anthropicApiUrl: call.baseUrl,
    maxRetries: 0,
    streamUsage: true,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.maxTokens !== undefined && { maxTokens: request.maxTokens }),
    // The SDK's type asks for an index signature, which a JSON Schema of ours has not.
    ...(schema && { outputConfig: { format: { type: 'json_schema' as const, schema: { ...schema } } } }),
    // Null keeps the SDK from sending a token of the environment; its log would repeat answers.
    clientOptions: { fetch: guarded.fetch, authToken: null, logLevel: 'off' },
  });
  const counted: Counted = { usage: null };
  for await (const chunk of await chat.stream(await toMessages(messagesFor(asked)), { signal: guarded.signal })) {
    yield pieceOf(chunk, counted);
  }
};

/** Anthropic takes closed objects only; any other shape is told in words. */
function withTellableSchema(call: ChatCall): ChatCall {
  const { outputSchema } = call.request;
  return outputSchema && !isClosed(outputSchema) ? { ...call, schemaMode: 'told' } : call;
}

/**
 * A prefix shorter than this is never cached (1,024 tokens at the least, of about four characters), and marking costs a quarter more
 * where nobody asks again.
 */
const CACHED_FROM_CHARACTERS = 4096;
const CACHED = { cache_control: { type: 'ephemeral' as const } };

/** Instructions go first, as one message; the longest prefix that a next call may share is marked for the cache. */
async function toMessages(messages: readonly ChatMessage[]): Promise<BaseMessage[]> {
  const { AIMessage, HumanMessage, SystemMessage } = await import('@langchain/core/messages');
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const turns = messages.filter(({ role }) => role !== 'system');
  const systemLength = lengthOf(system);
  const earlier = lengthOf(turns.slice(0, -1).map(({ content }) => content));
  const marked = turns.length > 1 && systemLength + earlier >= CACHED_FROM_CHARACTERS ? turns.length - 2 : -1;
  const block = (text: string, isMarked: boolean) => [{ type: 'text' as const, text, ...(isMarked && CACHED) }];
  const kinds = { user: HumanMessage, assistant: AIMessage, system: SystemMessage };
  const head = system.flatMap((text, index) => block(text, index === system.length - 1 && systemLength >= CACHED_FROM_CHARACTERS));
  return [
    ...(head.length > 0 ? [new SystemMessage({ content: head })] : []),
    ...turns.map(({ role, content }, index) => new kinds[role]({ content: block(content, index === marked) })),
  ];
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** What is read of a chunk; LangChain's own type is wider. */
interface Chunk {
  content: unknown;
  additional_kwargs: Record<string, unknown>;
  usage_metadata?: LangChainUsage | undefined;
}

interface Counted {
  usage: ModelUsage | null;
}

function pieceOf(chunk: Chunk, counted: Counted): ChatPiece {
  const { stop_reason: reason, model } = chunk.additional_kwargs;
  if (chunk.usage_metadata) counted.usage = count(counted.usage, usageOf(chunk.usage_metadata));
  return {
    ...(typeof chunk.content === 'string' && { text: chunk.content }),
    ...(typeof reason === 'string' && { finishReason: toFinishReason(reason) }),
    ...(typeof model === 'string' && { model }),
    ...(chunk.usage_metadata && counted.usage && { usage: counted.usage }),
  };
}

/** The first chunk counts the prompt; a later one has no prompt and counts the whole completion again (Messages API, "message_delta"). */
function count(before: ModelUsage | null, told: ModelUsage): ModelUsage {
  return before && told.promptTokens === 0 ? { ...before, completionTokens: told.completionTokens } : told;
}
