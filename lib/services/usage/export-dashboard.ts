import type { Principal } from '@/lib/auth';
import type { Dashboard, DashboardCsvQuery, UsageChart } from '@/lib/contracts/usage';
import type { ServiceDeps } from '@/lib/services/deps';
import { type CsvCell, toCsv } from '@/lib/std/to-csv';
import { getFullDashboard } from './get-dashboard';

/** A table with its name for the file. */
export interface CsvFile {
  name: string;
  text: string;
}

interface CsvTable {
  header: string[];
  rows: CsvCell[][];
}

/** One table of the dashboard as CSV: times in UTC, money in nano units and as a decimal, both exact. */
export async function exportDashboard(deps: ServiceDeps, principal: Principal, query: DashboardCsvQuery): Promise<CsvFile> {
  const dashboard = await getFullDashboard(deps, principal, query);
  const { header, rows } = TABLES[query.chart](dashboard);
  const days = [dashboard.from, dashboard.to].map((time) => time.slice(0, 10)).join('_');
  return { name: `millrace-${query.chart}-${days}.csv`, text: toCsv(header, rows) };
}

const TABLES: Record<UsageChart, (dashboard: Dashboard) => CsvTable> = {
  money: (dashboard) => ({
    header: ['from', 'to', dashboard.by, 'currency', 'cost_nano', 'cost'],
    rows: dashboard.buckets.flatMap(({ from, to }, index) =>
      dashboard.money.map(({ key, costNano }) => [
        from,
        to,
        groupText(dashboard, key),
        dashboard.currency,
        ...moneyCells(costNano[index] ?? '0'),
      ]),
    ),
  }),
  tokens: ({ buckets }) => ({
    header: [
      'from',
      'to',
      'calls',
      'calls_without_tokens',
      'prompt_tokens',
      'cached_tokens',
      'cache_write_tokens',
      'completion_tokens',
      'reasoning_tokens',
    ],
    rows: buckets.map((bucket) => [
      ...[bucket.from, bucket.to, bucket.calls, bucket.unmeasured],
      ...[bucket.promptTokens, bucket.cachedTokens, bucket.cacheWriteTokens, bucket.completionTokens, bucket.reasoningTokens].map(BigInt),
    ]),
  }),
  runs: ({ buckets }) => ({
    header: ['from', 'to', 'runs', 'succeeded', 'failed', 'cancelled', 'unfinished'],
    rows: buckets.map(({ from, to, runs, succeeded, failed, cancelled, unfinished }) => [
      from,
      to,
      runs,
      succeeded,
      failed,
      cancelled,
      unfinished,
    ]),
  }),
  failures: ({ buckets, failures }) => ({
    header: ['from', 'to', 'code', 'failed_runs'],
    rows: buckets.flatMap(({ from, to }, index) => failures.map(({ code, runs }) => [from, to, code ?? OTHERS, runs[index] ?? 0])),
  }),
  latency: ({ buckets }) => ({
    header: ['from', 'to', 'p50_ms', 'p95_ms'],
    rows: buckets.map(({ from, to, p50Ms, p95Ms }) => [from, to, p50Ms, p95Ms]),
  }),
  groups: (dashboard) => ({
    header: [
      dashboard.by,
      'id',
      'runs',
      'failed',
      'p50_ms',
      'p95_ms',
      'calls',
      'calls_without_price',
      'prompt_tokens',
      'completion_tokens',
      'currency',
      'cost_nano',
      'cost',
    ],
    rows: dashboard.groups.map((group) => [
      ...[groupText(dashboard, group.key), group.key, group.runs, group.failed, group.p50Ms, group.p95Ms, group.calls, group.unpriced],
      ...[BigInt(group.promptTokens), BigInt(group.completionTokens), dashboard.currency, ...moneyCells(group.costNano)],
    ]),
  }),
};

const OTHERS = '(others)';

function groupText({ groups }: Dashboard, key: string | null): string {
  if (key === null) return OTHERS;
  const group = groups.find((one) => one.key === key);
  if (!group?.flowId) return key;
  return [group.flowName ?? group.flowId, group.nodeId].filter(Boolean).join(' / ');
}

/** Nano units, and the same in whole units with nine decimals. Money is never negative here. */
function moneyCells(nano: string): CsvCell[] {
  const digits = nano.padStart(10, '0');
  return [BigInt(nano), `${digits.slice(0, -9)}.${digits.slice(-9)}`];
}
