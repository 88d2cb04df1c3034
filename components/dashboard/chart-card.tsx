'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';
import { Skeleton } from '@/components/ui/skeleton';
import type { UsageChart } from '@/lib/contracts/usage';
import styles from './chart-card.module.css';
import { ChartLegend } from './chart-legend';
import { type ChartModel, hasValues } from './chart-model';
import { ChartTable } from './chart-table';
import { type DashboardView, toQuery } from './dashboard-view';
import { viewerZone } from './use-dashboard';

/** The drawing library comes with the first chart, never with the page. */
const TimeChart = dynamic(() => import('./time-chart').then((module) => module.TimeChart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

/** One chart with its legend, the same as a table, and the same as a file. Its size is the same whatever it shows. */
export function ChartCard({ chart, view }: { chart: ChartModel; view: DashboardView }) {
  const t = useT();
  const router = useRouter();
  const [isTable, setTable] = useState(false);
  const go = (href: string | null) => href !== null && router.push(href);
  return (
    <section className={cx(styles.card, styles[chart.id])} aria-labelledby={`chart-${chart.id}`}>
      <header className={styles.head}>
        <h2 id={`chart-${chart.id}`} className={styles.title}>
          {chart.title} <span className={styles.unit}>{chart.unit}</span>
        </h2>
        <Button
          variant="ghost"
          size="small"
          icon="table-2"
          className={cx(isTable && styles.on)}
          aria-label={t('dashboard.tableOf', { title: chart.title })}
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {t('dashboard.showTable')}
        </Button>
        <CsvLink chart={chart.id} title={chart.title} view={view} />
      </header>
      <div className={styles.body}>
        {isTable ? (
          <ChartTable chart={chart} />
        ) : hasValues(chart) ? (
          <>
            <div className={styles.plot}>
              <TimeChart chart={chart} onPick={(series, bucket) => go(series.runs(bucket))} />
            </div>
            <ChartLegend chart={chart} />
          </>
        ) : (
          <p className={styles.empty}>{chart.empty}</p>
        )}
      </div>
    </section>
  );
}

/** Downloads a table of the view. */
export function CsvLink({ chart, title, view }: { chart: UsageChart; title: string; view: DashboardView }) {
  const t = useT();
  const query = new URLSearchParams({ ...toQuery(view, viewerZone()), chart });
  return (
    <LinkButton
      variant="ghost"
      size="small"
      icon="download"
      href={`/api/usage/dashboard.csv?${query}`}
      prefetch={false}
      download
      aria-label={t('dashboard.csvOf', { title })}
    >
      {t('dashboard.csv')}
    </LinkButton>
  );
}

/** A chart's frame before its figures came. */
export function ChartCardSkeleton({ id }: { id: ChartModel['id'] }) {
  const t = useT();
  return (
    <section className={cx(styles.card, styles[id])}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t(`dashboard.chart.${id}`)}</h2>
      </header>
      <div className={styles.body}>
        <div className={styles.plot}>
          <ChartSkeleton />
        </div>
      </div>
    </section>
  );
}

function ChartSkeleton() {
  return (
    <span className={styles.skeleton}>
      <Skeleton height="100%" />
    </span>
  );
}
