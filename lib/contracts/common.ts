import { z } from 'zod';
import type { Json } from '@/lib/std/json';
import type { UsageSum } from '@/lib/std/usage-sum';

/**
 * Any JSON. Only what `JSON.parse` made, or what becomes JSON, is ever held against a contract: walking it once more proves nothing, and
 * cost 4 s for 15 MB of small objects.
 */
export const jsonSchema = z.unknown() as unknown as z.ZodType<Json>; // said above

/** A bare ULID. */
export const idSchema = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'must be a 26-character ULID');

/** An ISO time in UTC with milliseconds. */
export const timeSchema = z.iso.datetime();

/** Nano units of the currency as a decimal string: money is never a float. */
export const nanoSchema = z.string().regex(/^-?\d+$/);

/** Page of a list: pass `nextCursor` back as `cursor`; null means that was all. */
export const pageQuerySchema = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The page around a list of items. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** One thing wrong with a document, as the API tells it; `message` is the English sentence. */
export const issueSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  nodeId: z.string().nullable(),
  params: z.record(z.string(), jsonSchema),
  message: z.string(),
  fix: z.object({ title: z.string(), commands: z.array(z.record(z.string(), jsonSchema)) }).optional(),
});

/** Tokens and money summed over model calls: what is known is added, what is not is counted beside it (`lib/std/usage-sum.ts`). */
export const usageSumSchema = z.object({
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  /** Of the prompt tokens, those read from the provider's cache. */
  cachedTokens: z.number().int(),
  /** Of the prompt tokens, those written to it. */
  cacheWriteTokens: z.number().int(),
  reasoningTokens: z.number().int(),
  /** What is known to have been paid; more was where `unknownCosts` or `unknownAttempts` is not zero. */
  costNano: nanoSchema,
  /** What the provider's cache saved; negative where writing to it cost more. */
  savedNano: nanoSchema,
  currency: z.string(),
  /** Calls whose provider gave no final usage: tokens and money are at least what is counted. */
  unknownAttempts: z.number().int(),
  /** Calls whose money is unknown, as that of a model without a price: nothing of them is in `costNano`. */
  unknownCosts: z.number().int(),
}) satisfies z.ZodType<UsageSum>;

export type IssueView = z.infer<typeof issueSchema>;
export type { UsageSum };
