import { z } from 'zod';
import { ACCOUNT_ROUTES } from './account-routes';
import { APPROVAL_ROUTES } from './approval-routes';
import { jsonSchema, pageQuerySchema } from './common';
import * as flows from './flows';
import * as prices from './prices';
import { runFilterSchema } from './run-filter';
import * as runs from './runs';
import * as filters from './saved-filters';
import type { Permission } from './settings';
import * as settings from './settings';
import * as transfer from './transfer';
import * as usage from './usage';

/** Most bytes of a body, and most values in it: members, list items, objects and lists. */
export interface BodyLimits {
  bytes: number;
  values: number;
}

/** One route of the API: what it takes, what it answers, what it needs. Router, OpenAPI and client are built from this. */
export interface RouteContract {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** `public` routes authenticate themselves (webhooks) or have nothing to protect (health). */
  permission: Permission | 'signed_in' | 'public';
  query?: z.ZodType;
  body?: z.ZodType;
  /** How much a body may hold where the API's general limits are not meant. */
  bodyLimits?: BodyLimits;
  /** Schema of the envelope's `data`. */
  data: z.ZodType;
  status?: number;
}

/** For a document of 2 MB, escaped as a text inside JSON, and what stands around it. A value takes 40 bytes once it is built. */
const DOCUMENT_LIMITS: BodyLimits = { bytes: 5 * 1024 * 1024, values: 250_000 };

const none = z.null();
const define = <T extends Record<string, RouteContract>>(table: T): T => table;

