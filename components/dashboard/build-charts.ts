import type { CallFigures, Dashboard, DashboardBucket, DashboardGroup } from '@/lib/contracts/usage';
import { formatDuration, type Translate } from '@/lib/i18n';
import { bucketTexts } from './bucket-texts';
import type { ChartModel, ChartSeries } from './chart-model';
import type { DashboardView } from './dashboard-view';
import { exactCount, exactMoney, shortCount, shortMoney } from './exact-texts';
import { groupFilter, type RunFilter, runsAddress } from './run-links';

interface Source {
  t: Translate;
  view: DashboardView;
  data: Dashboard;
}

const PALETTE = ['var(--c-1)', 'var(--c-2)', 'var(--c-3)', 'var(--c-4)', 'var(--c-5)', 'var(--c-6)', 'var(--c-7)'];
const OTHERS = 'var(--c-others)';

/** The five charts of a view. */
export function buildCharts(source: Source): ChartModel[] {
  return [money(source), failures(source), runs(source), tokens(source), latency(source)];
}

/** A group's name: what it is, or that it is all others or has no tag. */
export function groupName(
  t: Translate,
  by: Dashboard['by'],
  group: Pick<DashboardGroup, 'key' | 'flowId' | 'flowName' | 'nodeId'> | undefined,
): string {
  if (!group || group.key === null) return t('dashboard.others');
  if (by === 'cost_tag' && group.key === '') return t('dashboard.noTag');
  if (group.flowId === null) return group.key;
  const flow = group.flowName ?? group.flowId;
  return group.nodeId === null ? flow : `${flow} › ${group.nodeId}`;
}

function frame({ t, data }: Source, id: ChartModel['id']) {
  const unit = t(`dashboard.unit.${id}`, { currency: data.currency, per: t(`dashboard.per.${data.bucket}`) });
  const texts = { title: t(`dashboard.chart.${id}`), unit, empty: t(`dashboard.nothing.${id}`) };
  return { id, ...texts, buckets: bucketTexts(data, t.locale), wholeNumbers: id !== 'money' };
}

/** Where the runs of a bucket are, with what else is known of them. */
function linkOf({ view, data }: Source, filter: RunFilter | null): ChartSeries['runs'] {
  return (bucket) => {
    if (filter === null) return null;
    const at = bucket === null ? undefined : data.buckets[bucket];
    return runsAddress(view, data, { ...filter, ...(at && { from: at.from, to: at.to }) });
  };
}

function money(source: Source): ChartModel {
  const { t, data } = source;
  const exact = (nano: string) => exactMoney(nano, data.currency, t.locale);
  const series = data.money.map(({ key, costNano }, index): ChartSeries => {
    const group = data.groups.find((one) => one.key === key);
    return {
      id: `group-${key ?? ''}-${index}`,
      label: groupName(t, data.by, group),
      color: key === null ? OTHERS : (PALETTE[index] ?? OTHERS),
      striped: key === null,
      values: costNano.map((nano) => Number(nano) / 1e9),
      texts: costNano.map(exact),
      total: shortMoney(String(costNano.reduce((sum, nano) => sum + BigInt(nano), 0n)), data.currency, t.locale),
      runs: linkOf(source, group ? groupFilter(data.by, group) : null),
    };
  });
  const axis = (value: number) => shortMoney(String(Math.round(value * 1e9)), data.currency, t.locale);
  return {
    ...frame(source, 'money'),
    title: t('dashboard.chart.moneyBy', { by: t(`dashboard.by.${data.by}`) }),
    kind: 'bars',
    series,
    axis,
  };
}

function counts(source: Source, id: string, look: Pick<ChartSeries, 'label' | 'color' | 'striped'>, numbers: readonly (string | number)[]) {
  const exact = (count: string | number) => exactCount(count, source.t.locale);
  const total = numbers.reduce<bigint>((sum, count) => sum + BigInt(count), 0n);
  return { id, ...look, values: numbers.map(Number), texts: numbers.map(exact), total: exact(String(total)) };
}

