import type { Egress } from '@/lib/egress';
import { type ChatAnswer, type ChatRequest, NodeFailure } from '@/lib/nodes/contract';
import { createDemoModel } from './demo/demo-model';
import type { FindModelCredential, ModelCredential } from './model-credential';
import { notConfigured } from './model-failures';
import { type OpenAiCall, openAiChat } from './openai-chat';
import { findProvider } from './providers';

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

const OPENAI_BASE_URL = 'https://api.openai.com/v1';
// Endpoints seen to refuse response_format, by base URL and model; forgotten with the process.
const MAX_REMEMBERED = 500;

/** Builds the models door. */
export function createModels(options: ModelsOptions): Models {
  const demo = createDemoModel({ tokensPerSecond: options.demoTokensPerSecond ?? 40 });
  const schemaRefused = new Set<string>();
  return {
    async chat(workspaceId, request, signal) {
      signal.throwIfAborted();
      if (request.provider === 'demo') return demo(request, signal);
      const credential = await credentialFor(options.credentials, workspaceId, request);
      const call = toCall(request, credential, options.egress, signal);
      const key = `${call.baseUrl} ${call.model}`;
      if (schemaRefused.has(key)) return openAiChat({ ...call, schemaMode: 'told' });
      try {
        return await openAiChat(call);
      } catch (error) {
        if (!isSchemaRefusal(error, request)) throw error;
        const answer = await openAiChat({ ...call, schemaMode: 'told' });
        if (schemaRefused.size < MAX_REMEMBERED) schemaRefused.add(key);
        return answer;
      }
    },
  };
}

async function credentialFor(find: FindModelCredential, workspaceId: string, request: ChatRequest): Promise<ModelCredential> {
  if (!findProvider(request.provider)) throw notConfigured(request.provider, undefined);
  const credential = await find(workspaceId, request.credential, request.provider);
  if (!credential || credential.kind !== request.provider) throw notConfigured(request.provider, request.credential);
  return credential;
}

function toCall(request: ChatRequest, credential: ModelCredential, egress: Egress, signal: AbortSignal): OpenAiCall {
  const baseUrl = credential.config.baseUrl ?? (request.provider === 'openai' ? OPENAI_BASE_URL : undefined);
  if (!baseUrl || !URL.canParse(baseUrl)) {
    throw new NodeFailure(
      'denied',
      'provider_not_configured',
      `Provider ${request.provider} has no valid base URL. Add it under Settings > Models`,
    );
  }
  const model = request.model ?? credential.config.defaultModel ?? findProvider(request.provider)?.defaultModel;
  if (!model) {
    throw new NodeFailure(
      'invalid',
      'model_not_named',
      `Name a model in the node, or a default model for ${request.provider} under Settings > Models`,
    );
  }
  return { request, credential, baseUrl, model, egress, signal, schemaMode: 'native' };
}

/** A 400 for a request with a shape, before any text: the server may know no `response_format`, and one call without it will tell. */
function isSchemaRefusal(error: unknown, request: ChatRequest): boolean {
  return request.outputSchema !== undefined && error instanceof NodeFailure && error.code === 'model_request_invalid';
}
