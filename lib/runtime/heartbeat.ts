import type { RuntimeDeps } from './deps';
import type { RunSession } from './run-session';

const BEAT = `
UPDATE run SET lease_until = millrace_now() + make_interval(secs => $4::float8 / 1000)
FROM unnest($1::text[], $2::bigint[], $3::text[]) AS held(id, epoch, owner)
WHERE run.id = held.id AND run.epoch = held.epoch AND run.lease_owner = held.owner
RETURNING run.id, run.wake`;

/**
 * Renews the leases of every session in one statement and hears the signals raised since: a session whose lease is
 * gone is lost, one whose `wake` moved is poked. While the database is away, a session gives itself up once its lease
 * must have run out.
 */
export async function beat(deps: RuntimeDeps, sessions: ReadonlyMap<string, RunSession>): Promise<void> {
  const held = [...sessions.values()].filter((session) => !session.context.ledger.lost);
  if (held.length === 0) return;
  const fences = held.map((session) => session.context.row.fence);
  const sentAt = performance.now();
  try {
    const { rows } = await deps.db.query<{ id: string; wake: string }>(
      BEAT,
      [fences.map((fence) => fence.runId), fences.map((fence) => fence.epoch), fences.map((fence) => fence.owner), deps.times.leaseMs],
      { name: 'heartbeat' },
    );
    const wakes = new Map(rows.map((row) => [row.id, Number(row.wake)]));
    for (const session of held) hear(session, wakes.get(session.context.row.fence.runId), sentAt, sessions);
  } catch (error) {
    deps.log('warn', 'heartbeat failed', { error: error instanceof Error ? error.name : 'unknown', runs: held.length });
    for (const session of held) fenceSelf(session, deps.times.leaseMs);
  }
}

function hear(session: RunSession, wake: number | undefined, sentAt: number, sessions: ReadonlyMap<string, RunSession>): void {
  const { ledger, row } = session.context;
  // A session that ended while the statement was under way has given its lease back: that is no loss.
  if (sessions.get(row.fence.runId) !== session) return;
  if (wake === undefined) {
    ledger.markLostUnlessClosing();
    return;
  }
  ledger.renewedAt = Math.max(ledger.renewedAt, sentAt);
  if (wake > session.seenWake) session.poke();
}

function fenceSelf(session: RunSession, leaseMs: number): void {
  if (performance.now() - session.context.ledger.renewedAt > leaseMs) session.context.ledger.markLost();
}
