import { type Principal, requirePermission } from '@/lib/auth';
import type { ExportRuns, RunSummary } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import type { TimeCursor } from '@/lib/services/page';
import { type CsvCell, csvLine } from '@/lib/std/to-csv';
import { placeOf, readRunPage } from './list-runs';
import { toRunSummary } from './run-row';

const PAGE = 500;

/** Names of the columns, and what stands in them. Money is in nano units, so that nothing is lost to rounding. */
const COLUMNS: Record<string, (run: RunSummary) => CsvCell> = {
  id: (run) => run.id,
  flow_id: (run) => run.flowId,
  flow: (run) => run.flowName,
  revision: (run) => run.revNo ?? 'draft',
  status: (run) => run.status,
  trigger: (run) => run.triggerType,
  created_at: (run) => run.createdAt,
  started_at: (run) => run.startedAt,
  ended_at: (run) => run.endedAt,
  duration_ms: (run) => run.durationMs,
  prompt_tokens: ({ usage }) => usage.promptTokens,
  cached_tokens: ({ usage }) => usage.cachedTokens,
  cache_write_tokens: ({ usage }) => usage.cacheWriteTokens,
  completion_tokens: ({ usage }) => usage.completionTokens,
  reasoning_tokens: ({ usage }) => usage.reasoningTokens,
  cost_nano: ({ usage }) => BigInt(usage.costNano),
  saved_nano: ({ usage }) => BigInt(usage.savedNano),
  currency: ({ usage }) => usage.currency,
  unknown_attempts: ({ usage }) => usage.unknownAttempts,
  unknown_costs: ({ usage }) => usage.unknownCosts,
  labels: ({ labels }) => (Object.keys(labels).length === 0 ? null : JSON.stringify(labels)),
  ended_because: (run) => run.endedBecause,
  error_code: ({ error }) => error?.code,
  error_node: ({ error }) => error?.nodeId,
  error: ({ error }) => error?.message,
};

/** The runs that match, newest first, as text piece by piece: one page of rows is held at a time. Runs made meanwhile are left out. */
export function exportRuns(deps: ServiceDeps, principal: Principal, input: ExportRuns): AsyncGenerator<string> {
  requirePermission(principal, 'run:read');
  const { format, ...filter } = input;
  const pages = readPages(deps, { workspaceId: principal.workspaceId, filter });
  return format === 'csv' ? csvPieces(pages) : lines(pages);
}

async function* readPages(deps: ServiceDeps, query: Pick<Parameters<typeof readRunPage>[1], 'workspaceId' | 'filter'>) {
  const nowMs = deps.clock();
  let after: TimeCursor | null = null;
  do {
    const rows = await readRunPage(deps.db, { ...query, nowMs, after, limit: PAGE });
    const last = rows.at(-1);
    after = rows.length === PAGE && last !== undefined ? placeOf(last) : null;
    yield rows.map(toRunSummary);
  } while (after !== null);
}

async function* csvPieces(pages: AsyncIterable<RunSummary[]>): AsyncGenerator<string> {
  const cells = Object.values(COLUMNS);
  let head = csvLine(Object.keys(COLUMNS));
  for await (const runs of pages) {
    yield head + runs.map((run) => csvLine(cells.map((cell) => cell(run)))).join('');
    head = '';
  }
}

async function* lines(pages: AsyncIterable<RunSummary[]>): AsyncGenerator<string> {
  for await (const runs of pages) yield runs.map((run) => `${JSON.stringify(run)}\n`).join('');
}
