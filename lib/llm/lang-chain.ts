import type { BaseMessage } from '@langchain/core/messages';
import type { ChatMessage, ModelUsage } from '@/lib/nodes/contract';
import type { ChatPiece } from './chat-call';

/** What is read of a LangChain chunk of OpenAI's protocol; its own type is wider. */
interface Chunk {
  content: unknown;
  response_metadata?: { finish_reason?: unknown; model_name?: unknown };
  usage_metadata?: LangChainUsage | undefined;
}

/** Tokens as LangChain tells them. */
export interface LangChainUsage {
  input_tokens: number;
  output_tokens: number;
  input_token_details?: { cache_read?: number | undefined; cache_creation?: number | undefined } | undefined;
  output_token_details?: { reasoning?: number | undefined } | undefined;
}

/** A conversation as LangChain's models take it. */
export async function toLangChain(messages: ChatMessage[]): Promise<BaseMessage[]> {
  const { AIMessage, HumanMessage, SystemMessage } = await import('@langchain/core/messages');
  const kinds = { system: SystemMessage, user: HumanMessage, assistant: AIMessage };
  return messages.map(({ role, content }) => new kinds[role](content));
}

/** A chunk of OpenAI's protocol as a piece. */
export function pieceOf(chunk: Chunk): ChatPiece {
  const { finish_reason: finishReason, model_name: model } = chunk.response_metadata ?? {};
  return {
    ...(typeof chunk.content === 'string' && { text: chunk.content }),
    ...(typeof finishReason === 'string' && { finishReason }),
    ...(typeof model === 'string' && { model }),
    ...(chunk.usage_metadata && { usage: usageOf(chunk.usage_metadata) }),
  };
}

/** LangChain's tokens as ours. */
export function usageOf(usage: LangChainUsage): ModelUsage {
  return {
    promptTokens: usage.input_tokens,
    completionTokens: usage.output_tokens,
    cachedTokens: usage.input_token_details?.cache_read ?? 0,
    cacheWriteTokens: usage.input_token_details?.cache_creation ?? 0,
    reasoningTokens: usage.output_token_details?.reasoning ?? 0,
  };
}
