import type { Tiktoken } from 'js-tiktoken/lite';
import { stoppedFailure } from '@/lib/llm/chat-failure';
import type { ChatAnswer, ChatMessage, ChatRequest } from '@/lib/nodes/contract';
import { fillSchema } from './fill-schema';
import { readPrompt } from './read-prompt';
import { countTokens, encode, loadTokens, piecesOf } from './tokens';
import { writeAnswer } from './write-answer';

/** The model that needs no key: a small honest algorithm that quotes, sorts, extracts and summarises, and invents nothing. */
export type DemoModel = (request: ChatRequest, signal: AbortSignal) => Promise<ChatAnswer>;

const MODEL = 'demo-1';
// Chat formats wrap each message in about this many tokens (OpenAI cookbook, "How to count tokens").
const TOKENS_PER_MESSAGE = 3;

/** Builds a demo model that writes so many tokens a second. The same messages always get the same answer. */
export function createDemoModel({ tokensPerSecond }: { tokensPerSecond: number }): DemoModel {
  return async (request, signal) => {
    const startedAt = performance.now();
    const tokens = await loadTokens();
    const ids = await encode(tokens, demoAnswer(request));
    const written = ids.slice(0, request.maxTokens ?? ids.length);
    const pieces = piecesOf(tokens, written);
    const promptTokens = await countPrompt(tokens, request.messages);
    const { text, firstTokenMs } = await writeSlowly({ pieces, tokensPerSecond, signal, onText: request.onText, startedAt });
    return {
      text,
      provider: 'demo',
      model: MODEL,
      finishReason: written.length < ids.length ? 'length' : 'stop',
      usage: { promptTokens, completionTokens: written.length, cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
      firstTokenMs,
      durationMs: Math.round(performance.now() - startedAt),
    };
  };
}

/** What the demo model says to these messages, without the waiting. */
export function demoAnswer({ messages, outputSchema }: Pick<ChatRequest, 'messages' | 'outputSchema'>): string {
  const prompt = readPrompt(messages);
  if (!outputSchema) return writeAnswer(prompt);
  return JSON.stringify(fillSchema(outputSchema, { prompt, seed: hashOf(messages) }));
}

async function countPrompt(tokens: Tiktoken, messages: readonly ChatMessage[]): Promise<number> {
  let total = 0;
  for (const { content } of messages) total += TOKENS_PER_MESSAGE + (await countTokens(tokens, content));
  return total;
}

async function writeSlowly(options: {
  pieces: readonly string[];
  tokensPerSecond: number;
  signal: AbortSignal;
  onText: (delta: string) => void;
  startedAt: number;
}): Promise<{ text: string; firstTokenMs: number | null }> {
  const { pieces, tokensPerSecond, signal, onText } = options;
  const writingSince = performance.now();
  let firstTokenMs: number | null = null;
  let sent = 0;
  let text = '';
  while (sent < pieces.length) {
    await wait(1000 / tokensPerSecond, signal);
    if (signal.aborted) throw stoppedFailure(signal.reason, { provider: 'demo', model: MODEL, host: 'demo' }, { text, started: sent > 0 });
    // By the clock, not by the tick: timers are coarse, and many answers may be written at once.
    const due = Math.max(sent + 1, Math.floor(((performance.now() - writingSince) / 1000) * tokensPerSecond));
    const delta = pieces.slice(sent, due).join('');
    sent = Math.min(due, pieces.length);
    text += delta;
    firstTokenMs ??= Math.round(performance.now() - options.startedAt);
    onText(delta);
  }
  return { text, firstTokenMs };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
  });
}

/** FNV-1a over the conversation: the seed for choices that nothing in it decides. */
function hashOf(messages: readonly ChatMessage[]): number {
  let hash = 0x811c9dc5;
  for (const character of messages.map(({ role, content }) => `${role}\n${content}`).join('\n')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
