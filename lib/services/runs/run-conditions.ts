import { momentMs, type RunFilter } from '@/lib/contracts/run-filter';

/** What follows WHERE over `run r`, with its values; `bind` adds one and answers its place. */
export interface RunConditions {
  where: string[];
  values: unknown[];
  bind: (value: unknown) => string;
}

/** What is known to have been paid; what is not adds nothing, as in every sum. */
const COST = `coalesce((r.metrics_json -> 'usage' ->> 'costNano')::numeric, 0)`;

/** The filter as conditions. Parts that are not given are left out, so that each combination finds its index. */
export function runConditions(workspaceId: string, filter: RunFilter, nowMs: number): RunConditions {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const moment = (text: string) => bind(new Date(momentMs(text, nowMs)).toISOString());
  const where = [`r.workspace_id = ${bind(workspaceId)}`];
  if (filter.flow !== undefined) where.push(`r.flow_id = ${bind(filter.flow)}`);
  if (filter.status !== undefined) where.push(`r.status = ANY(${bind(filter.status)})`);
  if (filter.trigger !== undefined) where.push(`r.trigger_type = ANY(${bind(filter.trigger)})`);
  if (filter.revision !== undefined) where.push(revisionCondition(filter, bind));
  if (filter.from !== undefined) where.push(`r.created_at >= ${moment(filter.from)}`);
  if (filter.to !== undefined) where.push(`r.created_at < ${moment(filter.to)}`);
  if (filter.cost_min !== undefined) where.push(`${COST} >= ${bind(filter.cost_min)}::numeric`);
  if (filter.cost_max !== undefined) where.push(`${COST} <= ${bind(filter.cost_max)}::numeric`);
  if (filter.label !== undefined) where.push(`r.labels @> ${bind(JSON.stringify(filter.label))}::jsonb`);
  if (filter.model !== undefined || filter.cost_tag !== undefined) where.push(callCondition(filter, bind));
  return { where, values, bind };
}

function revisionCondition({ revision, flow }: RunFilter, bind: RunConditions['bind']): string {
  if (revision === 'draft') return 'r.flow_rev_id IS NULL';
  const ofFlow = flow === undefined ? '' : ` AND v.flow_id = ${bind(flow)}`;
  return `r.flow_rev_id IN (SELECT v.id FROM flow_revision v WHERE v.workspace_id = $1 AND v.rev_no = ${bind(revision)}${ofFlow})`;
}

/** One call that fits both, as the dashboard's drill-down means it. */
function callCondition({ model, cost_tag: tag }: RunFilter, bind: RunConditions['bind']): string {
  const calls = ['u.run_id = r.id', 'u.workspace_id = $1'];
  if (model !== undefined) calls.push(`u.model = ${bind(model)}`);
  if (tag !== undefined) calls.push(tag === '' ? 'u.cost_tag IS NULL' : `u.cost_tag = ${bind(tag)}`);
  return `EXISTS (SELECT 1 FROM usage u WHERE ${calls.join(' AND ')})`;
}
