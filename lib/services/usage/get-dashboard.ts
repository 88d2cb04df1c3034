import { type Principal, requirePermission } from '@/lib/auth';
import type { Dashboard, DashboardGroup, DashboardQuery, UsageGrouping } from '@/lib/contracts/usage';
import type { Database, SqlClient } from '@/lib/db/database';
import type { ServiceDeps } from '@/lib/services/deps';
import {
  currenciesOf,
  type DashboardCells,
  foldBuckets,
  foldFailures,
  foldGroups,
  foldMoney,
  runFigures,
  sumCalls,
} from './fold-dashboard';
import { MOST_GROUPS, readCalls } from './read-calls';
import { latencyOf, readGroups } from './read-groups';
import { readFailures, readRuns } from './read-runs';
import { usageRange } from './usage-range';
import type { UsageScope } from './usage-scope';

/** Series of money a chart can still tell apart. */
const MOST_SERIES = 6;
const DEFAULT_CURRENCY = 'USD';

/** Money, tokens, runs, failures and latency of a range, over time and by group. Throws `invalid_request` for a range that will not do. */
export async function getDashboard(deps: ServiceDeps, principal: Principal, query: DashboardQuery): Promise<Dashboard> {
  return readDashboard(deps, principal, query, MOST_SERIES);
}

/** The same with as many series of money as there are groups listed: for tables, which can hold them. */
export async function getFullDashboard(deps: ServiceDeps, principal: Principal, query: DashboardQuery): Promise<Dashboard> {
  return readDashboard(deps, principal, query, MOST_GROUPS);
}

async function readDashboard(deps: ServiceDeps, principal: Principal, query: DashboardQuery, mostSeries: number): Promise<Dashboard> {
  requirePermission(principal, 'usage:read');
  const { db } = deps;
  const range = usageRange(query, await db.now());
  const { bounds } = range;
  const scope = scopeOf(principal, query, bounds);
  const cells = await db.transaction((client) => readCells(client, scope));
  const { calls, runs, failures } = cells;
  const currencies = currenciesOf(calls);
  const currency = query.currency ?? currencies[0] ?? DEFAULT_CURRENCY;
  const folded = foldGroups(cells, currency);
  const totals = { ...sumCalls(calls, currency), ...runFigures(runs.find((cell) => cell.bucket === null)) };
  const count = bounds.length - 1;
  return {
    from: new Date(bounds[0] ?? 0).toISOString(),
    to: new Date(bounds[count] ?? 0).toISOString(),
    tz: range.zone,
    bucket: range.bucket,
    by: query.by,
    latencyOf: latencyOf(query.by, scope.flow),
    currency,
    currencies,
    hasRuns: totals.runs > 0 || totals.calls > 0 || (await hasAnyRun(db, principal)),
    totals,
    buckets: foldBuckets(bounds, cells, currency),
    money: foldMoney(
      calls,
      folded.map((group) => group.key),
      count,
      { currency, most: mostSeries },
    ),
    failures: foldFailures(failures, count),
    groups: await nameGroups(db, principal, query.by, folded),
  };
}

/** One snapshot for all, so that the parts agree; memory enough to sort a quarter year; compiling such queries costs more than it saves. */
const SETTINGS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL work_mem = '48MB'; SET LOCAL jit = off";

async function readCells(client: SqlClient, scope: UsageScope): Promise<DashboardCells> {
  await client.query(SETTINGS);
  const calls = await readCalls(client, scope);
  const runs = await readRuns(client, scope);
  const failures = await readFailures(client, scope);
  return { calls, runs, failures, groups: await readGroups(client, scope) };
}

function scopeOf(principal: Principal, query: DashboardQuery, bounds: number[]): UsageScope {
  const { workspaceId } = principal;
  const of = { flow: query.flow ?? null, model: query.model ?? null, node: query.node ?? null, costTag: query.cost_tag ?? null };
  return { workspaceId, bounds, by: query.by, ...of };
}

async function hasAnyRun(db: Database, { workspaceId }: Principal): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 FROM run WHERE workspace_id = $1 LIMIT 1', [workspaceId]);
  return rows.length > 0;
}

/** Adds which flow and node a key names. Flows that were deleted keep their name. */
async function nameGroups(
  db: Database,
  { workspaceId }: Principal,
  by: UsageGrouping,
  groups: ReturnType<typeof foldGroups>,
): Promise<DashboardGroup[]> {
  const parts = groups.map(({ key }) => (by === 'flow' || by === 'node' ? (key ?? '').split('/') : []));
  const ids = [...new Set(parts.map(([flowId]) => flowId).filter(Boolean))];
  const { rows } =
    ids.length === 0
      ? { rows: [] }
      : await db.query<{ id: string; name: string }>('SELECT id, name FROM flow WHERE workspace_id = $1 AND id = ANY($2)', [
          workspaceId,
          ids,
        ]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return groups.map((group, index) => {
    const [flowId, nodeId] = parts[index] ?? [];
    return { ...group, flowId: flowId || null, flowName: names.get(flowId ?? '') ?? null, nodeId: nodeId ?? null };
  });
}
