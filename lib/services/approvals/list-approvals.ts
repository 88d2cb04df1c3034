import { type Principal, requirePermission } from '@/lib/auth';
import type { ApprovalView } from '@/lib/contracts/approvals';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { type Page, pageOf } from '@/lib/services/page';
import { isId } from '@/lib/std/ids';
import { isJsonObject, type Json } from '@/lib/std/json';
import { APPROVAL_COLUMNS, type ApprovalRow, OPEN_APPROVALS } from './approval-row';
import { approverNames, isApprover } from './approver-names';

export interface ListApprovalsInput {
  cursor?: string | undefined;
  limit: number;
  runId?: string | undefined;
  mine: 'true' | 'false';
}

/** Lists open approvals, oldest run first, with their message and form; `mine` only those the principal may decide. */
export async function listApprovals(deps: ServiceDeps, principal: Principal, input: ListApprovalsInput): Promise<Page<ApprovalView>> {
  requirePermission(principal, 'run:read');
  const { workspaceId } = principal;
  const mayDecide = principal.permissions.has('approval:decide');
  const names = await approverNames(deps.db, principal);
  if (input.mine === 'true' && !mayDecide) return { items: [], nextCursor: null };
  const [afterRun, afterPath] = placeOf(input.cursor);
  const { rows } = await deps.db.query<ApprovalRow>(
    `SELECT ${APPROVAL_COLUMNS} ${OPEN_APPROVALS} AND ($2::text IS NULL OR t.run_id = $2) AND ($3::text IS NULL OR (t.run_id, t.path) > ($3, $4))
       AND (NOT $5 OR cardinality(coalesce(t.approvers, '{}')) = 0 OR t.approvers::text[] && $6::text[])
     ORDER BY t.run_id, t.path LIMIT $7`,
    [workspaceId, input.runId ?? null, afterRun, afterPath, input.mine === 'true', names, input.limit + 1],
  );
  const values = await deps.payloads.read(
    workspaceId,
    rows.flatMap(({ inputId }) => inputId ?? []),
  );
  const view = (row: ApprovalRow) => toView(row, values.get(row.inputId ?? '') ?? null, mayDecide && isApprover(names, row.approvers));
  return pageOf(rows, input.limit, view, (row) => `${row.runId}/${row.path}`);
}

/** Run and path of the last approval seen. Throws `invalid_request`. */
function placeOf(cursor: string | undefined): [runId: string | null, path: string] {
  if (cursor === undefined) return [null, ''];
  const slash = cursor.indexOf('/');
  const runId = cursor.slice(0, Math.max(0, slash));
  if (!isId(runId)) throw userError('invalid_request', 'The cursor is not one this server gave out; begin without a cursor.');
  return [runId, cursor.slice(slash + 1)];
}

function toView({ inputId: _id, ...row }: ApprovalRow, parameters: Json, mayDecide: boolean): ApprovalView {
  const { message, form } = isJsonObject(parameters) ? parameters : {};
  return {
    ...row,
    flowName: row.flowName ?? '',
    message: typeof message === 'string' ? message : '',
    form: form !== undefined && isJsonObject(form) && Object.keys(form).length > 0 ? form : null,
    mayDecide,
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}
