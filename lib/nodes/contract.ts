import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import type { FailureClass } from '@/lib/dsl/document';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json, JsonObject } from '@/lib/std/json';

/** A node type's pure half: its description, and how older parameters become today's. */
export interface NodeDefinition {
  description: NodeTypeDescription;
  /** Turns the parameters of an older version into the next version's. */
  migrate?: (parameters: JsonObject, fromVersion: number) => JsonObject;
}

/**
 * Tokens of one model call, by kind. `cached` (read from the provider's prompt cache) and `cacheWrite` (stored in it) are parts of the
 * prompt, `reasoning` is part of the completion.
 */
export interface ModelUsage {
  promptTokens: number;
  completionTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
}

/** One message to a chat model. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A chat call, provider-free. `onText` hears the answer as it grows. */
export interface ChatRequest {
  provider: string;
  model?: string;
  messages: ChatMessage[];
  temperature?: number;
  maxTokens?: number;
  outputSchema?: JsonSchema;
  /** Name or id of the credential; absent: the workspace's first for that provider. */
  credential?: string;
  /** Bound of this call alone, within the attempt's own. */
  timeoutMs?: number;
  onText: (delta: string) => void;
}

/** What a chat call answered. `usage` is null where the provider gave none. */
export interface ChatAnswer {
  text: string;
  json?: Json;
  provider: string;
  model: string;
  finishReason: string;
  usage: ModelUsage | null;
  firstTokenMs: number | null;
  durationMs: number;
}

/** What a model call that failed had used. `usage` is what the provider had counted until then: at least that; null where it told none. */
export interface SpentCall {
  provider: string;
  model: string;
  usage: ModelUsage | null;
  firstTokenMs: number | null;
  durationMs: number;
}

/** One outside HTTP call. `body` is sent as given; `timeoutMs` bounds the whole exchange. */
export interface HttpCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Name of the credential whose headers are added for its own hosts only. */
  credential?: string;
}

/** The answer to an outside call; the body is at most the configured cap, decoded. */
export interface HttpAnswer {
  /** Where the answer came from, after redirects. */
  url: string;
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** What a task may read, by the names expressions know. `nodes` holds those its parameters name and that have a result. */
export interface TaskScope {
  input: Json;
  nodes: Record<string, { output: Json; error: Json }>;
  /** null outside of a body. */
  item: Json;
  index: number | null;
  run: Json;
  vars: Json;
}

/** A function body to be run away from everything, with what it may read and cost. `onLog` hears its console, in bounds. */
export interface CodeCall {
  source: string;
  scope: TaskScope;
  memoryMb: number;
  timeMs: number;
  onLog: (text: string) => void;
}

/** Ways in which code gives no answer. */
export type CodeFaultKind =
  | 'syntax'
  | 'threw'
  | 'time'
  | 'memory'
  | 'recursion'
  | 'never_settles'
  | 'no_answer'
  | 'cycle'
  | 'not_json'
  | 'answer_too_large'
  | 'answer_too_deep'
  | 'input_too_large'
  | 'crashed';

/** Why code gave no answer. */
export interface CodeFault {
  kind: CodeFaultKind;
  /** What the engine said, or what was found instead of JSON. */
  detail?: string;
  /** Member of the answer it is about. */
  member?: string;
  /** Line of the source, from 1. */
  line?: number;
}

/** How code ended: its answer, or why there is none. */
export type CodeAnswer = { ok: true; value: Json } | { ok: false; fault: CodeFault };

/** All an executor may touch. It has no other way out. */
export interface ExecutionContext {
  readonly runId: string;
  readonly path: string;
  readonly attempt: number;
  /** Stable over attempts and takeovers: the idempotency key of a write. */
  readonly effectKey: string;
  /** Header name the target honours for `effectKey`, when the node declares one. */
  readonly idempotencyHeader: string | null;
  readonly signal: AbortSignal;
  /** How long the whole attempt may take. */
  readonly timeoutMs: number;
  /** Text of the answer as it grows; shown live, never recorded from here. */
  streamText(delta: string): void;
  /** Evaluates a bare expression in the task's scope; `extra` adds names such as `item`. Throws NodeFailure. */
  evaluate(source: string, extra?: JsonObject): Json;
  /** All that expressions of the task may read, as one value. */
  readScope(): TaskScope;
  chat(request: ChatRequest): Promise<ChatAnswer>;
  http(call: HttpCall): Promise<HttpAnswer>;
  /** Runs code in the sandbox. Throws NodeFailure only where it was stopped from outside or no sandbox could be had. */
  runCode(call: CodeCall): Promise<CodeAnswer>;
}

/** How a wait opens. */
export interface OpenedWait {
  /** When it ends by itself, in database ms; null: only an answer ends it. */
  dueAt: number | null;
  /** Members (by e-mail or id) and roles that may answer; empty: whoever has the permission. */
  approvers?: readonly string[];
}

/**
 * The waiting half of a node whose control is `wait`: pure, and called again after a restart with the same parameters.
 * Each member throws NodeFailure on purpose and nothing else.
 */
export interface NodeWaiting {
  type: string;
  /** `now` in database ms. */
  open(parameters: JsonObject, now: number): OpenedWait;
  /** What an answer makes of the wait; absent where nobody answers. */
  answer?(parameters: JsonObject, answer: Json): ExecutionResult;
  /** What it is when its time has come. Times in database ms. */
  expire(parameters: JsonObject, times: { openedAt: number; dueAt: number }): ExecutionResult;
  /** Only where an address ends the wait: how long that address is good from the run's start, in ms. */
  addressMs?(parameters: Readonly<Record<string, unknown>>): number;
}

/** What an executor answers. `port` only for nodes whose control is `branch`; `receipt` proves a write; `log` is kept with the attempt. */
export interface ExecutionResult {
  output: Json;
  port?: string;
  receipt?: JsonObject;
  log?: string;
}

/** The doing half of a node type. `parameters` are resolved and validated against the definition's schema. */
export interface NodeExecutor {
  type: string;
  execute(parameters: JsonObject, context: ExecutionContext): Promise<ExecutionResult>;
}

/**
 * The one error an executor throws on purpose.
 * `unanswered` = the request may have arrived and no answer came: a write is then uncertain, not failed.
 */
export class NodeFailure extends Error {
  readonly failureClass: FailureClass;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  readonly unanswered: boolean;
  /** Partial output kept with the attempt: `{ text }` streamed before the cut, `{ log }` written to the console. */
  readonly partial: Json | undefined;
  /** Line of the node's code, from 1, where it failed. */
  readonly line: number | undefined;
  /** The model that was asked, where a model call got that far. */
  readonly model: string | undefined;
  /** Set where a model had begun to answer: it may be charged for. */
  readonly spent: SpentCall | undefined;

  constructor(
    failureClass: FailureClass,
    code: string,
    message: string,
    options: {
      retryAfterMs?: number;
      unanswered?: boolean;
      partial?: Json;
      line?: number;
      model?: string;
      spent?: SpentCall;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'NodeFailure';
    this.failureClass = failureClass;
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.unanswered = options.unanswered ?? false;
    this.partial = options.partial;
    this.line = options.line;
    this.model = options.model;
    this.spent = options.spent;
  }
}
