import type { CallFigures, Dashboard, DashboardBucket, DashboardGroup, RunFigures } from '@/lib/contracts/usage';
import { groupBy } from '@/lib/std/group-by';
import type { CallCell } from './read-calls';
import type { GroupCell } from './read-groups';
import type { FailureCell, RunCell } from './read-runs';

/** Everything that was read for one answer. */
export interface DashboardCells {
  calls: readonly CallCell[];
  runs: readonly RunCell[];
  failures: readonly FailureCell[];
  groups: readonly GroupCell[];
}

/** Series a chart can still tell apart, beside the one of all others. */
const MOST_FAILURES = 7;
/** Lines of the breakdown; those cut off made no calls. */
const MOST_ROWS = 200;

const SUMS = ['promptTokens', 'cachedTokens', 'cacheWriteTokens', 'completionTokens', 'reasoningTokens'] as const;
const MONEY = ['costNano', 'savedNano'] as const;
const COUNTS = ['calls', 'unpriced', 'unmeasured'] as const;

const NO_RUNS: RunFigures = { runs: 0, succeeded: 0, failed: 0, cancelled: 0, unfinished: 0, p50Ms: null, p95Ms: null };

/** Currencies that calls were paid in, the one of most calls first. Money of one is never added to that of another. */
export function currenciesOf(cells: readonly CallCell[]): string[] {
  const priced = new Map<string, number>();
  for (const { currency, calls, unpriced } of cells) priced.set(currency, (priced.get(currency) ?? 0) + calls - unpriced);
  const used = [...priced].filter(([, count]) => count > 0);
  return used.toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([currency]) => currency);
}

/** The figures of calls added up; money only of the currency. */
export function sumCalls(cells: readonly CallCell[], currency: string): CallFigures {
  const sum = (keys: readonly (keyof CallCell)[], of: readonly CallCell[]) =>
    Object.fromEntries(keys.map((key) => [key, String(of.reduce((total, cell) => total + BigInt(cell[key] ?? 0), 0n))]));
  const counts = Object.fromEntries(COUNTS.map((key) => [key, cells.reduce((total, cell) => total + cell[key], 0)]));
  const money = cells.filter((cell) => cell.currency === currency);
  // The three lists of keys together are those of the figures.
  return { ...counts, ...sum(SUMS, cells), ...sum(MONEY, money) } as unknown as CallFigures;
}

/** Each bucket with its calls and runs; buckets in which nothing happened are there with zeros. */
export function foldBuckets(bounds: readonly number[], { calls, runs }: DashboardCells, currency: string): DashboardBucket[] {
  const callsOf = groupBy(calls, (cell) => cell.bucket);
  const runsOf = new Map(runs.map((cell) => [cell.bucket, cell]));
  return bounds.slice(0, -1).map((fromMs, index) => ({
    from: new Date(fromMs).toISOString(),
    // There is a bound after each that begins a bucket.
    to: new Date(bounds[index + 1] ?? fromMs).toISOString(),
    ...sumCalls(callsOf.get(index) ?? [], currency),
    ...runFigures(runsOf.get(index)),
  }));
}

/** Figures of runs without the place they were read at. */
export function runFigures(cell: RunCell | undefined): RunFigures {
  if (!cell) return NO_RUNS;
  const { bucket: _place, ...figures } = cell;
  return figures;
}

/** The breakdown: groups by money, then by tokens and runs; what is not listed comes last, without runs. */
export function foldGroups({ calls, groups }: DashboardCells, currency: string): Omit<DashboardGroup, 'flowId' | 'flowName' | 'nodeId'>[] {
  const callsOf = groupBy(calls, (cell) => cell.key);
  const runsOf = new Map(groups.map((cell) => [cell.key as string | null, cell]));
  // Where calls of some groups were summed as others, a group without calls of its own may be one of them.
  const keys = callsOf.has(null) ? [...callsOf.keys()] : [...new Set([...callsOf.keys(), ...runsOf.keys()])];
  const rows = keys.map((key) => {
    const cell = runsOf.get(key);
    const latency = { p50Ms: cell?.p50Ms ?? null, p95Ms: cell?.p95Ms ?? null };
    return { key, ...sumCalls(callsOf.get(key) ?? [], currency), runs: cell?.runs ?? null, failed: cell?.failed ?? null, ...latency };
  });
  const sorted = rows.toSorted(
    (a, b) =>
      Number(a.key === null) - Number(b.key === null) ||
      compareBig(b.costNano, a.costNano) ||
      compareBig(b.promptTokens, a.promptTokens) ||
      (b.runs ?? 0) - (a.runs ?? 0) ||
      (a.key ?? '').localeCompare(b.key ?? ''),
  );
  return sorted.slice(0, MOST_ROWS);
}

/** Money of each group over the buckets, the dearest `most` apart and all others under the key null. */
export function foldMoney(
  cells: readonly CallCell[],
  order: readonly (string | null)[],
  count: number,
  options: { currency: string; most: number },
) {
  const paid = cells.filter((cell) => cell.currency === options.currency && cell.costNano !== '0');
  const known = new Set(paid.map((cell) => cell.key));
  const apart = order.filter((key) => key !== null && known.has(key)).slice(0, options.most);
  const series = groupBy(paid, ({ key }) => (apart.includes(key) ? key : null));
  const keys = series.has(null) ? [...apart, null] : apart;
  return keys.map((key) => ({ key, costNano: addUp(series.get(key) ?? [], count) }));
}

function addUp(cells: readonly CallCell[], count: number): string[] {
  const sums = new Array<bigint>(count).fill(0n);
  for (const { bucket, costNano } of cells) sums[bucket] = (sums[bucket] ?? 0n) + BigInt(costNano);
  return sums.map(String);
}

/** Failed runs by code over the buckets, the most frequent codes apart. */
export function foldFailures(cells: readonly FailureCell[], count: number): Dashboard['failures'] {
  const totals = new Map<string, number>();
  for (const { code, runs } of cells) totals.set(code, (totals.get(code) ?? 0) + runs);
  const order = [...totals].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([code]) => code);
  const apart = order.slice(0, MOST_FAILURES);
  const series = groupBy(cells, ({ code }) => (apart.includes(code) ? code : null));
  const codes = series.has(null) ? [...apart, null] : apart;
  return codes.map((code) => {
    const runs = new Array<number>(count).fill(0);
    for (const cell of series.get(code) ?? []) runs[cell.bucket] = (runs[cell.bucket] ?? 0) + cell.runs;
    return { code, runs };
  });
}

function compareBig(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
