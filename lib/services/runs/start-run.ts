import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RunAccepted } from '@/lib/contracts/runs';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import type { Json, JsonObject } from '@/lib/std/json';
import { insertRun } from './insert-run';
import { labelRun } from './label-run';
import { prepareInputs } from './prepare-inputs';
import type { StartTarget } from './start-target';

/** A run to be started; who may do so was decided before. */
export interface StartRun {
  /** Chosen by the caller, so that it can listen before the run exists. A repeated key answers another. */
  runId?: string;
  target: StartTarget;
  workspaceId: string;
  inputs: Json;
  triggerType: string;
  triggerId: string | null;
  /** `user:<id>`, `token:<id>` or `trigger:<id>`. */
  startedBy: string;
  /** Business keys by whoever starts it, beside those the flow names. */
  labels?: Readonly<Record<string, string>> | undefined;
  /** `request` is what a repeated key is compared by. */
  idempotency: { scope: string; key: string | undefined; request: Json };
}

/** A run as it was accepted; `isNew` is false where the key had started one before. */
export interface StartedRun {
  runId: string;
  status: RunAccepted['status'];
  isNew: boolean;
}

/**
 * Starts a run in one commit and rings for it. The same key with the same request answers the run it started before.
 * Throws `invalid_inputs`, and `idempotency_conflict` for the same key with another request.
 */
export async function startRun(deps: ServiceDeps, start: StartRun): Promise<StartedRun> {
  const { target, workspaceId, idempotency } = start;
  const inputs = prepareInputs(target, start.inputs);
  const key = idempotency.key ?? null;
  const requestHash = key === null ? null : hashRequest(idempotency.request);
  const variables = await readVariables(deps, workspaceId);
  const labels = labelRun({ document: target.document, inputs, vars: variables, given: start.labels ?? {} });
  const [input, vars] = await Promise.all([
    deps.payloads.encode(workspaceId, inputs),
    variables === null ? null : deps.payloads.encode(workspaceId, variables),
  ]);
  const runId = start.runId ?? newId();
  const { flowId, revId, snapshotHash } = target;
  const { triggerType, triggerId, startedBy } = start;
  const isNew = await insertRun(deps.db, {
    ...{ id: runId, workspaceId, flowId, revId, snapshotHash, triggerType, triggerId, startedBy, input, vars, labels },
    idempotency: { scope: idempotency.scope, key, requestHash },
  });
  const run = isNew ? { runId, status: 'PENDING' as const, isNew } : await findEarlier(deps, start, requestHash);
  // Not awaited: the commit is what was promised. A lost ring is reported by the orchestrator and made good by the workers' repair.
  if (run.status === 'PENDING') deps.orchestrator.start(run.runId).catch(() => {});
  return run;
}

function hashRequest(request: Json): string {
  // canonicalize answers undefined only for undefined.
  return createHash('sha256')
    .update(canonicalize(request) as string)
    .digest('hex');
}

/** The workspace's variables, remembered for two seconds; null when it has none. */
export async function readVariables(deps: ServiceDeps, workspaceId: string): Promise<JsonObject | null> {
  return deps.caches.variables.get(workspaceId, async () => {
    const { rows } = await deps.db.query<{ name: string; value: Json }>(
      'SELECT name, value FROM variable WHERE workspace_id = $1',
      [workspaceId],
      { name: 'variables' },
    );
    return rows.length === 0 ? null : Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  });
}

async function findEarlier(deps: ServiceDeps, { workspaceId, idempotency }: StartRun, requestHash: string | null): Promise<StartedRun> {
  const { rows } = await deps.db.query<{ id: string; status: StartedRun['status']; request_hash: string | null }>(
    'SELECT id, status, request_hash FROM run WHERE workspace_id = $1 AND idempotency_scope = $2 AND idempotency_key = $3',
    [workspaceId, idempotency.scope, idempotency.key],
    { name: 'run_by_key' },
  );
  const row = rows[0];
  if (row && row.request_hash === requestHash) return { runId: row.id, status: row.status, isNew: false };
  const message = `This Idempotency-Key started run ${row?.id ?? ''} with another request; send the same request again, or use a fresh key.`;
  throw userError('idempotency_conflict', message, row ? { runId: row.id } : {});
}