function failures(source: Source): ChartModel {
  const { t, data } = source;
  const series = data.failures.map(({ code, runs }, index): ChartSeries => {
    const look = {
      label: code ?? t('dashboard.others'),
      color: code === null ? OTHERS : (PALETTE[index] ?? OTHERS),
      striped: code === null,
    };
    return { ...counts(source, `code-${code ?? ''}`, look, runs), runs: linkOf(source, { status: FAILED }) };
  });
  return { ...frame(source, 'failures'), kind: 'bars', series, axis: (value) => shortCount(value, t.locale) };
}

/** What the figures count as failed, as the list of runs takes it. */
const FAILED = 'FAILED,COMPENSATED,COMPENSATION_FAILED';

const OUTCOMES = [
  { id: 'succeeded', color: 'var(--c-1)', status: 'SUCCEEDED' },
  { id: 'failed', color: 'var(--bad)', status: FAILED, striped: true },
  { id: 'cancelled', color: 'var(--c-others)', status: 'CANCELLED' },
  { id: 'unfinished', color: 'var(--c-5)', status: 'PENDING,RUNNING,WAITING,COMPENSATING' },
] as const;

function runs(source: Source): ChartModel {
  const { t, data } = source;
  const series = OUTCOMES.map((outcome): ChartSeries => {
    const look = { label: t(`dashboard.outcome.${outcome.id}`), color: outcome.color, striped: 'striped' in outcome };
    const numbers = data.buckets.map((bucket) => bucket[outcome.id]);
    return {
      ...counts(source, outcome.id, look, numbers),
      runs: linkOf(source, { status: outcome.status }),
    };
  });
  return { ...frame(source, 'runs'), kind: 'bars', series, axis: (value) => shortCount(value, t.locale) };
}

const KINDS: readonly { id: 'fresh' | 'cached' | 'output'; color: string; of: (figures: CallFigures) => string }[] = [
  { id: 'fresh', color: 'var(--c-1)', of: freshTokens },
  { id: 'cached', color: 'var(--c-6)', of: ({ cachedTokens }) => cachedTokens },
  { id: 'output', color: 'var(--c-2)', of: ({ completionTokens }) => completionTokens },
];

/** Input that was no cache's. A provider that says more was cached than sent is taken at its smaller word. */
function freshTokens({ promptTokens, cachedTokens }: CallFigures): string {
  const fresh = BigInt(promptTokens) - BigInt(cachedTokens);
  return String(fresh > 0n ? fresh : 0n);
}

function tokens(source: Source): ChartModel {
  const { t, data } = source;
  const series = KINDS.map(({ id, color, of }): ChartSeries => {
    const look = { label: t(`dashboard.tokens.${id}`), color, striped: id === 'cached' };
    return { ...counts(source, id, look, data.buckets.map(of)), runs: linkOf(source, {}) };
  });
  return { ...frame(source, 'tokens'), kind: 'bars', series, axis: (value) => shortCount(value, t.locale) };
}

function latency(source: Source): ChartModel {
  const { t, data } = source;
  const text = (ms: number | null) => (ms === null ? '–' : formatDuration(ms, t.locale));
  const line = (id: 'p50' | 'p95', of: (bucket: Pick<DashboardBucket, 'p50Ms' | 'p95Ms'>) => number | null): ChartSeries => ({
    id,
    label: id,
    color: id === 'p50' ? 'var(--c-1)' : 'var(--c-2)',
    striped: id === 'p95',
    values: data.buckets.map(of),
    texts: data.buckets.map((bucket) => text(of(bucket))),
    total: text(of(data.totals)),
    runs: linkOf(source, {}),
  });
  const series = [line('p50', ({ p50Ms }) => p50Ms), line('p95', ({ p95Ms }) => p95Ms)];
  return { ...frame(source, 'latency'), kind: 'lines', series, axis: (ms) => (ms === 0 ? '0' : formatDuration(ms, t.locale)) };
}
