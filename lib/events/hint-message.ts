import { z } from 'zod';
import type { LiveHint } from './live-channel';

const seqSchema = z.object({ kind: z.literal('seq'), runId: z.string(), seq: z.number().int(), ended: z.boolean() });
const textSchema = z.object({
  kind: z.literal('text'),
  runId: z.string(),
  path: z.string(),
  attempt: z.number().int(),
  offset: z.number().int(),
  text: z.string(),
});
const messageSchema = z.object({ v: z.literal(1), hints: z.array(z.discriminatedUnion('kind', [seqSchema, textSchema])) });

/** NOTIFY takes less than 8,000 bytes; both adapters keep to it. */
const MAX_BYTES = 7900; // leaves room for the envelope

/** Hints as messages below NOTIFY's limit. A hint that is too large alone (an endless path) is left out: hints may be lost. */
export function toMessages(hints: readonly LiveHint[]): string[] {
  const messages: string[] = [];
  let batch: string[] = [];
  let bytes = 0;
  for (const hint of hints) {
    const text = JSON.stringify(hint);
    const size = Buffer.byteLength(text) + 1;
    if (size > MAX_BYTES) continue;
    if (bytes + size > MAX_BYTES) {
      messages.push(envelope(batch));
      batch = [];
      bytes = 0;
    }
    batch.push(text);
    bytes += size;
  }
  if (batch.length > 0) messages.push(envelope(batch));
  return messages;
}

/** The hints of a message; none where the message is not one of ours or of a newer version. */
export function fromMessage(message: string): LiveHint[] {
  try {
    const parsed = messageSchema.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data.hints : [];
  } catch {
    return [];
  }
}

function envelope(hints: string[]): string {
  return `{"v":1,"hints":[${hints.join(',')}]}`;
}
