import { z } from 'zod';
import type { Json } from '@/lib/std/json';

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

/** Tokens and money summed over attempts. `costNano` is null where a price is unknown. */
export const usageSumSchema = z.object({
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  cachedTokens: z.number().int(),
  reasoningTokens: z.number().int(),
  costNano: nanoSchema.nullable(),
  currency: z.string(),
  /** Attempts whose provider gave no usage: shown as unknown. */
  unknownAttempts: z.number().int(),
});

export type IssueView = z.infer<typeof issueSchema>;
export type UsageSum = z.infer<typeof usageSumSchema>;
