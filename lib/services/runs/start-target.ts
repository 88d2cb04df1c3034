import type { Principal } from '@/lib/auth';
import { contentHash, type FlowDocument, type JsonSchema } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { checkDocument, refuseErrors } from '@/lib/services/flows/check-document';
import { flowNotFound, getFlowRow } from '@/lib/services/flows/flow-row';
import { insertSnapshot } from '@/lib/services/flows/insert-snapshot';
import type { JsonObject } from '@/lib/std/json';

/** What a new run will walk: one exact document, already kept as a snapshot. */
export interface StartTarget {
  flowId: string;
  /** Null for a draft. */
  revId: string | null;
  snapshotHash: string;
  document: FlowDocument;
  /** The schema of the run's inputs; the same object for the same target, so that its validator is built once. */
  declared: { parameters: JsonSchema };
}

/** A revision's number, the draft, or (undefined) whatever takes traffic. */
export type StartRevision = number | 'draft' | undefined;

/** A snapshot that was seen is not asked for again within this time. */
const SNAPSHOT_KNOWN = 'snapshot';

/**
 * Finds what to walk. Throws `flow_not_found`, `revision_not_found`, `not_published`, and `draft_has_errors` for a draft that cannot run.
 * Revisions are remembered for two seconds; a draft is read each time, because people run what they have just changed.
 */
export async function findStartTarget(
  deps: ServiceDeps,
  principal: Pick<Principal, 'workspaceId'>,
  flowId: string,
  revision: StartRevision,
): Promise<StartTarget> {
  const { workspaceId } = principal;
  if (revision === 'draft') return findDraft(deps, workspaceId, flowId);
  return deps.caches.targets.get(targetKey(workspaceId, flowId, revision), () => findRevision(deps, workspaceId, flowId, revision));
}

/** Where a target is remembered. */
export function targetKey(workspaceId: string, flowId: string, revision: number | undefined): string {
  return `${workspaceId}/${flowId}/${revision ?? 'stable'}`;
}

async function findDraft(deps: ServiceDeps, workspaceId: string, flowId: string): Promise<StartTarget> {
  const flow = await getFlowRow(deps.db, { workspaceId }, flowId);
  // What is stored went through the parser: it is JSON, whatever its type is called.
  const checked = await checkDocument(deps, workspaceId, { dsl: flow.dsl as unknown as JsonObject });
  refuseErrors(checked.issues, 'draft_has_errors');
  const known = `${workspaceId}/${contentHash(flow.dsl)}/${SNAPSHOT_KNOWN}`;
  const snapshotHash = await deps.caches.snapshots.get(known, () => insertSnapshot(deps.db, workspaceId, flow.dsl, deps.catalog));
  return { flowId, revId: null, snapshotHash, document: flow.dsl, declared: { parameters: flow.dsl.inputs } };
}

interface TargetRow {
  revId: string | null;
  snapshotHash: string | null;
  document: FlowDocument | null;
  revNo: number | null;
}

/** The flow always, and the revision that was asked for where it exists. */
const TARGET_SQL = `
  SELECT r.id AS "revId", r.snapshot_hash AS "snapshotHash", r.dsl_json AS document, r.rev_no AS "revNo"
  FROM flow f LEFT JOIN release l ON l.flow_id = f.id
  LEFT JOIN flow_revision r ON r.flow_id = f.id AND CASE WHEN $3::int IS NULL THEN r.id = l.stable_rev_id ELSE r.rev_no = $3 END
  WHERE f.workspace_id = $1 AND f.id = $2 AND f.deleted_at IS NULL`;

async function findRevision(deps: ServiceDeps, workspaceId: string, flowId: string, revision: number | undefined): Promise<StartTarget> {
  const { rows } = await deps.db.query<TargetRow>(TARGET_SQL, [workspaceId, flowId, revision ?? null], { name: 'start_target' });
  const row = rows[0];
  if (!row) throw flowNotFound(flowId);
  const { revId, snapshotHash, document } = row;
  if (revId !== null && snapshotHash !== null && document !== null)
    return { flowId, revId, snapshotHash, document, declared: { parameters: document.inputs } };
  if (revision !== undefined)
    throw userError('revision_not_found', `Flow ${flowId} has no revision ${revision}.`, { flowId, revNo: revision });
  throw userError('not_published', `Flow ${flowId} is not published yet; publish it, or run the draft with "revision": "draft".`, {
    flowId,
  });
}
