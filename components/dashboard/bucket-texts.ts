import type { Dashboard } from '@/lib/contracts/usage';

/** Names of the buckets in the zone they were cut in: short under the axis, in full in tables and tips. */
export function bucketTexts({ buckets, bucket, tz }: Pick<Dashboard, 'buckets' | 'bucket' | 'tz'>, locale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: tz, ...options });
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const tick = format(bucket === 'hour' ? clock : { day: 'numeric', month: 'short' });
  const year = format({ year: 'numeric' });
  // A year is said only where the range has more than one.
  const years = new Set(buckets.map(({ from }) => year.format(new Date(from))));
  const part = bucket === 'hour' ? clock : years.size > 1 ? ({ year: 'numeric' } as const) : {};
  const title = format({ weekday: 'short', day: 'numeric', month: 'short', ...part });
  const end = format(clock);
  return buckets.map(({ from, to }) => {
    const [start, stop] = [new Date(from), new Date(to)];
    return { tick: tick.format(start), title: bucket === 'hour' ? `${title.format(start)}–${end.format(stop)}` : title.format(start) };
  });
}
