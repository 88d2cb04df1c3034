'use client';

import { useId } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  type MouseHandlerDataParam,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { useT } from '@/components/ui/i18n-provider';
import type { ChartModel, ChartSeries } from './chart-model';
import { ChartTip } from './chart-tip';
import styles from './time-chart.module.css';

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const AXIS_WIDTH = 52;
const TICK = { fill: 'var(--ink-3)', fontSize: 11 };

/** A chart over time, stacked bars or lines. A press on a bar, or on a place along lines, picks a series and its bucket. */
export function TimeChart({ chart, onPick }: { chart: ChartModel; onPick: (series: ChartSeries, bucket: number) => void }) {
  const t = useT();
  const id = useId();
  const rows = chart.buckets.map((bucket, index) => ({
    ...{ index, tick: bucket.tick },
    values: chart.series.map((series) => series.values[index] ?? null),
  }));
  const label = t('dashboard.chartOf', { title: chart.title, unit: chart.unit });
  const shared = { data: rows, margin: MARGIN, 'aria-label': label };
  const axes = (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="index"
        tickFormatter={(index: number) => chart.buckets[index]?.tick ?? ''}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={28}
        height={22}
      />
      <YAxis
        tick={TICK}
        tickLine={false}
        axisLine={false}
        width={AXIS_WIDTH}
        tickCount={4}
        niceTicks="snap125"
        allowDecimals={!chart.wholeNumbers}
        tickFormatter={chart.axis}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={chart.kind === 'bars' ? { fill: 'var(--hover)' } : { stroke: 'var(--line-strong)' }}
        allowEscapeViewBox={{ x: false, y: true }}
        wrapperStyle={{ zIndex: 5, pointerEvents: 'none' }}
        content={({ active, activeIndex }: TooltipContentProps) =>
          active ? <ChartTip chart={chart} bucket={Number(activeIndex)} /> : null
        }
      />
    </>
  );
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height: 200 }} className={styles.chart ?? ''}>
      {chart.kind === 'bars' ? (
        <BarChart {...shared} barCategoryGap="24%">
          <Stripes id={id} series={chart.series} />
          {axes}
          {chart.series.map((series, index) => (
            <Bar
              key={series.id}
              dataKey={(row: { values: (number | null)[] }) => row.values[index]}
              name={series.label}
              stackId="all"
              maxBarSize={44}
              fill={series.striped ? `url(#${id}-${index})` : series.color}
              stroke="var(--surface)"
              strokeWidth={1}
              isAnimationActive={false}
              onClick={(_, bucket) => onPick(series, bucket)}
            />
          ))}
        </BarChart>
      ) : (
        <LineChart {...shared} onClick={(at: MouseHandlerDataParam) => pickAt(chart, at, onPick)}>
          {axes}
          {chart.series.map((series, index) => (
            <Line
              key={series.id}
              dataKey={(row: { values: (number | null)[] }) => row.values[index]}
              name={series.label}
              stroke={series.color}
              strokeWidth={2}
              {...(series.striped && { strokeDasharray: '5 4' })}
              dot={{ r: 2, fill: series.color, strokeWidth: 0 }}
              activeDot={{ r: 4, strokeWidth: 0 }}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}

function pickAt(
  chart: ChartModel,
  { activeTooltipIndex }: MouseHandlerDataParam,
  onPick: (series: ChartSeries, bucket: number) => void,
): void {
  const [first] = chart.series;
  const bucket = Number(activeTooltipIndex);
  if (first && Number.isInteger(bucket) && first.values[bucket] !== null) onPick(first, bucket);
}

/** Fills of the striped series: told apart by more than their colour. */
function Stripes({ id, series }: { id: string; series: readonly ChartSeries[] }) {
  return (
    <defs>
      {series.map(
        ({ striped, color, id: seriesId }, index) =>
          striped && (
            <pattern key={seriesId} id={`${id}-${index}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill={color} />
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--surface)" strokeWidth="3" />
            </pattern>
          ),
      )}
    </defs>
  );
}
