import { type Principal, requirePermission } from '@/lib/auth';
import { type CancelledRuns, type CancelRuns, MOST_CANCELLED } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { CANCELLABLE, countCancellable } from './count-runs';
import { requestCancel } from './request-cancel';
import { type RunConditions, runConditions } from './run-conditions';

/** Requests under way at once: each takes a connection, and the audit chain takes them in turn. */
const AT_ONCE = 4;

/**
 * Asks several runs to stop, each in a commit of its own, so that no worker waits for the others. What was cut off goes on with the same
 * call: nobody is asked twice. With a filter, runs made after `asOf` are left alone, whatever else matches.
 */
export async function cancelRuns(deps: ServiceDeps, principal: Principal, input: CancelRuns): Promise<CancelledRuns> {
  requirePermission(principal, 'run:cancel');
  if ('runIds' in input) return { items: await cancelAll(deps, principal, [...new Set(input.runIds)]), remaining: 0 };
  requirePermission(principal, 'run:read');
  const nowMs = deps.clock();
  const conditions = () => upTo(input.asOf, runConditions(principal.workspaceId, input.filter, nowMs));
  const items = await cancelAll(deps, principal, await findCancellable(deps, conditions()));
  return { items, remaining: await countCancellable(deps.db, conditions()) };
}

function upTo(asOf: string, conditions: RunConditions): RunConditions {
  conditions.where.push(`r.created_at <= ${conditions.bind(asOf)}`);
  return conditions;
}

async function findCancellable(deps: ServiceDeps, { where, values, bind }: RunConditions): Promise<string[]> {
  const sql = `SELECT r.id FROM run r WHERE ${[...where, CANCELLABLE].join(' AND ')}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${bind(MOST_CANCELLED)}`;
  const { rows } = await deps.db.query<{ id: string }>(sql, values);
  return rows.map(({ id }) => id);
}

async function cancelAll(deps: ServiceDeps, principal: Principal, runIds: readonly string[]): Promise<CancelledRuns['items']> {
  const items: CancelledRuns['items'] = [];
  const cancelOne = async (runId: string): Promise<CancelledRuns['items'][number]> => {
    const result = await requestCancel(deps, principal, runId);
    return { runId, ...(result ?? { outcome: 'not_found', status: null }) };
  };
  for (let at = 0; at < runIds.length; at += AT_ONCE) items.push(...(await Promise.all(runIds.slice(at, at + AT_ONCE).map(cancelOne))));
  return items;
}
