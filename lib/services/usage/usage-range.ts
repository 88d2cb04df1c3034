import type { DashboardQuery } from '@/lib/contracts/usage';
import { userError } from '@/lib/errors/app-error';
import { type Bucket, bucketBounds, nextHour, startOfDay } from '@/lib/std/zoned-time';

/** A stretch of time and where its buckets begin; the last bound is its end, exclusive. */
export interface UsageRange {
  bounds: number[];
  bucket: Bucket;
  zone: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer stretches than these would make charts nobody can read, and queries that take long. */
const MOST_DAYS = 400;
const MOST_DAYS_BY_HOUR = 14;
/** Up to here hours tell more than days. */
const BY_HOUR_MS = 3 * DAY_MS;
/** Times outside these are slips of the hand. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2200, 0, 1);
const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const;

/** The range a query names, seen at `nowMs`. Throws `invalid_request` for one that is empty, reversed or too long. */
export function usageRange(query: Pick<DashboardQuery, 'range' | 'from' | 'to' | 'bucket' | 'tz'>, nowMs: number): UsageRange {
  const { fromMs, toMs } = stretchOf(query, nowMs);
  if (!(fromMs < toMs)) throw userError('invalid_request', 'The range is empty: from must be before to.');
  if (fromMs < FIRST_MS || toMs > LAST_MS) throw userError('invalid_request', 'The range must lie between the years 2000 and 2200.');
  if (toMs - fromMs > MOST_DAYS * DAY_MS) throw userError('invalid_request', `The range is longer than ${MOST_DAYS} days; ask for less.`);
  const bucket = query.bucket ?? (toMs - fromMs <= BY_HOUR_MS ? 'hour' : 'day');
  if (bucket === 'hour' && toMs - fromMs > MOST_DAYS_BY_HOUR * DAY_MS) {
    throw userError('invalid_request', `By the hour a range has ${MOST_DAYS_BY_HOUR} days at most; ask for less, or for days.`);
  }
  return { bounds: bucketBounds({ fromMs, toMs, zone: query.tz, bucket }), bucket, zone: query.tz };
}

function stretchOf(query: Pick<DashboardQuery, 'range' | 'from' | 'to' | 'tz'>, nowMs: number): { fromMs: number; toMs: number } {
  if (query.from !== undefined && query.to !== undefined) return { fromMs: Date.parse(query.from), toMs: Date.parse(query.to) };
  const range = query.range ?? '7d';
  if (range === '24h') {
    const toMs = nextHour(nowMs, query.tz);
    return { fromMs: toMs - DAY_MS, toMs };
  }
  return { fromMs: startOfDay(nowMs, query.tz, 1 - DAYS[range]), toMs: startOfDay(nowMs, query.tz, 1) };
}
