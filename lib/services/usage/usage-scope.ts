import type { UsageGrouping } from '@/lib/contracts/usage';

/** Whose figures, of when, which ones. */
export interface UsageScope {
  workspaceId: string;
  /** Where the buckets begin, and the end, in ms. */
  bounds: readonly number[];
  by: UsageGrouping;
  flow: string | null;
  model: string | null;
  node: string | null;
  costTag: string | null;
}

/** Conditions and their values: `$n` for each value, in order. */
export interface Conditions {
  values: unknown[];
  bind(value: unknown): string;
}

/** Statuses of runs that ended without doing what was asked. */
export const FAILED_STATUSES = `('FAILED', 'COMPENSATED', 'COMPENSATION_FAILED')`;

/** Begins a statement. */
export function openConditions(): Conditions {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/** Index of the bucket a time falls into, from 0. */
export function bucketOf(column: string, scope: UsageScope, { bind }: Conditions): string {
  return `width_bucket(${column}, ${bind(scope.bounds.map((ms) => new Date(ms).toISOString()))}::timestamptz[]) - 1`;
}

/** Which rows of `usage u` are meant. */
export function callConditions(scope: UsageScope, { bind }: Conditions): string {
  const [from, to] = ends(scope);
  return [
    `u.workspace_id = ${bind(scope.workspaceId)} AND u.at >= ${bind(new Date(from))} AND u.at < ${bind(new Date(to))}`,
    ...ofCall(scope, bind),
    ...(scope.flow === null ? [] : [`u.flow_id = ${bind(scope.flow)}`]),
  ].join(' AND ');
}

/** Which rows of `run r` are meant. */
export function runConditions(scope: UsageScope, { bind }: Conditions): string {
  const [from, to] = ends(scope);
  const where = [
    `r.workspace_id = ${bind(scope.workspaceId)} AND r.created_at >= ${bind(new Date(from))} AND r.created_at < ${bind(new Date(to))}`,
  ];
  if (scope.flow !== null) where.push(`r.flow_id = ${bind(scope.flow)}`);
  if (scope.model !== null || scope.costTag !== null) {
    where.push(`EXISTS (SELECT 1 FROM usage u WHERE u.run_id = r.id AND ${ofCall(scope, bind).join(' AND ')})`);
  } else if (scope.node !== null) {
    where.push(`EXISTS (SELECT 1 FROM task_run t WHERE t.run_id = r.id AND t.node_id = ${bind(scope.node)})`);
  }
  return where.join(' AND ');
}

function ofCall(scope: UsageScope, bind: (value: unknown) => string): string[] {
  const where: string[] = [];
  if (scope.model !== null) where.push(`u.model = ${bind(scope.model)}`);
  if (scope.node !== null) where.push(`u.node_id = ${bind(scope.node)}`);
  if (scope.costTag !== null) where.push(`coalesce(u.cost_tag, '') = ${bind(scope.costTag)}`);
  return where;
}

function ends({ bounds }: UsageScope): [number, number] {
  return [bounds[0] ?? 0, bounds.at(-1) ?? 0];
}
