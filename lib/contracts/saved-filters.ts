import { z } from 'zod';
import { idSchema, timeSchema } from './common';
import { runFilterTextsSchema } from './run-filter';

const filterNameSchema = z.string().trim().min(1).max(64);
const keptSchema = runFilterTextsSchema.refine((texts) => Object.keys(texts).length > 0, 'holds no filter');

/** `POST /api/saved-filters`: `query` is the page's own search parameters. */
export const saveFilterSchema = z.strictObject({ page: z.literal('runs').default('runs'), name: filterNameSchema, query: keptSchema });

/** `PUT /api/saved-filters/{id}`: what is absent stays. */
export const updateFilterSchema = z.strictObject({ name: filterNameSchema.optional(), query: keptSchema.optional() });

export const savedFilterSchema = z.object({
  id: idSchema,
  page: z.literal('runs'),
  name: z.string(),
  query: runFilterTextsSchema,
  createdAt: timeSchema,
});
export const savedFilterListSchema = z.object({ items: z.array(savedFilterSchema) });

export type SaveFilter = z.infer<typeof saveFilterSchema>;
export type UpdateFilter = z.infer<typeof updateFilterSchema>;
export type SavedFilterView = z.infer<typeof savedFilterSchema>;
