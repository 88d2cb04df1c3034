import type { RuntimeDeps } from './deps';

const SWEEP_MAX = 500;

/** Parked runs whose timer is due. Moving `wake_at` on keeps the next sweep from ringing for them again at once. */
const DUE = `
UPDATE run SET wake_at = millrace_now() FROM (
  SELECT id FROM run WHERE status = 'WAITING' AND wake_at <= millrace_now() AND lease_owner IS NULL ORDER BY wake_at LIMIT ${SWEEP_MAX} FOR UPDATE SKIP LOCKED
) due WHERE run.id = due.id RETURNING run.id`;

/** Rings for runs whose timer is due. Answers how many. */
export async function ringDueTimers(deps: RuntimeDeps): Promise<number> {
  const { rows } = await deps.db.query<{ id: string }>(DUE, [], { name: 'sweep_due' });
  return ring(deps, rows);
}

/**
 * What the bell forgot: leases that ran out, runs nobody ever claimed, parked runs with unread signals. Every worker
 * sweeps; a row locked by another sweep is skipped, and a ring too many does no harm.
 */
const FORGOTTEN = `
SELECT id FROM run WHERE lease_owner IS NOT NULL AND lease_until < millrace_now() AND status IN ('PENDING', 'RUNNING', 'WAITING', 'COMPENSATING')
UNION
SELECT id FROM run WHERE lease_owner IS NULL AND status IN ('PENDING', 'RUNNING', 'COMPENSATING') AND created_at < millrace_now() - interval '2 seconds'
UNION
SELECT s.run_id FROM run_signal s JOIN run r ON r.id = s.run_id WHERE s.consumed_seq IS NULL AND r.lease_owner IS NULL AND r.status = 'WAITING'
LIMIT ${SWEEP_MAX}`;

/** Rings for runs that the queue lost or whose worker died. Answers how many. */
export async function ringForgotten(deps: RuntimeDeps): Promise<number> {
  deps.faults.at('repairing', '');
  const { rows } = await deps.db.query<{ id: string }>(FORGOTTEN, [], { name: 'sweep_forgotten' });
  return ring(deps, rows);
}

async function ring(deps: RuntimeDeps, rows: readonly { id: string }[]): Promise<number> {
  if (rows.length > 0) await deps.ring(rows.map((row) => row.id));
  return rows.length;
}
