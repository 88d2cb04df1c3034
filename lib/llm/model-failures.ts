import { NodeFailure } from '@/lib/nodes/contract';
import type { Json } from '@/lib/std/json';

/** What was being asked of whom when it broke. */
export interface ChatTarget {
  provider: string;
  model: string;
  host: string;
}

/** How far the answer had come. */
export interface ChatProgress {
  text: string;
  /** At least one piece of the stream had come. */
  started: boolean;
}

/** The failure of a provider that nobody has configured. */
export function notConfigured(provider: string, credential: string | undefined): NodeFailure {
  const what = credential ? `There is no credential "${credential}" for provider ${provider}` : `Provider ${provider} has no key`;
  return new NodeFailure('denied', 'provider_not_configured', `${what}. Add a key under Settings > Models`);
}

/** The failure of a key that is kept for another host than the one it would go to. */
export function wrongHost(provider: string, host: string): NodeFailure {
  const message = `The key of ${provider} may not be sent to ${host}; save it again for that address under Settings > Models`;
  return new NodeFailure('denied', 'credential_host', message);
}

/** The failure a provider's HTTP status stands for. The provider's own words are left out: they may repeat prompts or keys. */
export function statusFailure(status: number, target: ChatTarget, detail: { code: string; retryAfterMs?: number }): NodeFailure {
  const { provider, model, host } = target;
  const waits = detail.retryAfterMs === undefined ? {} : { retryAfterMs: detail.retryAfterMs };
  const said = detail.code ? ` (${detail.code})` : '';
  if (detail.code === 'insufficient_quota' || status === 402) {
    return new NodeFailure(
      'denied',
      'model_quota',
      `The account at ${host} has no credit left; top it up or use another key under Settings > Models`,
    );
  }
  if (status === 429) {
    return new NodeFailure('rate_limited', 'model_rate_limited', `${host} wants fewer calls; lower the concurrency or retry later`, waits);
  }
  if (status === 401 || status === 403 || detail.code === 'invalid_api_key') {
    return new NodeFailure('denied', 'model_denied', `${host} refused the key of ${provider}${said}; check it under Settings > Models`);
  }
  if (status === 404) {
    return new NodeFailure('invalid', 'model_not_found', `${host} knows no model "${model}"; choose another model, or check the base URL`);
  }
  if (status === 408) return new NodeFailure('timeout', 'timeout', `${host} waited too long for the request; retry`, waits);
  if (detail.code === 'content_filter') {
    return new NodeFailure('invalid', 'model_content_refused', `${host} refused the prompt by its content filter; change the prompt`);
  }
  if (status >= 500) {
    return new NodeFailure(
      'unavailable',
      'model_unavailable',
      `${host} answered ${status}; the trouble is on its side, retry later`,
      waits,
    );
  }
  return new NodeFailure('invalid', 'model_request_invalid', `${host} did not accept the request for ${model}: status ${status}${said}`);
}

/** The failure of an answer that grew past what any use of it could hold; what had come by then is kept with it. */
export function answerTooLarge({ model }: ChatTarget, { text }: ChatProgress): NodeFailure {
  const message = `The answer of ${model} grew too large and was stopped; set the longest answer (max_tokens), or ask for less at once`;
  return new NodeFailure('invalid', 'answer_too_large', message, { partial: { text } });
}

/** The failure of a call that was refused before it left: a setting that the model is known not to take. */
export function neverAsked({ model }: ChatTarget, cause: unknown): NodeFailure {
  const message = `${model} does not take the settings of the node, for example its temperature; leave them empty or choose another model`;
  return new NodeFailure('invalid', 'model_request_invalid', message, { cause });
}

/** The failure of a stream that stopped before its end; the text so far is kept with it. */
export function cutFailure(target: ChatTarget, progress: ChatProgress, cause?: unknown): NodeFailure {
  const partial: Json = { text: progress.text };
  return new NodeFailure(
    'unavailable',
    'stream_cut',
    `The answer of ${target.model} broke off; the text so far is kept, retry for a whole one`,
    {
      partial,
      cause,
    },
  );
}
