/** Providers' words for why an answer ended, in OpenAI's: `stop`, `length`, `content_filter`. A word of tomorrow stays as it is. */
const KNOWN: Readonly<Record<string, string>> = {
  // Anthropic (Messages API, "stop_reason").
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'content_filter',
  // Google (generateContent, "FinishReason").
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
};

/** Why an answer ended, in one vocabulary. */
export function toFinishReason(said: string): string {
  return Object.hasOwn(KNOWN, said) ? (KNOWN[said] ?? said) : said;
}
