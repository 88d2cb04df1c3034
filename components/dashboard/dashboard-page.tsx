'use client';

import { QueryError } from '@/components/api';
import { PageFrame } from '@/components/shell';
import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';
import type { Dashboard } from '@/lib/contracts/usage';
import { buildCharts } from './build-charts';
import { ChartCard, ChartCardSkeleton } from './chart-card';
import styles from './dashboard.module.css';
import { DashboardToolbar } from './dashboard-toolbar';
import { type DashboardView, toAddress } from './dashboard-view';
import { FigureCards, FigureCardsSkeleton } from './figure-cards';
import { GroupTable, GroupTableSkeleton } from './group-table';
import { useDashboard } from './use-dashboard';

/** Money, tokens, runs, failures and latency of a range: figures, charts and a breakdown, kept current while somebody looks. */
export function DashboardPage({ view }: { view: DashboardView }) {
  const t = useT();
  const query = useDashboard(view);
  const data = query.data;
  return (
    <PageFrame
      title={t('dashboard.title')}
      actions={
        <Chip tone="run" icon="refresh-cw" title={t('dashboard.liveHint')}>
          {t('dashboard.live')}
        </Chip>
      }
    >
      <DashboardToolbar view={view} currencies={data?.currencies ?? []} currency={data?.currency ?? null} />
      {query.isError && !data && <QueryError error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <DashboardSkeleton />}
      {data && (
        <div className={cx(styles.figures, query.isPlaceholderData && styles.stale)} aria-busy={query.isPlaceholderData || undefined}>
          {query.isError && <QueryError error={query.error} onRetry={() => query.refetch()} />}
          {data.totals.runs + data.totals.calls > 0 ? (
            <Figures view={view} data={data} />
          ) : (
            <NothingYet view={view} hasRuns={data.hasRuns} />
          )}
        </div>
      )}
    </PageFrame>
  );
}

function Figures({ view, data }: { view: DashboardView; data: Dashboard }) {
  const t = useT();
  const charts = buildCharts({ t, view, data });
  return (
    <>
      <FigureCards view={view} data={data} />
      <div className={styles.charts}>
        {charts.map((chart) => (
          <ChartCard key={chart.id} chart={chart} view={view} />
        ))}
      </div>
      <GroupTable view={view} data={data} />
    </>
  );
}

const CHARTS = ['money', 'failures', 'runs', 'tokens', 'latency'] as const;

function DashboardSkeleton() {
  const t = useT();
  return (
    <div className={styles.figures} aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('common.loading')}
      </span>
      <FigureCardsSkeleton />
      <div className={styles.charts}>
        {CHARTS.map((id) => (
          <ChartCardSkeleton key={id} id={id} />
        ))}
      </div>
      <GroupTableSkeleton />
    </div>
  );
}

function NothingYet({ view, hasRuns }: { view: DashboardView; hasRuns: boolean }) {
  const t = useT();
  if (!hasRuns) {
    return (
      <EmptyState icon="chart-column" title={t('dashboard.empty.title')} text={t('dashboard.empty.text')}>
        <LinkButton variant="primary" href="/flows" icon="workflow">
          {t('dashboard.empty.toFlows')}
        </LinkButton>
      </EmptyState>
    );
  }
  const none = { flow: null, model: null, node: null, costTag: null };
  const isFiltered = view.flow !== null || view.model !== null || view.node !== null || view.costTag !== null;
  return (
    <EmptyState icon="chart-column" title={t('dashboard.empty.rangeTitle')} text={t('dashboard.empty.rangeText')}>
      {view.range !== '90d' && <LinkButton href={toAddress({ ...view, range: '90d' })}>{t('dashboard.empty.longer')}</LinkButton>}
      {isFiltered && <LinkButton href={toAddress({ ...view, ...none })}>{t('dashboard.empty.clear')}</LinkButton>}
    </EmptyState>
  );
}
