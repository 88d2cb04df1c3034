import { z } from 'zod';
import { LABEL_NAME, MOST_LABEL_TEXT, MOST_LABELS } from '@/lib/dsl/labels';
import { idSchema, jsonSchema, pageOf, pageQuerySchema, timeSchema, usageSumSchema } from './common';
import { documentSchema } from './flows';
import { checkRanges, runFilterFields, runFilterSchema, runStatusSchema } from './run-filter';

export const taskStatusSchema = z.enum(['PENDING', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED']);

const labelsSchema = z
  .record(z.string().regex(LABEL_NAME), z.string().trim().min(1).max(MOST_LABEL_TEXT))
  .refine((labels) => Object.keys(labels).length <= MOST_LABELS, `holds at most ${MOST_LABELS} labels`);

/** `POST /api/runs/trigger`. `revision: "draft"` needs `flow:edit`. */
export const triggerRunSchema = z.strictObject({
  flowId: idSchema,
  inputs: z.record(z.string(), jsonSchema).default({}),
  triggerType: z.enum(['manual', 'api', 'chat', 'event']).default('api'),
  mode: z.enum(['async', 'wait']).default('async'),
  waitMs: z.number().int().min(1).max(120_000).default(30_000),
  revision: z.union([z.number().int().min(1), z.literal('draft')]).optional(),
  /** Business keys of this run, before those the flow names; together at most eight. */
  labels: labelsSchema.optional(),
});

export const failureSchema = z.object({
  code: z.string(),
  class: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  nodeId: z.string().nullable(),
  attempt: z.number().int().nullable(),
  /** Line of the node's code, from 1, where it failed. */
  line: z.number().int().optional(),
});

export const runAcceptedSchema = z.object({
  runId: z.string(),
  status: runStatusSchema,
  /** Present when the call waited and the run succeeded. */
  outputs: z.record(z.string(), jsonSchema).optional(),
  error: failureSchema.nullable().optional(),
});

export const runSummarySchema = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  /** Null when the run walked a draft. */
  revNo: z.number().int().nullable(),
  status: runStatusSchema,
  triggerType: z.string(),
  createdAt: timeSchema,
  startedAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  durationMs: z.number().nullable(),
  endedBecause: z.string().nullable(),
  error: failureSchema.nullable(),
  usage: usageSumSchema,
  /** The run's business keys. */
  labels: z.record(z.string(), z.string()),
  /** Why a WAITING run waits: `uncertain`, `person`, `callback`, `timer`, `retry`. */
  waitingFor: z.string().nullable(),
});

export const runDetailSchema = runSummarySchema.extend({
  inputs: jsonSchema,
  outputs: jsonSchema.nullable(),
  /** The document the run walks, frozen. */
  dsl: documentSchema,
  snapshotHash: z.string(),
  seq: z.number().int(),
  taskCount: z.number().int(),
});

export const taskRunSchema = z.object({
  path: z.string(),
  nodeId: z.string(),
  status: taskStatusSchema,
  attempt: z.number().int(),
  startedAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  dueAt: timeSchema.nullable(),
  firstTokenMs: z.number().nullable(),
  preview: z.string().nullable(),
  port: z.string().nullable(),
  itemsTotal: z.number().int().nullable(),
  itemsDone: z.number().int().nullable(),
  error: failureSchema.nullable(),
  usage: usageSumSchema.nullable(),
  hasOutput: z.boolean(),
  /** What it waits for, while it does: `uncertain`, `timer`, `person`, `callback`; null for a retry. */
  waitsFor: z.string().nullable(),
});

export const attemptSchema = z.object({
  number: z.number().int(),
  status: z.string(),
  startedAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  /** Until the first model it called began to answer. */
  firstTokenMs: z.number().nullable(),
  error: failureSchema.nullable(),
  /** Of this attempt alone. */
  usage: usageSumSchema.nullable(),
  /** What is kept of an answer that broke off or had the wrong shape: its first 4,000 characters. */
  partialText: z.string().nullable(),
  /** What the node wrote to its console: the first 16,000 characters or so. */
  logText: z.string().nullable(),
});

export const effectSchema = z.object({
  path: z.string(),
  nodeId: z.string(),
  key: z.string(),
  kind: z.string(),
  status: z.enum(['INTENDED', 'DONE', 'UNCERTAIN', 'FAILED']),
  attempt: z.number().int(),
  target: z.string().nullable(),
  receipt: jsonSchema.nullable(),
  intendedAt: timeSchema,
  settledAt: timeSchema.nullable(),
  resolution: z.string().nullable(),
});

