/** An open approval as stored, over `task_run t JOIN run r`. */
export interface ApprovalRow {
  runId: string;
  path: string;
  nodeId: string;
  flowId: string;
  flowName: string | null;
  approvers: string[];
  openedAt: Date;
  dueAt: Date | null;
  inputId: string | null;
}

/** Select list of an `ApprovalRow`. */
export const APPROVAL_COLUMNS = `t.run_id AS "runId", t.path, t.node_id AS "nodeId", r.flow_id AS "flowId", f.name AS "flowName",
  coalesce(t.approvers, '{}') AS approvers, coalesce(t.started_at, r.created_at) AS "openedAt", t.due_at AS "dueAt", t.input_id AS "inputId"`;

/** Approvals somebody may still decide: open, in time, not answered, in a run that nobody is cancelling. */
export const OPEN_APPROVALS = `FROM task_run t JOIN run r ON r.id = t.run_id LEFT JOIN flow f ON f.id = r.flow_id
  WHERE t.workspace_id = $1 AND t.waits_for = 'person' AND t.status = 'WAITING' AND (t.due_at IS NULL OR t.due_at > millrace_now())
    AND r.cancel_requested_at IS NULL AND r.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM run_signal s WHERE s.run_id = t.run_id AND s.dedupe_key = 'answer:' || t.wait_seq)`;
