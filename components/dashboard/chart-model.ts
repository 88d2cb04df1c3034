import type { UsageChart } from '@/lib/contracts/usage';

/** One line or layer of a chart. */
export interface ChartSeries {
  id: string;
  label: string;
  /** A token of the palette. */
  color: string;
  /** Beside the colour: stripes on bars, dashes on lines. */
  striped?: boolean;
  values: (number | null)[];
  /** Each value exactly, as a person reads it. */
  texts: string[];
  total: string;
  /** Where the runs of a bucket are; null bucket: of the whole range. Null where the list of runs cannot tell them. */
  runs: (bucket: number | null) => string | null;
}

/** What one chart shows, apart from how it is drawn. */
export interface ChartModel {
  id: Exclude<UsageChart, 'groups'>;
  title: string;
  unit: string;
  kind: 'bars' | 'lines';
  /** What stands under and over each bucket. */
  buckets: { tick: string; title: string }[];
  series: ChartSeries[];
  /** Text on the value axis. */
  axis: (value: number) => string;
  /** Said where there is nothing to draw. */
  empty: string;
  wholeNumbers: boolean;
}

/** Whether there is anything to draw. */
export function hasValues({ series }: ChartModel): boolean {
  return series.some(({ values }) => values.some((value) => value !== null && value !== 0));
}
