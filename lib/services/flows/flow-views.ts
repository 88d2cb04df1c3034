import type { Principal } from '@/lib/auth';
import type { FlowDetail, FlowSummary, RunDot, TriggerView } from '@/lib/contracts/flows';
import type { SqlClient } from '@/lib/db/database';
import { type ValidationIssue, validateDocument } from '@/lib/dsl';
import { listConfiguredProviders } from '@/lib/services/credentials/list-configured-providers';
import type { DocumentDeps } from '@/lib/services/deps';
import { type TriggerRow, toTriggerView } from '@/lib/services/triggers/trigger-row';
import { toIssueViews } from './check-document';
import type { FlowRow } from './flow-row';

/** A flow as the API tells it, with its document and what is wrong with it. */
export async function toFlowDetail(
  deps: DocumentDeps,
  principal: Principal,
  row: FlowRow,
  issues: readonly ValidationIssue[] | null = null,
): Promise<FlowDetail> {
  const [summary] = await toFlowSummaries(deps.db, principal, [row]);
  const found = issues ?? (await findIssues(deps, principal, row));
  return {
    // One row in gives one summary out.
    ...(summary as FlowSummary),
    // What is stored went through the parser: it is JSON, whatever its type is called.
    dsl: row.dsl as unknown as FlowDetail['dsl'],
    sourceFormat: row.sourceFormat,
    sourceText: row.sourceText,
    draftHash: row.draftHash,
    issues: toIssueViews(found),
  };
}

async function findIssues(deps: DocumentDeps, principal: Principal, row: FlowRow): Promise<ValidationIssue[]> {
  const configuredProviders = await listConfiguredProviders(deps, principal.workspaceId);
  return validateDocument(row.dsl, deps.catalog, { configuredProviders });
}

/** Flows as a list shows them: runs, money and triggers of all of them in three queries. */
export async function toFlowSummaries(
  client: SqlClient,
  principal: Principal,
  rows: readonly Omit<FlowRow, 'dsl'>[],
): Promise<FlowSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [dots, costs, triggers] = await Promise.all([
    readLastRuns(client, principal.workspaceId, ids),
    readCostToday(client, principal.workspaceId, ids),
    readTriggers(client, principal.workspaceId, ids),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    draftVersion: row.draftVersion,
    currentRev: row.currentRev,
    liveRev: row.liveRev,
    hasUnpublishedChanges: row.liveHash !== row.draftHash,
    errorCount: row.errorCount,
    warningCount: row.warningCount,
    nodeCount: row.nodeCount,
    lastRuns: dots.get(row.id) ?? [],
    costTodayNano: costs.get(row.id)?.cost ?? '0',
    unknownToday: costs.get(row.id)?.unknown ?? 0,
    triggers: triggers.get(row.id) ?? [],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** Dots of the sparkline, oldest first. */
const DOTS = 20;

async function readLastRuns(client: SqlClient, workspaceId: string, flowIds: string[]): Promise<Map<string, RunDot[]>> {
  const { rows } = await client.query<RunDot & { flowId: string }>(
    `SELECT f.id AS "flowId", r.id AS "runId", r.status, (extract(epoch FROM r.ended_at - coalesce(r.started_at, r.created_at)) * 1000)::float8 AS "durationMs"
     FROM unnest($1::text[]) AS f(id)
     CROSS JOIN LATERAL (SELECT * FROM run WHERE flow_id = f.id AND workspace_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3) r ORDER BY r.id`,
    [flowIds, workspaceId, DOTS],
  );
  return groupBy(rows, ({ flowId, ...dot }) => [flowId, dot]);
}

interface CostToday {
  cost: string;
  unknown: number;
}

async function readCostToday(client: SqlClient, workspaceId: string, flowIds: string[]): Promise<Map<string, CostToday>> {
  const { rows } = await client.query<CostToday & { flow_id: string }>(
    `SELECT flow_id, coalesce(sum(cost_nano), 0)::text AS cost,
       (count(*) FILTER (WHERE cost_nano IS NULL OR (NOT known AND cost_nano <> 0)))::int AS unknown FROM usage
     WHERE workspace_id = $1 AND at >= date_trunc('day', millrace_now(), 'UTC') AND flow_id = ANY($2) GROUP BY flow_id`,
    [workspaceId, flowIds],
  );
  return new Map(rows.map((row) => [row.flow_id, row]));
}

async function readTriggers(client: SqlClient, workspaceId: string, flowIds: string[]): Promise<Map<string, TriggerView[]>> {
  const { rows } = await client.query<TriggerRow>(
    `SELECT id, flow_id AS "flowId", declared_id AS "declaredId", type, path, active, config FROM trigger
     WHERE flow_id = ANY($1) AND workspace_id = $2 AND active ORDER BY declared_id`,
    [flowIds, workspaceId],
  );
  return groupBy(rows, (row) => [row.flowId, toTriggerView(row)]);
}

function groupBy<Row, T>(rows: readonly Row[], entry: (row: Row) => [string, T]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const [key, value] = entry(row);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
