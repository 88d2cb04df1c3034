import type { Egress } from '@/lib/egress';
import type { ChatRequest, ModelUsage } from '@/lib/nodes/contract';
import type { ModelCredential } from './model-credential';

/** One call of a provider, with all it needs to be made. */
export interface ChatCall {
  request: ChatRequest;
  credential: ModelCredential;
  baseUrl: string;
  /** Model, or the deployment where the provider calls by deployment. */
  model: string;
  egress: Egress;
  signal: AbortSignal;
  /** `native` asks for a shape by the provider's own field; `told` says it in the instructions, for servers that know no such field. */
  schemaMode: 'native' | 'told';
}

/** A piece of an answer, whatever the provider's protocol. `usage` replaces what an earlier piece told. */
export interface ChatPiece {
  text?: string;
  finishReason?: string;
  model?: string;
  usage?: ModelUsage;
}

/** Opens the provider's stream through the guarded fetch. Never retries: attempts belong to the run. */
export type OpenChatStream = (call: ChatCall, guarded: { fetch: typeof fetch; signal: AbortSignal }) => AsyncIterable<ChatPiece>;
