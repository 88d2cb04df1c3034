import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { DecideApproval } from '@/lib/contracts/approvals';
import type { FlowNode } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { answerWait, type StandingWait } from '@/lib/services/waits/answer-wait';
import { checkAnswer, schemaOf } from '@/lib/services/waits/check-answer';
import { findWaitNode } from '@/lib/services/waits/find-wait-node';
import type { Json } from '@/lib/std/json';
import { approverNames, isApprover } from './approver-names';

/**
 * Approves or rejects: the first decision counts, and is audited. A decision before the run is there is kept, where the document
 * itself says who may decide. Throws `wait_not_found`, `wait_over`, `wait_not_open`, `not_an_approver`, `already_answered`, `invalid_answer`.
 */
export async function decideApproval(deps: ServiceDeps, principal: Principal, input: DecideApproval & { runId: string }): Promise<null> {
  requirePermission(principal, 'approval:decide');
  const { runId, path, decision, comment } = input;
  const { workspaceId } = principal;
  const { node } = await findWaitNode(deps, { runId, workspaceId, path, waitsFor: 'person' });
  const actor = actorOf(principal);
  const by = { ...actor, name: principal.displayName };
  await deps.db.transaction(async (client) => {
    const names = await approverNames(client, principal);
    const answer = { decision, form: formOf(node, input), comment: comment?.trim() || null, by };
    await answerWait(
      deps,
      client,
      { workspaceId, runId, path, waitsFor: 'person', by: principal.displayName, value: (at) => ({ ...answer, at }) },
      async (wait) => {
        requireApprover(names, node, wait);
        requireForm(node, input);
      },
    );
    await appendAudit(client, principal, {
      action: `approval.${decision}`,
      subjectKind: 'run',
      subjectId: runId,
      data: { path: path.slice(0, 200) },
    });
  });
  await deps.orchestrator.signal(runId).catch(() => {}); // reported by the orchestrator; the workers' repair finds it
  return null;
}

function formOf(node: FlowNode, { form }: DecideApproval): Json {
  return schemaOf(node, 'form') === null ? null : ((form ?? null) as Json); // the contract's record of JSON
}

/** Whoever rejects need not fill the form in. */
function requireForm(node: FlowNode, input: DecideApproval): void {
  const schema = schemaOf(node, 'form');
  if (schema && input.decision === 'approved') checkAnswer(schema, formOf(node, input) ?? {});
}

function requireApprover(names: readonly string[], node: FlowNode, wait: StandingWait): void {
  const approvers = wait.isOpen ? wait.approvers : writtenApprovers(node);
  if (isApprover(names, approvers)) return;
  throw userError('not_an_approver', `This is for others to decide: ${approvers.join(', ').slice(0, 300)}.`, { approvers });
}

/** Who may decide before the wait is open: known only where no expression is to say it. */
function writtenApprovers(node: FlowNode): string[] {
  const { approvers = [] } = node;
  const list: unknown[] = Array.isArray(approvers) ? approvers : [approvers];
  const names = list.filter((name) => typeof name === 'string');
  if (names.length === list.length && !names.some((name) => name.includes('{{'))) return names.map((name) => name.trim().toLowerCase());
  throw userError('wait_not_open', 'This approval is not open yet, and who may decide is only known then. Try again when it is.');
}
