'use client';

import { useT } from '@/components/ui/i18n-provider';
import { type Column, Table } from '@/components/ui/table';
import type { ChartModel } from './chart-model';
import styles from './chart-table.module.css';
import { GoToRuns } from './go-to-runs';

interface Row {
  index: number;
  title: string;
}

/** The figures of a chart, bucket by bucket, newest first; each leads to its runs. */
export function ChartTable({ chart }: { chart: ChartModel }) {
  const t = useT();
  const columns: Column<Row>[] = [
    { id: 'time', title: t('dashboard.time'), width: '110px', cell: (row) => row.title },
    ...chart.series.map((series): Column<Row> => {
      const cell = ({ index, title }: Row) => (
        <GoToRuns href={isNothing(series.values[index]) ? null : series.runs(index)} name={`${series.label}, ${title}`}>
          {series.texts[index]}
        </GoToRuns>
      );
      return { id: series.id, title: series.label, align: 'end', cell };
    }),
  ];
  const rows = chart.buckets.map(({ title }, index) => ({ index, title })).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the table scrolls by keyboard also where none of its figures is a link
    <section className={styles.scroll} tabIndex={0} aria-label={t('dashboard.tableOf', { title: chart.title })}>
      <Table caption={chart.title} columns={columns} rows={rows} rowKey={(row) => String(row.index)} />
    </section>
  );
}

function isNothing(value: number | null | undefined): boolean {
  return value === null || value === undefined || value === 0;
}
