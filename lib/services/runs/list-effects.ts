import { type Principal, requirePermission } from '@/lib/auth';
import type { EffectView } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { requireRunRow } from './run-row';
import { EFFECT_COLUMNS, type EffectRow, toEffectView } from './task-row';

/** Most effects one answer holds; those that need a person come first. */
const MOST_EFFECTS = 1000;

/** The run's outside writes, uncertain ones first, then by time. Throws `run_not_found`. */
export async function listEffects(deps: ServiceDeps, principal: Principal, input: { runId: string }): Promise<{ items: EffectView[] }> {
  requirePermission(principal, 'run:read');
  await requireRunRow(deps.db, principal, input.runId);
  const { rows } = await deps.db.query<EffectRow>(
    `SELECT ${EFFECT_COLUMNS} FROM effect WHERE run_id = $1 ORDER BY status <> 'UNCERTAIN', intended_at, path LIMIT $2`,
    [input.runId, MOST_EFFECTS],
  );
  return { items: rows.map(toEffectView) };
}
