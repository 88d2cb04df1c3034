import type { ErrorCode } from '@/lib/errors/codes';

/** How an error is answered: its HTTP status, and its number among the errors of that status. */
export interface ErrorEntry {
  status: number;
  n: number;
}

/** Every error literal: envelope code = `status` x 100 + `n`. A pair once given is never given to another; docs/errors.md lists the same. */
export const ERROR_TABLE: Record<ErrorCode, ErrorEntry> = {
  malformed_json: { status: 400, n: 1 },
  invalid_request: { status: 400, n: 2 },
  bad_text: { status: 400, n: 3 },
  too_deep: { status: 400, n: 4 },
  forbidden_key: { status: 400, n: 5 },
  invalid_id: { status: 400, n: 6 },
  unauthenticated: { status: 401, n: 1 },
  invalid_token: { status: 401, n: 2 },
  session_expired: { status: 401, n: 3 },
  link_invalid: { status: 401, n: 4 },
  bad_signature: { status: 401, n: 5 },
  wrong_credentials: { status: 401, n: 6 },
  forbidden: { status: 403, n: 1 },
  cross_site_request: { status: 403, n: 2 },
  egress_denied: { status: 403, n: 3 },
  not_an_approver: { status: 403, n: 4 },
  wrong_password: { status: 403, n: 5 },
  not_found: { status: 404, n: 1 },
  flow_not_found: { status: 404, n: 2 },
  revision_not_found: { status: 404, n: 3 },
  run_not_found: { status: 404, n: 4 },
  trigger_not_found: { status: 404, n: 5 },
  credential_not_found: { status: 404, n: 6 },
  token_not_found: { status: 404, n: 7 },
  payload_not_found: { status: 404, n: 8 },
  task_not_found: { status: 404, n: 9 },
  price_not_found: { status: 404, n: 10 },
  filter_not_found: { status: 404, n: 11 },
  wait_not_found: { status: 404, n: 20 },
  method_not_allowed: { status: 405, n: 1 },
  draft_conflict: { status: 409, n: 1 },
  not_published: { status: 409, n: 2 },
  idempotency_conflict: { status: 409, n: 3 },
  run_already_ended: { status: 409, n: 4 },
  name_taken: { status: 409, n: 5 },
  flow_in_use: { status: 409, n: 6 },
  nothing_to_resolve: { status: 409, n: 7 },
  already_running: { status: 409, n: 8 },
  lease_lost: { status: 409, n: 9 },
  live_conflict: { status: 409, n: 10 },
  price_exists: { status: 409, n: 11 },
  already_answered: { status: 409, n: 12 },
  wait_not_open: { status: 409, n: 13 },
  wait_over: { status: 410, n: 1 },
  email_taken: { status: 409, n: 14 },
  body_too_large: { status: 413, n: 1 },
  unsupported_content_type: { status: 415, n: 1 },
  invalid_document: { status: 422, n: 1 },
  invalid_inputs: { status: 422, n: 2 },
  invalid_parameters: { status: 422, n: 3 },
  draft_has_errors: { status: 422, n: 4 },
  invalid_expression: { status: 422, n: 6 },
  unknown_node_type: { status: 422, n: 7 },
  invalid_answer: { status: 422, n: 8 },
  password_refused: { status: 422, n: 9 },
  rate_limited: { status: 429, n: 1 },
  too_many_attempts: { status: 429, n: 2 },
  internal: { status: 500, n: 0 },
  config_invalid: { status: 500, n: 1 },
  port_taken: { status: 500, n: 2 },
  data_folder_invalid: { status: 500, n: 3 },
  master_key_invalid: { status: 500, n: 4 },
  storage_corrupt: { status: 500, n: 5 },
  unavailable: { status: 503, n: 1 },
  database_unavailable: { status: 503, n: 2 },
  queue_unavailable: { status: 503, n: 3 },
  timeout: { status: 504, n: 1 },
};

/** The numeric code of the envelope. */
export function envelopeCode(code: ErrorCode): number {
  const { status, n } = ERROR_TABLE[code];
  return status * 100 + n;
}
