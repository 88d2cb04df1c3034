import { NodeFailure, type NodeWaiting } from '@/lib/nodes/contract';
import { durationEnd } from '@/lib/nodes/wait-time';
import { isJsonObject, type Json } from '@/lib/std/json';

/** Ends by a person's decision, or takes its timeout's way. */
export const approvalWaiting: NodeWaiting = {
  type: 'approval',
  open({ timeout, approvers }, now) {
    return { dueAt: timeout === undefined ? null : durationEnd(timeout, now), approvers: approverList(approvers) };
  },
  answer(_parameters, answer) {
    const { decision, form, comment, by, at } = isJsonObject(answer) ? answer : {};
    const isApproved = decision === 'approved';
    return {
      output: {
        decision: isApproved ? 'approved' : 'rejected',
        ...{ form: form ?? null, comment: comment ?? null, decided_by: by ?? null, decided_at: at ?? null },
      },
      port: isApproved ? 'approved' : 'rejected',
    };
  },
  expire({ on_timeout: way }, { dueAt }) {
    const at = new Date(dueAt).toISOString();
    if (way !== 'branch') {
      const remedy = 'Give it more time, or set on_timeout to branch.';
      throw new NodeFailure('timeout', 'approval_timed_out', `Nobody decided until ${at}. ${remedy}`);
    }
    return { output: { decision: 'timed_out', form: null, comment: null, decided_by: null, decided_at: at }, port: 'on_timeout' };
  },
};

/** Names to compare with: without blanks around them, in lower case. A template may have made one name or a list; it must name somebody. */
function approverList(value: Json | undefined): string[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  const names = list.flatMap((name) => (typeof name === 'string' && name.trim() !== '' ? [name.trim().toLowerCase()] : []));
  // An approver nobody knows must not become "everyone".
  if (names.length === 0) {
    throw new NodeFailure(
      'invalid',
      'approvers_invalid',
      'Nobody is named in "approvers". Name members by e-mail, or roles, or leave it out.',
    );
  }
  if (names.some((name) => name.length > 128)) {
    throw new NodeFailure('invalid', 'approvers_invalid', 'A name in "approvers" is longer than 128 characters. Name members by e-mail.');
  }
  return names;
}
