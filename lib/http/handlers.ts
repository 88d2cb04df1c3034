import type { z } from 'zod';
import type { Principal } from '@/lib/auth';
import type { ROUTES, RouteName } from '@/lib/contracts/routes';
import { changePassword } from '@/lib/services/account/change-password';
import { getAccount } from '@/lib/services/account/get-account';
import { signOutEverywhere } from '@/lib/services/account/sign-out-everywhere';
import { updateAccount } from '@/lib/services/account/update-account';
import { countApprovals } from '@/lib/services/approvals/count-approvals';
import { decideApproval } from '@/lib/services/approvals/decide-approval';
import { listApprovals } from '@/lib/services/approvals/list-approvals';
import { listCredentials } from '@/lib/services/credentials/list-credentials';
import { listProviders } from '@/lib/services/credentials/list-providers';
import { createCredential, deleteCredential, updateCredential } from '@/lib/services/credentials/save-credential';
import { testCredential } from '@/lib/services/credentials/test-credential';
import type { ServiceDeps } from '@/lib/services/deps';
import { createFlow } from '@/lib/services/flows/create-flow';
import { deleteFlow } from '@/lib/services/flows/delete-flow';
import { getDraftRun } from '@/lib/services/flows/get-draft-run';
import { getFlow } from '@/lib/services/flows/get-flow';
import { listFlows } from '@/lib/services/flows/list-flows';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { createFromTemplate, getSampleInput, listTemplates } from '@/lib/services/flows/templates';
import { updateFlow } from '@/lib/services/flows/update-flow';
import { validateFlowDocument } from '@/lib/services/flows/validate-flow-document';
import { getMe } from '@/lib/services/me/get-me';
import { listNodeTypes } from '@/lib/services/node-types/list-node-types';
import { listPrices } from '@/lib/services/prices/list-prices';
import { createPrice, deletePrice, updatePrice } from '@/lib/services/prices/save-price';
import { rollBackFlow } from '@/lib/services/releases/roll-back-flow';
import { diffVersions } from '@/lib/services/revisions/diff-versions';
import { getRevision } from '@/lib/services/revisions/get-revision';
import { listRevisions } from '@/lib/services/revisions/list-revisions';
import { restoreRevision } from '@/lib/services/revisions/restore-revision';
import { cancelRun } from '@/lib/services/runs/cancel-run';
import { cancelRuns } from '@/lib/services/runs/cancel-runs';
import { countRuns } from '@/lib/services/runs/count-runs';
import { getRun } from '@/lib/services/runs/get-run';
import { getTask } from '@/lib/services/runs/get-task';
import { listEffects } from '@/lib/services/runs/list-effects';
import { listRuns } from '@/lib/services/runs/list-runs';
import { listTasks } from '@/lib/services/runs/list-tasks';
import { resolveEffect } from '@/lib/services/runs/resolve-effect';
import { triggerRun } from '@/lib/services/runs/trigger-run';
import { createSavedFilter } from '@/lib/services/saved-filters/create-saved-filter';
import { deleteSavedFilter } from '@/lib/services/saved-filters/delete-saved-filter';
import { listSavedFilters } from '@/lib/services/saved-filters/list-saved-filters';
import { updateSavedFilter } from '@/lib/services/saved-filters/update-saved-filter';
import { createToken } from '@/lib/services/tokens/create-token';
import { listTokens } from '@/lib/services/tokens/list-tokens';
import { revokeToken } from '@/lib/services/tokens/revoke-token';
import { exportFlow } from '@/lib/services/transfer/export-flow';
import { importFlow } from '@/lib/services/transfer/import-flow';
import { previewImport } from '@/lib/services/transfer/preview-import';
import { getDashboard } from '@/lib/services/usage/get-dashboard';

type Routes = typeof ROUTES;

type PartOf<N extends RouteName, Part extends 'query' | 'body'> =
  Routes[N] extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : unknown;

/** Parameters that paths may hold; `readInput` has checked their form. */
interface PathParameters {
  id: string;
  runId: string;
  revNo: number;
}

/** A route's path parameters, query and body in one object, with the caller's idempotency key. */
export type HandlerInput<N extends RouteName> = PathParameters & PartOf<N, 'query'> & PartOf<N, 'body'> & { idempotencyKey?: string };

/** One use case as a route calls it. */
export type Handler<N extends RouteName> = (deps: ServiceDeps, principal: Principal, input: HandlerInput<N>) => Promise<unknown>;

/** The use case behind each route. */
export const HANDLERS: { [N in RouteName]: Handler<N> } = {
  createFlow,
  listFlows,
  getFlow,
  updateFlow,
  deleteFlow,
  publishFlow,
  // The contract's JSON record and the services' JSON object are the same values by two names.
  validateDocument: (deps, principal, { dsl }) => validateFlowDocument(deps, principal, { dsl: dsl as never }),
  previewImport,
  importFlow,
  exportFlow,
  listRevisions,
  getRevision,
  diffVersions,
  restoreRevision,
  rollBackFlow,
  getDraftRun,
  getSampleInput,
  listTemplates,
  createFromTemplate,
  triggerRun,
  listRuns,
  countRuns,
  cancelRuns,
  getRun,
  listTasks,
  getTask,
  listEffects,
  cancelRun,
  listApprovals,
  countApprovals,
  decideApproval,
  resolveEffect,
  getDashboard,
  listSavedFilters,
  createSavedFilter,
  updateSavedFilter,
  deleteSavedFilter,
  getMe,
  getAccount,
  updateAccount,
  changePassword,
  signOutEverywhere,
  listNodeTypes,
  listTokens,
  createToken,
  revokeToken,
  listCredentials,
  createCredential,
  updateCredential,
  deleteCredential,
  testCredential,
  listProviders,
  listPrices,
  createPrice,
  updatePrice,
  deletePrice,
};
