import { z } from 'zod';
import { idSchema, timeSchema } from './common';

/** Nano-units for a million tokens, as a decimal string: less than a million dollars, so that no call's money passes 64 bits. */
const perMillionSchema = z.string().regex(/^\d{1,15}$/, 'must be whole nano-units, at most 15 digits');

/** What a million tokens of each kind cost. `prompt` is for tokens neither read from nor written to the provider's cache. */
const ratesSchema = z.strictObject({
  promptNano: perMillionSchema,
  cachedNano: perMillionSchema,
  cacheWriteNano: perMillionSchema,
  completionNano: perMillionSchema,
});

/** The rates of a whole call whose prompt is longer than `above` tokens. */
const longRatesSchema = ratesSchema.extend({ above: z.number().int().min(1).max(100_000_000) });

/** `POST /api/prices`, `PUT /api/prices/{id}`. Times absent: from now on, and without end. `model: "*"` is every model not named otherwise. */
export const savePriceSchema = ratesSchema.extend({
  provider: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  model: z.string().trim().max(128).regex(/^\S+$/, 'must be a name without spaces'),
  validFrom: timeSchema.optional(),
  validUntil: timeSchema.nullable().default(null),
  long: longRatesSchema.nullable().default(null),
  source: z.string().trim().max(256).default(''),
});

/** A price of the workspace, or (`id: null`) one shipped with this release. */
export const priceSchema = ratesSchema.extend({
  id: idSchema.nullable(),
  provider: z.string(),
  model: z.string(),
  currency: z.string(),
  /** Null for a shipped price: it holds wherever the workspace has none of its own. */
  validFrom: timeSchema.nullable(),
  validUntil: timeSchema.nullable(),
  long: longRatesSchema.nullable(),
  source: z.string(),
  /** Of a shipped price: whose list it is from, and the day it was compared with it. */
  list: z.object({ url: z.string(), asOf: z.string() }).nullable(),
  /** Whether an attempt that begins now is charged by it. */
  inForce: z.boolean(),
});
export const priceListSchema = z.object({ items: z.array(priceSchema) });

export type SavePrice = z.infer<typeof savePriceSchema>;
export type PriceView = z.infer<typeof priceSchema>;