/** The API, route by route; paths as Hono writes them. */
export const ROUTES = define({
  createFlow: {
    method: 'POST',
    path: '/api/flows',
    summary: 'Create a flow',
    permission: 'flow:edit',
    body: flows.createFlowSchema,
    bodyLimits: DOCUMENT_LIMITS,
    data: flows.flowDetailSchema,
    status: 201,
  },
  listFlows: {
    method: 'GET',
    path: '/api/flows',
    summary: 'List flows',
    permission: 'flow:read',
    query: flows.listFlowsQuerySchema,
    data: flows.flowPageSchema,
  },
  getFlow: {
    method: 'GET',
    path: '/api/flows/:id',
    summary: 'Read a flow with its draft',
    permission: 'flow:read',
    data: flows.flowDetailSchema,
  },
  updateFlow: {
    method: 'PUT',
    path: '/api/flows/:id',
    summary: 'Update the draft',
    permission: 'flow:edit',
    body: flows.updateFlowSchema,
    bodyLimits: DOCUMENT_LIMITS,
    data: flows.flowDetailSchema,
  },
  deleteFlow: { method: 'DELETE', path: '/api/flows/:id', summary: 'Delete a flow', permission: 'flow:delete', data: none },
  publishFlow: {
    method: 'POST',
    path: '/api/flows/:id/publish',
    summary: 'Publish the draft as a revision',
    permission: 'flow:publish',
    body: flows.publishFlowSchema,
    data: flows.revisionSchema,
    status: 201,
  },
  validateDocument: {
    method: 'POST',
    path: '/api/flows/validate',
    summary: 'Validate a document without storing it',
    permission: 'flow:read',
    body: flows.validateDocumentSchema,
    bodyLimits: DOCUMENT_LIMITS,
    data: flows.validationSchema,
  },
  previewImport: {
    method: 'POST',
    path: '/api/flows/import/preview',
    summary: 'Say what an import would do and lacks, without doing it',
    permission: 'flow:edit',
    body: transfer.previewImportSchema,
    data: transfer.importReportSchema,
  },
  importFlow: {
    method: 'POST',
    path: '/api/flows/import',
    summary: 'Import a document as a new flow, or into the draft of one',
    permission: 'flow:edit',
    body: transfer.importFlowSchema,
    data: transfer.importedFlowSchema,
    status: 201,
  },
  exportFlow: {
    method: 'GET',
    path: '/api/flows/:id/export',
    summary: 'Export the draft or a revision as JSON or YAML',
    permission: 'flow:read',
    query: transfer.exportFlowQuerySchema,
    data: transfer.exportedFlowSchema,
  },
  listRevisions: {
    method: 'GET',
    path: '/api/flows/:id/revisions',
    summary: 'List revisions, newest first',
    permission: 'flow:read',
    query: pageQuerySchema,
    data: flows.revisionPageSchema,
  },
  getRevision: {
    method: 'GET',
    path: '/api/flows/:id/revisions/:revNo',
    summary: 'Read one revision',
    permission: 'flow:read',
    data: flows.revisionDetailSchema,
  },
  diffVersions: {
    method: 'GET',
    path: '/api/flows/:id/diff',
    summary: 'Compare two revisions, or one with the draft',
    permission: 'flow:read',
    query: flows.diffQuerySchema,
    data: flows.diffSchema,
  },
  restoreRevision: {
    method: 'POST',
    path: '/api/flows/:id/revisions/:revNo/restore',
    summary: 'Make a revision the draft again',
    permission: 'flow:edit',
    body: flows.restoreRevisionSchema,
    data: flows.flowDetailSchema,
  },
  rollBackFlow: {
    method: 'POST',
    path: '/api/flows/:id/rollback',
    summary: 'Send all traffic to a revision published before',
    permission: 'flow:publish',
    body: flows.rollBackFlowSchema,
    data: flows.revisionSchema,
  },
  getDraftRun: {
    method: 'GET',
    path: '/api/flows/:id/draft-run',
    summary: 'Read the last run of the draft as it stands',
    permission: 'run:read',
    data: flows.draftRunSchema,
  },
  getSampleInput: {
    method: 'GET',
    path: '/api/flows/:id/sample-input',
    summary: 'Sample input for the run form',
    permission: 'flow:read',
    data: flows.sampleInputSchema,
  },
  listTemplates: {
    method: 'GET',
    path: '/api/templates',
    summary: 'List shipped templates',
    permission: 'flow:read',
    data: flows.templateListSchema,
  },
  createFromTemplate: {
    method: 'POST',
    path: '/api/templates/use',
    summary: 'Create a flow from a template',
    permission: 'flow:edit',
    body: flows.createFromTemplateSchema,
    data: flows.flowDetailSchema,
    status: 201,
  },
  triggerRun: {
    method: 'POST',
    path: '/api/runs/trigger',
    summary: 'Start a run',
    permission: 'run:start',
    body: runs.triggerRunSchema,
    data: runs.runAcceptedSchema,
  },
  listRuns: {
    method: 'GET',
    path: '/api/runs',
    summary: 'List runs, newest first',
    permission: 'run:read',
    query: runs.listRunsQuerySchema,
    data: runs.runPageSchema,
  },
  countRuns: {
    method: 'GET',
    path: '/api/runs/count',
    summary: 'Count the runs that match',
    permission: 'run:read',
    query: runFilterSchema,
    data: runs.runCountSchema,
  },
  cancelRuns: {
    method: 'POST',
    path: '/api/runs/cancel',
    summary: 'Cancel several runs',
    permission: 'run:cancel',
    body: runs.cancelRunsSchema,
    data: runs.cancelledRunsSchema,
  },
  getRun: { method: 'GET', path: '/api/runs/:runId', summary: 'Read a run', permission: 'run:read', data: runs.runDetailSchema },
  listTasks: {
    method: 'GET',
    path: '/api/runs/:runId/tasks',
    summary: 'List task runs by path',
    permission: 'run:read',
    query: runs.listTasksQuerySchema,
    data: runs.taskPageSchema,
  },
  getTask: {
    method: 'GET',
    path: '/api/runs/:runId/task',
    summary: 'Read one task run with its values',
    permission: 'run:read',
    query: z.object({ path: z.string().max(1024) }),
    data: runs.taskDetailSchema,
  },
  listEffects: {
    method: 'GET',
    path: '/api/runs/:runId/effects',
    summary: "List the run's outside writes",
    permission: 'run:read',
    data: runs.effectListSchema,
  },
  cancelRun: {
    method: 'POST',
    path: '/api/runs/:runId/cancel',
    summary: 'Cancel a run',
    permission: 'run:cancel',
    data: runs.runAcceptedSchema,
  },
  ...APPROVAL_ROUTES,
  resolveEffect: {
    method: 'POST',
    path: '/api/runs/:runId/effects/resolve',
    summary: 'Say what became of an uncertain effect',
    permission: 'run:cancel',
    body: runs.resolveEffectSchema,
    data: none,
  },
  getDashboard: {
    method: 'GET',
    path: '/api/usage/dashboard',
    summary: 'Money, tokens, runs, failures and latency over time and by group',
    permission: 'usage:read',
    query: usage.dashboardQuerySchema,
    data: usage.dashboardSchema,
  },
  listSavedFilters: {
    method: 'GET',
    path: '/api/saved-filters',
    summary: "List one's own saved filters",
    permission: 'run:read',
    data: filters.savedFilterListSchema,
  },
  createSavedFilter: {
    method: 'POST',
    path: '/api/saved-filters',
    summary: 'Save a filter under a name',
    permission: 'run:read',
    body: filters.saveFilterSchema,
    data: filters.savedFilterSchema,
    status: 201,
  },
  updateSavedFilter: {
    method: 'PUT',
    path: '/api/saved-filters/:id',
    summary: 'Rename a saved filter, or change what it holds',
    permission: 'run:read',
    body: filters.updateFilterSchema,
    data: filters.savedFilterSchema,
  },
  deleteSavedFilter: {
    method: 'DELETE',
    path: '/api/saved-filters/:id',
    summary: 'Delete a saved filter',
    permission: 'run:read',
    data: none,
  },
  ...ACCOUNT_ROUTES,
  listNodeTypes: {
    method: 'GET',
    path: '/api/node-types',
    summary: 'The catalog of node types',
    permission: 'flow:read',
    data: z.object({ items: z.array(z.record(z.string(), jsonSchema)) }),
  },
  listTokens: {
    method: 'GET',
    path: '/api/tokens',
    summary: 'List API tokens',
    permission: 'member:manage',
    data: settings.tokenListSchema,
  },
  createToken: {
    method: 'POST',
    path: '/api/tokens',
    summary: 'Create an API token',
    permission: 'member:manage',
    body: settings.createTokenSchema,
    data: settings.createdTokenSchema,
    status: 201,
  },
  revokeToken: { method: 'DELETE', path: '/api/tokens/:id', summary: 'Revoke an API token', permission: 'member:manage', data: none },
  listCredentials: {
    method: 'GET',
    path: '/api/credentials',
    summary: 'List credentials, without their secrets',
    permission: 'credential:use',
    data: settings.credentialListSchema,
  },
  createCredential: {
    method: 'POST',
    path: '/api/credentials',
    summary: 'Save a new credential',
    permission: 'credential:manage',
    body: settings.saveCredentialSchema,
    data: settings.credentialSchema,
    status: 201,
  },
  updateCredential: {
    method: 'PUT',
    path: '/api/credentials/:id',
    summary: 'Change a credential',
    permission: 'credential:manage',
    body: settings.saveCredentialSchema,
    data: settings.credentialSchema,
  },
  deleteCredential: {
    method: 'DELETE',
    path: '/api/credentials/:id',
    summary: 'Delete a credential',
    permission: 'credential:manage',
    data: none,
  },
  testCredential: {
    method: 'POST',
    path: '/api/credentials/:id/test',
    summary: 'Make one tiny call with a credential',
    permission: 'credential:manage',
    data: settings.credentialTestSchema,
  },
  listProviders: {
    method: 'GET',
    path: '/api/providers',
    summary: 'Model providers and whether they are configured',
    permission: 'flow:read',
    data: settings.providerListSchema,
  },
  listPrices: {
    method: 'GET',
    path: '/api/prices',
    summary: "What models cost: the workspace's own prices and the shipped ones",
    permission: 'usage:read',
    data: prices.priceListSchema,
  },
  createPrice: {
    method: 'POST',
    path: '/api/prices',
    summary: 'Give a model a price from a moment on',
    permission: 'credential:manage',
    body: prices.savePriceSchema,
    data: prices.priceSchema,
    status: 201,
  },
  updatePrice: {
    method: 'PUT',
    path: '/api/prices/:id',
    summary: 'Change or end a price',
    permission: 'credential:manage',
    body: prices.savePriceSchema,
    data: prices.priceSchema,
  },
  deletePrice: { method: 'DELETE', path: '/api/prices/:id', summary: 'Delete a price', permission: 'credential:manage', data: none },
});

export type RouteName = keyof typeof ROUTES;
