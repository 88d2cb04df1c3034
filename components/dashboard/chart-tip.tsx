'use client';

import { Swatch } from './chart-legend';
import type { ChartModel } from './chart-model';
import styles from './chart-tip.module.css';

/** The figures of one bucket to the last digit, in the order the layers stand. */
export function ChartTip({ chart, bucket }: { chart: ChartModel; bucket: number }) {
  const title = chart.buckets[bucket]?.title;
  if (title === undefined) return null;
  const shown = chart.series.filter(({ values }) => (values[bucket] ?? 0) !== 0);
  const ordered = chart.kind === 'bars' ? shown.toReversed() : shown;
  return (
    <div className={styles.tip}>
      <p className={styles.title}>{title}</p>
      {ordered.map((series) => (
        <p key={series.id} className={styles.row}>
          <Swatch series={series} kind={chart.kind} />
          <span className={styles.label}>{series.label}</span>
          <span className={styles.value}>{series.texts[bucket]}</span>
        </p>
      ))}
      {shown.length === 0 && <p className={styles.label}>–</p>}
    </div>
  );
}
