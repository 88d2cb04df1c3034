import { z } from 'zod';
import { isTimeZone } from '@/lib/std/zoned-time';
import { idSchema, nanoSchema, timeSchema } from './common';

/** What figures may be told apart by. */
export const USAGE_GROUPINGS = ['flow', 'model', 'node', 'cost_tag'] as const;
/** Ranges that end with the present hour or day. */
export const USAGE_RANGES = ['24h', '7d', '30d', '90d'] as const;
/** The dashboard's tables, as CSV. */
export const USAGE_CHARTS = ['money', 'tokens', 'runs', 'failures', 'latency', 'groups'] as const;

const queryFields = {
  range: z.enum(USAGE_RANGES).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  bucket: z.enum(['hour', 'day']).optional(),
  tz: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin').default('UTC'),
  by: z.enum(USAGE_GROUPINGS).default('model'),
  flow: idSchema.optional(),
  model: z.string().min(1).max(128).optional(),
  node: z.string().min(1).max(64).optional(),
  cost_tag: z.string().max(64).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO code, such as USD')
    .optional(),
};

/** Why a query names no stretch of time, or two of them. */
function checkRange({ value, issues }: z.core.ParsePayload<{ range?: unknown; from?: unknown; to?: unknown }>): void {
  const say = (path: string, message: string) => issues.push({ code: 'custom', input: value, path: [path], message });
  if ((value.from === undefined) !== (value.to === undefined)) say('to', 'from and to go together');
  if (value.range !== undefined && value.from !== undefined) say('range', 'give range, or from and to');
}

/**
 * Which figures are asked for. A `range` counts whole hours (24h) or days of the time zone up to the present one; else `from` and `to`
 * (exclusive). `model`, `node` and `cost_tag` keep calls, and runs that made such calls. An empty `cost_tag` means calls without one.
 */
export const dashboardQuerySchema = z.object(queryFields).check(checkRange);

/** The same with the table that is wanted. */
export const dashboardCsvQuerySchema = z.object({ ...queryFields, chart: z.enum(USAGE_CHARTS) }).check(checkRange);

/** A sum of whole numbers as decimal text: it may pass 2^53. */
const sumSchema = z.string().regex(/^\d+$/);
const countSchema = z.number().int();

/** Calls of models by when they ended. Tokens read from or written to a cache are part of the prompt tokens; reasoning of the completion's. */
export const callFiguresSchema = z.object({
  calls: countSchema,
  /** Calls whose price is not known: they are not in `costNano`. */
  unpriced: countSchema,
  /** Calls whose provider told no tokens. */
  unmeasured: countSchema,
  promptTokens: sumSchema,
  cachedTokens: sumSchema,
  cacheWriteTokens: sumSchema,
  completionTokens: sumSchema,
  reasoningTokens: sumSchema,
  costNano: nanoSchema,
  savedNano: nanoSchema,
});

/** Runs by when they were asked for. `failed` holds compensated ones too; the latency is that of ended runs that nobody cancelled. */
export const runFiguresSchema = z.object({
  runs: countSchema,
  succeeded: countSchema,
  failed: countSchema,
  cancelled: countSchema,
  unfinished: countSchema,
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
});

/** One line of the breakdown. Nodes of more than one flow are those that called models; of one flow, all that ran. */
export const groupFiguresSchema = callFiguresSchema.extend({
  /** Flow id, model, `<flow id>/<node id>` or cost tag (empty for none); null for all that are not listed. */
  key: z.string().nullable(),
  flowId: z.string().nullable(),
  flowName: z.string().nullable(),
  nodeId: z.string().nullable(),
  runs: countSchema.nullable(),
  /** Failed runs; by node of one flow those in which it failed. */
  failed: countSchema.nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
});

export const dashboardSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  tz: z.string(),
  bucket: z.enum(['hour', 'day']),
  by: z.enum(USAGE_GROUPINGS),
  /** What the latency of the groups is of: runs by flow, task runs by node of one flow, else calls. */
  latencyOf: z.enum(['runs', 'task_runs', 'calls']),
  /** All money of this answer is in this one: what was asked for, else what most calls were paid in. */
  currency: z.string(),
  currencies: z.array(z.string()),
  /** False in a workspace that never ran anything. */
  hasRuns: z.boolean(),
  totals: callFiguresSchema.extend(runFiguresSchema.shape),
  buckets: z.array(callFiguresSchema.extend({ from: timeSchema, to: timeSchema, ...runFiguresSchema.shape })),
  /** Money by group over the buckets, the dearest first; the key null is all others. */
  money: z.array(z.object({ key: z.string().nullable(), costNano: z.array(nanoSchema) })),
  /** Failed runs by the code of what failed them, the most frequent first; the code null is all others. */
  failures: z.array(z.object({ code: z.string().nullable(), runs: z.array(countSchema) })),
  groups: z.array(groupFiguresSchema),
});

export type DashboardQuery = z.infer<typeof dashboardQuerySchema>;
export type DashboardCsvQuery = z.infer<typeof dashboardCsvQuerySchema>;
export type Dashboard = z.infer<typeof dashboardSchema>;
export type DashboardBucket = Dashboard['buckets'][number];
export type DashboardGroup = z.infer<typeof groupFiguresSchema>;
export type CallFigures = z.infer<typeof callFiguresSchema>;
export type RunFigures = z.infer<typeof runFiguresSchema>;
export type UsageGrouping = (typeof USAGE_GROUPINGS)[number];
export type UsageChart = (typeof USAGE_CHARTS)[number];
