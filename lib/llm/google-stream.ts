import { z } from 'zod';
import type { ChatMessage, ModelUsage } from '@/lib/nodes/contract';
import type { ChatCall, ChatPiece, OpenChatStream } from './chat-call';
import { toFinishReason } from './finish-reason';
import { readSse } from './read-sse';
import { messagesFor, nativeSchema } from './told-schema';

/**
 * Google's Gemini API, spoken directly: its SDK, and LangChain's class above it, call the global `fetch` and know no other, so their
 * calls would pass the egress guard by.
 */
export const googleStream: OpenChatStream = async function* (call, guarded) {
  const model = encodeURIComponent(call.model.replace(/^models\//, ''));
  const url = `${call.baseUrl.replace(/\/+$/, '')}/models/${model}:streamGenerateContent?alt=sse`;
  const response = await guarded.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-goog-api-key': call.credential.secret },
    body: JSON.stringify(bodyOf(call)),
    signal: guarded.signal,
  });
  if (!response.body) return;
  for await (const data of readSse(response.body)) yield pieceOf(chunkSchema.parse(JSON.parse(data)));
};

function bodyOf(call: ChatCall) {
  const { temperature, maxTokens } = call.request;
  const messages = messagesFor(call);
  const schema = nativeSchema(call);
  const system = messages.filter(({ role }) => role === 'system');
  return {
    contents: messages.filter(({ role }) => role !== 'system').map(toContent),
    ...(system.length > 0 && { systemInstruction: { parts: system.map(({ content }) => ({ text: content })) } }),
    generationConfig: {
      ...(temperature !== undefined && { temperature }),
      ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
      ...(schema && { responseMimeType: 'application/json', responseJsonSchema: schema }),
    },
  };
}

function toContent({ role, content }: ChatMessage) {
  return { role: role === 'assistant' ? 'model' : 'user', parts: [{ text: content }] };
}

const count = z.number().int().nonnegative().default(0);
const usageSchema = z.object({
  promptTokenCount: count,
  candidatesTokenCount: count,
  cachedContentTokenCount: count,
  thoughtsTokenCount: count,
});

/** What is read of a `GenerateContentResponse`. */
const chunkSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z
          .object({ parts: z.array(z.object({ text: z.string().optional(), thought: z.boolean().optional() })).optional() })
          .optional(),
        finishReason: z.string().optional(),
      }),
    )
    .optional(),
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
  usageMetadata: usageSchema.optional(),
  modelVersion: z.string().optional(),
  error: z.object({ status: z.string().optional() }).optional(),
});

function pieceOf(chunk: z.infer<typeof chunkSchema>): ChatPiece {
  if (chunk.error) throw new Error(`The stream ended with ${chunk.error.status ?? 'an error'}`);
  const candidate = chunk.candidates?.[0];
  const text = (candidate?.content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join('');
  // A prompt that was refused has no candidate at all.
  const reason = candidate?.finishReason ?? (chunk.promptFeedback?.blockReason ? 'SAFETY' : undefined);
  return {
    text,
    ...(reason && { finishReason: toFinishReason(reason) }),
    ...(chunk.modelVersion && { model: chunk.modelVersion }),
    ...(chunk.usageMetadata && { usage: usageOf(chunk.usageMetadata) }),
  };
}

/** Thoughts are charged as output and not among the candidates' tokens; cached tokens are among the prompt's. */
function usageOf(told: z.infer<typeof usageSchema>): ModelUsage {
  return {
    promptTokens: told.promptTokenCount,
    completionTokens: told.candidatesTokenCount + told.thoughtsTokenCount,
    cachedTokens: told.cachedContentTokenCount,
    cacheWriteTokens: 0,
    reasoningTokens: told.thoughtsTokenCount,
  };
}
