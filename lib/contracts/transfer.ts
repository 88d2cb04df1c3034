import { z } from 'zod';
import { idSchema, issueSchema } from './common';
import { documentSchema, flowDetailSchema, versionSchema } from './flows';

/** Most UTF-16 units of a flow document's text; `lib/dsl` counts its bytes as well. */
export const IMPORT_LIMIT = 2_097_152;

const formatSchema = z.enum(['json', 'yaml']);
const textSchema = z.string().min(1).max(IMPORT_LIMIT);

/** `POST /api/flows/import/preview`. With `flowId`: as an update of that flow. */
export const previewImportSchema = z.strictObject({
  text: textSchema,
  /** Absent: told from the text. */
  format: formatSchema.optional(),
  flowId: idSchema.optional(),
});

/**
 * `POST /api/flows/import`. With `flowId` the document replaces that flow's draft, only over the version `baseVersion`. `credentials` maps a
 * reference as the text has it to the name of a credential here.
 */
export const importFlowSchema = previewImportSchema
  .extend({
    name: z.string().trim().min(1).max(128).optional(),
    baseVersion: z.number().int().min(1).optional(),
    credentials: z.record(z.string().max(128), z.string().min(1).max(128)).optional(),
  })
  .refine(({ flowId, baseVersion }) => (flowId === undefined) === (baseVersion === undefined), {
    error: 'flowId and baseVersion go together: an update says which draft it has seen',
    path: ['baseVersion'],
  });

const nodesSchema = z.array(z.string());
const namedSchema = z.object({ id: idSchema, name: z.string() });

/** A credential the text names, and what of the workspace it could be. */
const credentialNeedSchema = z.object({
  reference: z.string(),
  /** A provider's id, `http_header` or `webhook_secret`. */
  kind: z.string(),
  nodes: nodesSchema,
  /** The credential of this name or id here; null where there is none of the kind. */
  found: namedSchema.nullable(),
  choices: z.array(namedSchema),
});

/** What an import would do and what it lacks here; nothing was written. */
export const importReportSchema = z.object({
  /** False: the text is no flow document; `issues` say why. */
  canImport: z.boolean(),
  format: formatSchema,
  name: z.string().nullable(),
  nodeCount: z.number().int(),
  contentHash: z.string().nullable(),
  /** The text is of a later DSL version than this release reads. */
  newerDsl: z.object({ found: z.number(), supported: z.number().int() }).nullable(),
  /** The first hundred; `errorCount` and `warningCount` count all. */
  issues: z.array(issueSchema),
  errorCount: z.number().int(),
  warningCount: z.number().int(),
  /** Node types this release does not have. */
  nodeTypes: z.array(z.object({ type: z.string(), nodes: nodesSchema })),
  /** Providers without a credential here. */
  providers: z.array(z.object({ provider: z.string(), nodes: nodesSchema })),
  /** Models this release has not heard of; they may exist all the same. */
  models: z.array(z.object({ provider: z.string(), model: z.string(), nodes: nodesSchema })),
  /** False: the caller may not see credentials, so none were looked up. */
  credentialsSeen: z.boolean(),
  credentials: z.array(credentialNeedSchema),
  /** Declared triggers; they stay off until somebody publishes. */
  triggers: z.array(z.object({ id: z.string(), type: z.string() })),
  /** Places where an export took a secret out. */
  removedSecrets: z.array(z.object({ nodeId: z.string().nullable(), path: z.string() })),
  /** What would become of the flow that is updated. */
  update: z
    .object({
      flowId: idSchema,
      name: z.string(),
      draftVersion: z.number().int(),
      sameMeaning: z.boolean(),
      added: nodesSchema,
      removed: nodesSchema,
      changed: nodesSchema,
      /** Edges, inputs, outputs, triggers and the rest that differ. */
      otherChanges: z.number().int(),
    })
    .nullable(),
});

/** The flow as it is now; `replaced` is the draft an update took the place of, for taking it back. */
export const importedFlowSchema = z.object({
  flow: flowDetailSchema,
  replaced: z.object({ name: z.string(), dsl: documentSchema }).nullable(),
});

/** `GET /api/flows/{id}/export`. */
export const exportFlowQuerySchema = z.object({ format: formatSchema.default('json'), version: versionSchema.default('draft') });

/** A flow as a file. */
export const exportedFlowSchema = z.object({
  fileName: z.string(),
  format: formatSchema,
  mediaType: z.string(),
  text: z.string(),
  /** Of the document in `text`. */
  contentHash: z.string(),
  /** Where something that looked like a secret was taken out; JSON Pointers. */
  removedSecrets: z.array(z.object({ nodeId: z.string().nullable(), path: z.string() })),
  /** Credentials the document names; their secrets are in no export. */
  credentials: z.array(z.string()),
});

export type PreviewImport = z.infer<typeof previewImportSchema>;
export type ImportFlow = z.infer<typeof importFlowSchema>;
export type ImportReport = z.infer<typeof importReportSchema>;
export type ImportedFlow = z.infer<typeof importedFlowSchema>;
export type ExportFlowQuery = z.infer<typeof exportFlowQuerySchema>;
export type ExportedFlow = z.infer<typeof exportedFlowSchema>;
