'use client';

import styles from './chart-legend.module.css';
import type { ChartModel, ChartSeries } from './chart-model';
import { GoToRuns } from './go-to-runs';

/** What each colour stands for, with its sum; a name leads to its runs. */
export function ChartLegend({ chart }: { chart: ChartModel }) {
  return (
    <ul className={styles.legend}>
      {chart.series.map((series) => (
        <li key={series.id} className={styles.entry}>
          <Swatch series={series} kind={chart.kind} />
          <GoToRuns href={series.runs(null)} name={series.label} className={styles.label}>
            {series.label}
          </GoToRuns>
          <span className={styles.total}>{series.total}</span>
        </li>
      ))}
    </ul>
  );
}

/** The look of a series in small. */
export function Swatch({ series, kind }: { series: Pick<ChartSeries, 'color' | 'striped'>; kind: ChartModel['kind'] }) {
  const { color, striped } = series;
  if (kind === 'lines') {
    return (
      <svg width="16" height="10" aria-hidden="true" className={styles.swatch}>
        <line x1="0" y1="5" x2="16" y2="5" stroke={color} strokeWidth="2" strokeDasharray={striped ? '4 3' : undefined} />
      </svg>
    );
  }
  return (
    <svg width="10" height="10" aria-hidden="true" className={styles.swatch}>
      <rect width="10" height="10" rx="2" fill={color} />
      {striped && <path d="M-2 8 8 -2M2 12 12 2" stroke="var(--surface)" strokeWidth="2" />}
    </svg>
  );
}
