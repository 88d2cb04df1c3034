import type { JsonSchema } from '@/lib/dsl/json-schema';
import { type ChatAnswer, type ChatMessage, type ChatRequest, type NodeExecutor, NodeFailure } from '@/lib/nodes/contract';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { parseAnswerJson } from './answer-json';
import { type Asked, askInTurn } from './ask-in-turn';

/** Asks the model, and those it falls back to, streams the text on, and reads it as data where a shape was asked for. */
export const llmCompletionExecutor: NodeExecutor = {
  type: 'llm_completion',
  async execute(parameters, context) {
    const request = toRequest(parameters);
    const { answer, tried } = await askInTurn(context, toAsked(parameters), request);
    const output: JsonObject = {
      text: answer.text,
      provider: answer.provider,
      model: answer.model,
      finish_reason: answer.finishReason,
      usage: usageOf(answer),
    };
    if (tried.length > 0) output.tried = tried.map((one) => ({ ...one }));
    if (request.outputSchema) output.json = jsonOf(answer, request.outputSchema);
    return { output };
  },
};

function toRequest(parameters: JsonObject): Omit<ChatRequest, keyof Asked | 'onText'> {
  const { temperature, max_tokens: maxTokens, output_schema: outputSchema } = parameters;
  return {
    messages: toMessages(parameters),
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof maxTokens === 'number' && { maxTokens }),
    // A JSON Schema is plain JSON; the definition asks for an object.
    ...(isJsonObject(outputSchema) && { outputSchema: outputSchema as JsonSchema }),
  };
}

/** The node's own model, then those to fall back to. */
function toAsked(parameters: JsonObject): Asked[] {
  const { fallback } = parameters;
  return [parameters, ...(Array.isArray(fallback) ? fallback.filter(isJsonObject) : [])].map(({ provider, model, credential }) => ({
    provider: String(provider),
    ...(typeof model === 'string' && model !== '' && { model }),
    ...(typeof credential === 'string' && credential !== '' && { credential }),
  }));
}

function toMessages({ system, prompt, messages }: JsonObject): ChatMessage[] {
  const conversation: ChatMessage[] = Array.isArray(messages) ? messages.map(toMessage) : [];
  if (system !== undefined && system !== null && system !== '') conversation.unshift({ role: 'system', content: asText(system) });
  if (prompt !== undefined && prompt !== null) conversation.push({ role: 'user', content: asText(prompt) });
  if (!conversation.some((message) => message.role !== 'system')) {
    throw new NodeFailure('invalid', 'missing_parameter', 'The model was asked nothing; fill in the prompt or the messages');
  }
  return conversation;
}

function toMessage(value: Json): ChatMessage {
  // The definition's schema has checked role and content.
  const { role, content } = value as { role: ChatMessage['role']; content: Json };
  return { role, content: asText(content) };
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function usageOf({ usage }: ChatAnswer): Json {
  if (!usage) return null;
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    cached_tokens: usage.cachedTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    reasoning_tokens: usage.reasoningTokens,
  };
}

function jsonOf(answer: ChatAnswer, schema: JsonSchema): Json {
  const parsed = parseAnswerJson(answer.text, schema);
  if (parsed.ok) return parsed.value;
  const remedy =
    answer.finishReason === 'length'
      ? 'it was cut at its longest answer, so raise max_tokens'
      : 'simplify the shape, say it in the instructions too, or use a stronger model';
  throw new NodeFailure('invalid', 'model_output_invalid', `The answer of ${answer.model} ${parsed.error}; ${remedy}`, {
    partial: { text: answer.text, usage: usageOf(answer) },
  });
}
