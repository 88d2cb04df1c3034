import { type Principal, requirePermission } from '@/lib/auth';
import type { ServiceDeps } from '@/lib/services/deps';
import { OPEN_APPROVALS } from './approval-row';
import { approverNames } from './approver-names';

/** Where counting ends: a number beside a menu entry says no more than "many". */
const MOST_COUNTED = 1000;

/** How many approvals wait for the principal, at most 1,000. */
export async function countApprovals(deps: ServiceDeps, principal: Principal): Promise<{ waiting: number }> {
  requirePermission(principal, 'run:read');
  if (!principal.permissions.has('approval:decide')) return { waiting: 0 };
  const { rows } = await deps.db.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM (SELECT 1 ${OPEN_APPROVALS}
       AND (cardinality(coalesce(t.approvers, '{}')) = 0 OR t.approvers::text[] && $2::text[]) LIMIT ${MOST_COUNTED}) AS counted`,
    [principal.workspaceId, await approverNames(deps.db, principal)],
  );
  return { waiting: rows[0]?.waiting ?? 0 };
}
