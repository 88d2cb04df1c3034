import type { Egress } from '@/lib/egress';
import { type ChatAnswer, type ChatRequest, NodeFailure } from '@/lib/nodes/contract';
import { anthropicStream } from './anthropic-stream';
import { azureStream } from './azure-stream';
import type { ChatCall, OpenChatStream } from './chat-call';
import { createDemoModel } from './demo/demo-model';
import { firstModel } from './first-model';
import { googleStream } from './google-stream';
import type { FindModelCredential, ModelCredential } from './model-credential';
import { notConfigured, wrongHost } from './model-failures';
import { openAiStream } from './openai-stream';
import { findProvider } from './providers';
import { streamChat } from './stream-chat';

/** All models a workspace may call, behind one door. */
export interface Models {
  /** Throws NodeFailure: `provider_not_configured`, `model_denied`, `model_not_found`, `model_rate_limited`, `stream_cut`, `timeout`, … */
  chat(workspaceId: string, request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer>;
}

export interface ModelsOptions {
  egress: Egress;
  credentials: FindModelCredential;
  /** Speed of the demo model; tests want it fast, people want to see it write. */
  demoTokensPerSecond?: number;
}

/** Each loads its library at the first call. */
const STREAMS: ReadonlyMap<string, OpenChatStream> = new Map([
  ['openai', openAiStream],
  ['openai_compatible', openAiStream],
  ['azure_openai', azureStream],
  ['anthropic', anthropicStream],
  ['google', googleStream],
]);

// Endpoints seen to refuse a schema, by base URL and model; forgotten with the process.
const MAX_REMEMBERED = 500;

/** Builds the models door. */
export function createModels(options: ModelsOptions): Models {
  const demo = createDemoModel({ tokensPerSecond: options.demoTokensPerSecond ?? 40 });
  const schemaRefused = new Set<string>();
  return {
    async chat(workspaceId, request, signal) {
      signal.throwIfAborted();
      if (request.provider === 'demo') return demo(request, signal);
      const open = STREAMS.get(request.provider);
      if (!open) throw notConfigured(request.provider, undefined);
      const credential = await credentialFor(options.credentials, workspaceId, request);
      const call = await toCall(request, credential, options.egress, signal);
      const key = `${call.baseUrl} ${call.model}`;
      if (schemaRefused.has(key)) return streamChat({ ...call, schemaMode: 'told' }, open);
      try {
        return await streamChat(call, open);
      } catch (error) {
        if (!isSchemaRefusal(error, request)) throw error;
        const answer = await streamChat({ ...call, schemaMode: 'told' }, open);
        if (schemaRefused.size < MAX_REMEMBERED) schemaRefused.add(key);
        return answer;
      }
    },
  };
}

async function credentialFor(find: FindModelCredential, workspaceId: string, request: ChatRequest): Promise<ModelCredential> {
  const credential = await find(workspaceId, request.credential, request.provider);
  if (!credential || credential.kind !== request.provider) throw notConfigured(request.provider, request.credential);
  return credential;
}

async function toCall(request: ChatRequest, credential: ModelCredential, egress: Egress, signal: AbortSignal): Promise<ChatCall> {
  const provider = findProvider(request.provider);
  const { config } = credential;
  const baseUrl = config.baseUrl ?? provider?.baseUrl;
  if (!baseUrl || !URL.canParse(baseUrl)) {
    throw new NodeFailure(
      'denied',
      'provider_not_configured',
      `Provider ${request.provider} has no valid base URL. Add it under Settings > Models`,
    );
  }
  const { host } = new URL(baseUrl);
  if (config.hosts && !config.hosts.includes(host)) throw wrongHost(request.provider, host);
  const named = request.model ?? config.deployment ?? config.defaultModel ?? provider?.defaultModel;
  const asksServer = !named && request.provider === 'openai_compatible';
  const model = asksServer ? await firstModel({ egress, baseUrl, credential, signal }) : named;
  if (!model) {
    throw new NodeFailure(
      'invalid',
      'model_not_named',
      `Name a model in the node, or a default model for ${request.provider} under Settings > Models`,
    );
  }
  return { request, credential, baseUrl, model, egress, signal, schemaMode: 'native' };
}

/** A 400 for a request with a shape, before any text: the server may know no schemas, and one call without it will tell. */
function isSchemaRefusal(error: unknown, request: ChatRequest): boolean {
  return request.outputSchema !== undefined && error instanceof NodeFailure && error.code === 'model_request_invalid';
}
