import { z } from 'zod';

/** Most run ids in one job. */
export const MAX_RUN_IDS = 64;

/** What a ring carries: ids, never rows. New fields stay optional for one release, so that old and new processes can share a queue. */
export const ringPayloadSchema = z.object({
  v: z.literal(1),
  runIds: z.array(z.string().min(1).max(32)).min(1).max(MAX_RUN_IDS),
});

export type RingPayload = z.infer<typeof ringPayloadSchema>;