/** One task with its values: `GET /api/runs/{runId}/task?path=`. */
export const taskDetailSchema = taskRunSchema.extend({
  input: jsonSchema.nullable(),
  output: jsonSchema.nullable(),
  attempts: z.array(attemptSchema),
  effects: z.array(effectSchema),
});

/** A name that is no filter is refused: left out, it would list more runs than were meant. */
export const listRunsQuerySchema = z.strictObject({ ...pageQuerySchema.shape, ...runFilterFields }).check(checkRanges);

/** `count` and `cancellable` count to 10,000, and one more says that there are more; `asOf` is when. */
export const runCountSchema = z.object({ count: z.number().int(), cancellable: z.number().int(), asOf: timeSchema });

export const exportRunsQuerySchema = z.strictObject({ ...runFilterFields, format: z.enum(['csv', 'jsonl']) }).check(checkRanges);

/** Most runs one call cancels. */
export const MOST_CANCELLED = 100;

/** `POST /api/runs/cancel`: runs by their ids, or up to 100 of those that match a filter and were made up to `asOf`. */
export const cancelRunsSchema = z.union([
  z.strictObject({ runIds: z.array(idSchema).min(1).max(MOST_CANCELLED) }),
  z.strictObject({ filter: runFilterSchema, asOf: timeSchema }),
]);

/** What became of each run; `remaining` of those that match the filter are still to be cancelled, counted to 10,000. */
export const cancelledRunsSchema = z.object({
  items: z.array(
    z.object({
      runId: z.string(),
      outcome: z.enum(['requested', 'requested_before', 'ended', 'not_found']),
      /** As the run stood; null where there is none. */
      status: runStatusSchema.nullable(),
    }),
  ),
  remaining: z.number().int(),
});

/** `prefix` keeps only tasks below it (`each[3]/`); `depth=top` leaves out tasks inside bodies. */
export const listTasksQuerySchema = z.object({
  cursor: z.string().max(1100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  prefix: z.string().max(1024).optional(),
  depth: z.enum(['top', 'all']).default('all'),
  status: taskStatusSchema.optional(),
});

/** Resolves an uncertain effect: it happened, it did not, or try again. */
export const resolveEffectSchema = z.strictObject({
  path: z.string().max(1024),
  resolution: z.enum(['retry', 'done', 'failed']),
  output: jsonSchema.optional(),
});

/**
 * One frame of the live channel, the same over SSE and WebSocket. Frames of recorded events carry their `seq`;
 * text deltas and tails (`text.delta`, `text.tail`: `{ offset, text }`, offset in UTF-16 units of the attempt's text) carry none and may be lost. `data` is at most 8 KB.
 */
export const runFrameSchema = z.object({
  v: z.literal(1),
  seq: z.number().int().nullable(),
  at: timeSchema,
  type: z.string(),
  runId: z.string(),
  path: z.string().optional(),
  attempt: z.number().int().optional(),
  data: jsonSchema.optional(),
});

export const runPageSchema = pageOf(runSummarySchema);
export const taskPageSchema = pageOf(taskRunSchema);
export const effectListSchema = z.object({ items: z.array(effectSchema) });

export type TriggerRun = z.infer<typeof triggerRunSchema>;
export type RunAccepted = z.infer<typeof runAcceptedSchema>;
export type RunSummary = z.infer<typeof runSummarySchema>;
export type RunDetail = z.infer<typeof runDetailSchema>;
export type TaskRunView = z.infer<typeof taskRunSchema>;
export type TaskDetail = z.infer<typeof taskDetailSchema>;
export type EffectView = z.infer<typeof effectSchema>;
export type FailureView = z.infer<typeof failureSchema>;
export type RunFrame = z.infer<typeof runFrameSchema>;
export type ListRuns = z.infer<typeof listRunsQuerySchema>;
export type RunCount = z.infer<typeof runCountSchema>;
export type ExportRuns = z.infer<typeof exportRunsQuerySchema>;
export type CancelRuns = z.infer<typeof cancelRunsSchema>;
export type CancelledRuns = z.infer<typeof cancelledRunsSchema>;
export type ResolveEffect = z.infer<typeof resolveEffectSchema>;
