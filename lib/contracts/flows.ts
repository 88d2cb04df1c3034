import { z } from 'zod';
import { idSchema, issueSchema, jsonSchema, nanoSchema, pageOf, pageQuerySchema, timeSchema } from './common';

/** A flow document as JSON; its meaning is checked by `lib/dsl`, not here. */
export const documentSchema = z.record(z.string(), jsonSchema);

const nameSchema = z.string().trim().min(1).max(128);

/** `POST /api/flows`. `allowIssues` stores a draft that cannot run yet; shape errors are refused always. */
export const createFlowSchema = z.strictObject({
  name: nameSchema,
  dsl: documentSchema.optional(),
  /** The text as written (JSON or YAML) instead of `dsl`. */
  source: z.strictObject({ format: z.enum(['json', 'yaml']), text: z.string().max(2_097_152) }).optional(),
  allowIssues: z.boolean().default(false),
});

/** `PUT /api/flows/{id}`. `baseVersion` absent: last write wins, said so in the audit row. */
export const updateFlowSchema = z.strictObject({
  name: nameSchema.optional(),
  dsl: documentSchema.optional(),
  source: z.strictObject({ format: z.enum(['json', 'yaml']), text: z.string().max(2_097_152) }).optional(),
  baseVersion: z.number().int().min(1).optional(),
  allowIssues: z.boolean().default(false),
});

const revNoSchema = z.number().int().min(1).max(999_999_999);

/** `baseRevision`: what was live when the caller decided, null for nothing; absent: whatever is live is replaced. */
export const publishFlowSchema = z.strictObject({
  comment: z.string().max(2000).optional(),
  baseVersion: z.number().int().min(1).optional(),
  baseRevision: revNoSchema.nullable().optional(),
});

export const validateDocumentSchema = z.strictObject({ dsl: documentSchema });

export const listFlowsQuerySchema = pageQuerySchema.extend({ search: z.string().max(128).optional() });

/** One of the last runs of a flow, oldest first: enough for the sparkline. */
export const runDotSchema = z.object({ runId: z.string(), status: z.string(), durationMs: z.number().nullable() });

export const triggerViewSchema = z.object({
  id: idSchema,
  declaredId: z.string(),
  type: z.string(),
  path: z.string().nullable(),
  active: z.boolean(),
  /** Where to call it, for webhooks: path on this server. */
  url: z.string().nullable(),
});

export const flowSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  draftVersion: z.number().int(),
  /** Number of the newest revision; 0 for none. */
  currentRev: z.number().int(),
  /** The revision that takes traffic; null for none. After a rollback it is not the newest. */
  liveRev: z.number().int().nullable(),
  /** The draft differs from the live revision. */
  hasUnpublishedChanges: z.boolean(),
  errorCount: z.number().int(),
  warningCount: z.number().int(),
  nodeCount: z.number().int(),
  lastRuns: z.array(runDotSchema),
  /** What is known to have been paid today (UTC). */
  costTodayNano: nanoSchema,
  /** Model calls of today whose money is not, or not wholly, known. */
  unknownToday: z.number().int(),
  triggers: z.array(triggerViewSchema),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

export const flowDetailSchema = flowSummarySchema.extend({
  dsl: documentSchema,
  sourceFormat: z.enum(['json', 'yaml']),
  sourceText: z.string().nullable(),
  draftHash: z.string(),
  issues: z.array(issueSchema),
});

/** How many places differ from the revision before, by kind. */
export const changeCountsSchema = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  edges: z.number().int(),
  document: z.number().int(),
  triggers: z.number().int(),
});

export const revisionSchema = z.object({
  id: idSchema,
  revNo: z.number().int(),
  comment: z.string().nullable(),
  createdAt: timeSchema,
  createdBy: z.string(),
  snapshotHash: z.string(),
  live: z.boolean(),
  /** Null for the first revision. */
  changes: changeCountsSchema.nullable(),
  /** Runs that walked it; counted up to 1,001. */
  runCount: z.number().int(),
});

export const revisionDetailSchema = revisionSchema.extend({ dsl: documentSchema });

/** One side of a comparison: a revision by its number, or the draft. */
export const versionSchema = z.union([z.literal('draft'), z.coerce.number().int().min(1).max(999_999_999)]);
export const diffQuerySchema = z.object({ from: versionSchema, to: versionSchema });

