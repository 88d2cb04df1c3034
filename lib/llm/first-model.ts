import { z } from 'zod';
import type { Egress } from '@/lib/egress';
import type { ModelCredential } from './model-credential';

const listSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(128) })) });
const MAX_LIST_BYTES = 1024 * 1024;

/**
 * The first model a server of OpenAI's protocol lists that can chat; null where it lists none. Throws the NodeFailure of a server that
 * cannot be reached.
 */
export async function firstModel(options: {
  egress: Egress;
  baseUrl: string;
  credential: ModelCredential;
  signal: AbortSignal;
}): Promise<string | null> {
  const { egress, baseUrl, credential, signal } = options;
  const guarded = egress.asFetch({ allowBaseUrl: baseUrl, maxBytes: MAX_LIST_BYTES });
  const headers: Record<string, string> = credential.secret ? { authorization: `Bearer ${credential.secret}` } : {};
  const response = await guarded(`${baseUrl.replace(/\/+$/, '')}/models`, { headers, signal });
  const parsed = listSchema.safeParse(await response.json().catch(() => null));
  return parsed.data?.data.find(({ id }) => !/embed|rerank/i.test(id))?.id ?? null;
}
