import { z } from 'zod';
import { idSchema, jsonSchema, pageOf, pageQuerySchema, timeSchema } from './common';

/** `mine` leaves out what others are to decide; `runId` keeps one run's. */
export const listApprovalsQuerySchema = pageQuerySchema.extend({
  /** Names a run and a path, which may be long. */
  cursor: z.string().max(1100).optional(),
  runId: idSchema.optional(),
  mine: z.enum(['true', 'false']).default('true'),
});

/** An approval that waits for a decision. */
export const approvalSchema = z.object({
  runId: z.string(),
  path: z.string(),
  nodeId: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  message: z.string(),
  /** JSON Schema of what is to be filled in; null: nothing is. */
  form: z.record(z.string(), jsonSchema).nullable(),
  /** Who may decide: members by e-mail or id, and roles; empty: whoever may decide approvals. */
  approvers: z.array(z.string()),
  mayDecide: z.boolean(),
  openedAt: timeSchema,
  dueAt: timeSchema.nullable(),
});

export const decideApprovalSchema = z.strictObject({
  path: z.string().min(1).max(1024),
  decision: z.enum(['approved', 'rejected']),
  form: z.record(z.string(), jsonSchema).optional(),
  comment: z.string().max(4000).optional(),
});

export const approvalPageSchema = pageOf(approvalSchema);
export const approvalCountSchema = z.object({ waiting: z.number().int() });

export type ApprovalView = z.infer<typeof approvalSchema>;
export type DecideApproval = z.infer<typeof decideApprovalSchema>;