/** One place where two values differ, by JSON Pointer; a side that is absent had no value there. */
const valueChangeSchema = z.object({ path: z.string(), before: jsonSchema.optional(), after: jsonSchema.optional() });
const scopeSchema = z.string().nullable();
const nodePresenceSchema = z.object({ id: z.string(), scope: scopeSchema, node: z.record(z.string(), jsonSchema) });
const nodeChangeSchema = z.object({
  id: z.string(),
  scope: scopeSchema,
  movedFrom: scopeSchema.optional(),
  changes: z.array(valueChangeSchema),
});
const edgePresenceSchema = z.object({ scope: scopeSchema, from: z.string(), port: z.string(), to: z.string(), input: z.string() });

/** Where two versions of a flow differ; all but `layout` is meaning. */
export const diffSchema = z.object({
  from: versionSchema,
  to: versionSchema,
  sameMeaning: z.boolean(),
  nodes: z.object({
    added: z.array(nodePresenceSchema),
    removed: z.array(nodePresenceSchema),
    changed: z.array(nodeChangeSchema),
  }),
  edges: z.object({ added: z.array(edgePresenceSchema), removed: z.array(edgePresenceSchema) }),
  document: z.array(valueChangeSchema),
  triggers: z.array(valueChangeSchema),
  layout: z.array(valueChangeSchema),
});

/** `POST /api/flows/{id}/revisions/{revNo}/restore`: only over the draft the caller has seen. */
export const restoreRevisionSchema = z.strictObject({ baseVersion: z.number().int().min(1) });
/** `POST /api/flows/{id}/rollback`. `baseRevision`: what was live when the caller decided; absent: whatever is live is replaced. */
export const rollBackFlowSchema = z.strictObject({ revision: revNoSchema, baseRevision: revNoSchema.optional() });

/** The last run of the draft as it stands, places of nodes aside. */
export const draftRunSchema = z.object({
  run: z.object({ runId: z.string(), status: z.string(), createdAt: timeSchema }).nullable(),
});

export const validationSchema = z.object({ issues: z.array(issueSchema) });
export const flowPageSchema = pageOf(flowSummarySchema);
export const revisionPageSchema = pageOf(revisionSchema);

/** A flow in small: boxes and arrows in the drawing's own units. `tint` and `icon` are the node types' own. */
export const flowPictureSchema = z.object({
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    z.object({
      id: z.string(),
      x: z.number(),
      y: z.number(),
      w: z.number(),
      h: z.number(),
      tint: z.string(),
      icon: z.string(),
      isScope: z.boolean(),
    }),
  ),
  edges: z.array(z.object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() })),
});

/** A shipped example flow with its sample input. */
export const templateSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  nodeCount: z.number().int(),
  picture: flowPictureSchema,
  /** One run on the sample with the demo model. */
  measured: z.object({ calls: z.number().int(), promptTokens: z.number().int(), completionTokens: z.number().int(), seconds: z.number() }),
  /** What the same tokens cost at a real model, by the shipped price of that day. */
  compared: z.object({ provider: z.string(), model: z.string(), costNano: nanoSchema, asOf: z.string() }),
});
export const templateListSchema = z.object({ items: z.array(templateSchema) });
export const createFromTemplateSchema = z.strictObject({ template: z.string().max(64), name: nameSchema.optional() });
/** The sample input that came with the template a flow was made from, for the run form. */
export const sampleInputSchema = z.object({ inputs: z.record(z.string(), jsonSchema).nullable() });

export type CreateFlow = z.infer<typeof createFlowSchema>;
export type UpdateFlow = z.infer<typeof updateFlowSchema>;
export type PublishFlow = z.infer<typeof publishFlowSchema>;
export type FlowSummary = z.infer<typeof flowSummarySchema>;
export type FlowDetail = z.infer<typeof flowDetailSchema>;
export type ChangeCounts = z.infer<typeof changeCountsSchema>;
export type RevisionView = z.infer<typeof revisionSchema>;
export type RevisionDetail = z.infer<typeof revisionDetailSchema>;
export type FlowVersion = z.infer<typeof versionSchema>;
export type FlowDiff = z.infer<typeof diffSchema>;
export type DraftRun = z.infer<typeof draftRunSchema>;
export type RestoreRevision = z.infer<typeof restoreRevisionSchema>;
export type RollBackFlow = z.infer<typeof rollBackFlowSchema>;
export type TriggerView = z.infer<typeof triggerViewSchema>;
export type RunDot = z.infer<typeof runDotSchema>;
export type FlowPicture = z.infer<typeof flowPictureSchema>;
export type TemplateView = z.infer<typeof templateSchema>;
