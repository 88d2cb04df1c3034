import type { BaseMessage } from '@langchain/core/messages';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Egress } from '@/lib/egress';
import type { ChatAnswer, ChatMessage, ChatRequest, ModelUsage } from '@/lib/nodes/contract';
import { toChatFailure } from './chat-failure';
import type { ModelCredential } from './model-credential';
import { type ChatTarget, cutFailure } from './model-failures';
import { watchedFetch } from './watched-fetch';

/** An answer may grow to this many UTF-16 units; the stream around it is several times as long. */
export const MAX_ANSWER_UNITS = 10 * 1024 * 1024;
const MAX_STREAM_BYTES = 64 * 1024 * 1024;

/** One call of an OpenAI-compatible endpoint. */
export interface OpenAiCall {
  request: ChatRequest;
  credential: ModelCredential;
  baseUrl: string;
  model: string;
  egress: Egress;
  signal: AbortSignal;
  /** `native` asks by `response_format`; `told` says the shape in the instructions, for servers that know no such field. */
  schemaMode: 'native' | 'told';
}

interface Gathered {
  text: string;
  started: boolean;
  finishReason: string | null;
  model: string;
  usage: ModelUsage | null;
  firstTokenMs: number | null;
}

/** Streams one answer. Never retries: attempts belong to the run. Throws NodeFailure; a broken stream keeps its text as `partial`. */
export async function openAiChat(call: OpenAiCall): Promise<ChatAnswer> {
  const { request, signal } = call;
  const startedAt = performance.now();
  const target: ChatTarget = { provider: request.provider, model: call.model, host: new URL(call.baseUrl).host };
  const gathered: Gathered = { text: '', started: false, finishReason: null, model: call.model, usage: null, firstTokenMs: null };
  const own = ownSignal(signal);
  const watch = watchedFetch(call.egress.asFetch({ allowBaseUrl: call.baseUrl, maxBytes: MAX_STREAM_BYTES }), target);
  try {
    const chat = await openChat(call, watch.fetch);
    for await (const chunk of await chat.stream(await toLangChain(messagesFor(call)), { signal: own.signal })) {
      gather(gathered, chunk, request.onText, startedAt);
      if (gathered.text.length > MAX_ANSWER_UNITS) throw cutFailure(target, gathered);
    }
  } catch (error) {
    throw toChatFailure({ error, target, progress: gathered, signal, transport: watch.failure() });
  } finally {
    own.release();
  }
  if (signal.aborted) throw toChatFailure({ error: signal.reason, target, progress: gathered, signal, transport: null });
  if (gathered.finishReason === null) throw cutFailure(target, gathered);
  return {
    text: gathered.text,
    provider: request.provider,
    model: gathered.model,
    finishReason: gathered.finishReason,
    usage: gathered.usage,
    firstTokenMs: gathered.firstTokenMs,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

/** A signal of this call's own: the SDK and LangChain leave listeners behind, and a run's signal outlives thousands of calls. */
function ownSignal(signal: AbortSignal): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return { signal: controller.signal, release: () => signal.removeEventListener('abort', onAbort) };
}

async function openChat(call: OpenAiCall, guardedFetch: typeof fetch) {
  // Costs 0.4 s and 48 MB, so only a process that calls a model pays.
  const { ChatOpenAICompletions } = await import('@langchain/openai');
  const { request, credential, model } = call;
  const schema = call.schemaMode === 'native' ? request.outputSchema : undefined;
  return new ChatOpenAICompletions({
    model,
    apiKey: credential.secret || 'none',
    maxRetries: 0,
    streamUsage: true,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.maxTokens !== undefined && { maxTokens: request.maxTokens }),
    ...(schema && { modelKwargs: { response_format: responseFormat(schema) } }),
    // Null keeps the SDK from reading organisation and project from the environment; its log would repeat answers.
    configuration: { baseURL: call.baseUrl, fetch: guardedFetch, organization: null, project: null, logLevel: 'off' },
  });
}

function responseFormat(schema: JsonSchema) {
  return { type: 'json_schema', json_schema: { name: 'answer', schema, strict: isStrict(schema) } };
}

/** OpenAI's strict mode wants every object closed and every property required. */
function isStrict(schema: JsonSchema): boolean {
  const names = Object.keys(schema.properties ?? {});
  const closed =
    schema.type !== 'object' || (schema.additionalProperties === false && names.every((name) => schema.required?.includes(name)));
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])];
  return closed && inner.every(isStrict);
}

function messagesFor({ request, schemaMode }: OpenAiCall): ChatMessage[] {
  if (!request.outputSchema || schemaMode === 'native') return request.messages;
  const told = `Answer with JSON only, no other words, that satisfies this JSON Schema:\n${JSON.stringify(request.outputSchema)}`;
  return [{ role: 'system', content: told }, ...request.messages];
}

async function toLangChain(messages: ChatMessage[]): Promise<BaseMessage[]> {
  const { AIMessage, HumanMessage, SystemMessage } = await import('@langchain/core/messages');
  const kinds = { system: SystemMessage, user: HumanMessage, assistant: AIMessage };
  return messages.map(({ role, content }) => new kinds[role](content));
}

/** What is read of a LangChain chunk; its own type is wider. */
interface Chunk {
  content: unknown;
  response_metadata?: { finish_reason?: unknown; model_name?: unknown };
  usage_metadata?: Usage | undefined;
}

interface Usage {
  input_tokens: number;
  output_tokens: number;
  input_token_details?: { cache_read?: number | undefined } | undefined;
  output_token_details?: { reasoning?: number | undefined } | undefined;
}

function gather(gathered: Gathered, chunk: Chunk, onText: (delta: string) => void, startedAt: number): void {
  gathered.started = true;
  const { finish_reason: finishReason, model_name: modelName } = chunk.response_metadata ?? {};
  if (typeof finishReason === 'string') gathered.finishReason = finishReason;
  if (typeof modelName === 'string' && modelName !== '') gathered.model = modelName;
  if (chunk.usage_metadata) gathered.usage = toUsage(chunk.usage_metadata);
  if (typeof chunk.content !== 'string' || chunk.content === '') return;
  gathered.firstTokenMs ??= Math.round(performance.now() - startedAt);
  gathered.text += chunk.content;
  onText(chunk.content);
}

function toUsage(usage: Usage): ModelUsage {
  return {
    promptTokens: usage.input_tokens,
    completionTokens: usage.output_tokens,
    cachedTokens: usage.input_token_details?.cache_read ?? 0,
    reasoningTokens: usage.output_token_details?.reasoning ?? 0,
  };
}
