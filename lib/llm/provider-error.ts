import { z } from 'zod';

/** What of a provider's refusal decides; its own words are left out, for they may repeat prompts or keys. */
export interface ProviderError {
  /** The machine-readable code; empty where there is none. */
  code: string;
  retryAfterMs?: number;
}

const MAX_ERROR_BYTES = 64 * 1024;
const CODE = /^[a-z][a-z0-9_.-]{0,63}$/i;

const detailSchema = z.looseObject({ reason: z.string().optional(), retryDelay: z.string().optional() });
const bodySchema = z.object({
  error: z.looseObject({
    code: z.unknown().optional(),
    type: z.unknown().optional(),
    status: z.unknown().optional(),
    message: z.string().optional(),
    details: z.array(detailSchema).optional(),
  }),
});
type Told = z.infer<typeof bodySchema>['error'];

/** Reads the answer of a refused call: OpenAI's, Azure's, Anthropic's and Google's forms alike. */
export async function readProviderError(response: Response): Promise<ProviderError> {
  const told = parse(await readCapped(response.body));
  const retryAfterMs = parseRetryAfter(response.headers) ?? retryDelayOf(told);
  return { code: told ? codeOf(told) : '', ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** A wrong key and an empty account are told by words or details only (Google: API_KEY_INVALID; Anthropic: "credit balance"). */
function codeOf(told: Told): string {
  if (told.details?.some(({ reason }) => reason === 'API_KEY_INVALID')) return 'invalid_api_key';
  if (/credit balance is too low/i.test(told.message ?? '')) return 'insufficient_quota';
  const code = [told.code, told.type, told.status].find((one): one is string => typeof one === 'string' && CODE.test(one));
  return code ?? '';
}

/** Google says when to come back in the body: RetryInfo, "34s" or "0.5s". */
function retryDelayOf(told: Told | null): number | undefined {
  const delay = told?.details?.find((detail) => detail.retryDelay !== undefined)?.retryDelay;
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay ?? '')?.[1];
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000);
}

function parse(text: string): Told | null {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.error : null;
  } catch {
    return null;
  }
}

async function readCapped(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > MAX_ERROR_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    // The status alone says enough.
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseRetryAfter(headers: Headers): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(ms)) return Math.round(ms);
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Math.round(Number(text) * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
