'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { USAGE_GROUPINGS, USAGE_RANGES, type UsageGrouping } from '@/lib/contracts/usage';
import styles from './dashboard-toolbar.module.css';
import { type DashboardView, type DayRange, isDay, toAddress } from './dashboard-view';
import { useFlowChoices } from './use-dashboard';

const DAY_MS = 86_400_000;

/** Which figures are shown: flow, grouping, currency where there are several, and the range. Each choice is an address. */
export function DashboardToolbar({ view, currencies, currency }: { view: DashboardView; currencies: string[]; currency: string | null }) {
  const t = useT();
  const router = useRouter();
  const flows = useFlowChoices();
  const show = (change: Partial<DashboardView>) => router.replace(toAddress({ ...view, ...change }), { scroll: false });
  const flowOptions = (flows.data?.items ?? []).map((flow) => ({ value: flow.id, label: flow.name }));
  return (
    <div className={styles.toolbar}>
      <div className={styles.selects}>
        <Select
          aria-label={t('dashboard.filter.flow')}
          value={view.flow ?? ''}
          onChange={(flow) => show({ flow: flow || null })}
          options={[{ value: '', label: t('dashboard.filter.allFlows') }, ...flowOptions]}
        />
        <Select
          aria-label={t('dashboard.by.label')}
          value={view.by}
          // The list holds groupings alone.
          onChange={(by) => show({ by: by as UsageGrouping })}
          options={USAGE_GROUPINGS.map((by) => ({ value: by, label: t('dashboard.chart.groups', { by: t(`dashboard.by.${by}`) }) }))}
        />
        {currencies.length > 1 && (
          <Select
            aria-label={t('dashboard.currency')}
            value={currency ?? ''}
            onChange={(chosen) => show({ currency: chosen })}
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        )}
      </div>
      <FilterChips view={view} />
      <RangeChoice view={view} onChoose={(range) => show({ range })} />
    </div>
  );
}

function FilterChips({ view }: { view: DashboardView }) {
  const t = useT();
  const chips = [
    { id: 'model', name: view.model, text: t('dashboard.filter.model', { name: view.model }), without: { model: null } },
    { id: 'node', name: view.node, text: t('dashboard.filter.node', { name: view.node }), without: { node: null } },
    { id: 'tag', name: view.costTag, text: t('dashboard.filter.costTag', { name: view.costTag }), without: { costTag: null } },
  ].filter((chip) => chip.name !== null);
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map((chip) => (
        <Link
          key={chip.id}
          href={toAddress({ ...view, ...chip.without })}
          className={styles.chip}
          aria-label={t('dashboard.filter.remove', { name: chip.name })}
        >
          <span className="truncate">{chip.text}</span>
          <Icon name="x" size={14} />
        </Link>
      ))}
    </div>
  );
}

function RangeChoice({ view, onChoose }: { view: DashboardView; onChoose: (range: DashboardView['range']) => void }) {
  const t = useT();
  const custom = typeof view.range === 'string' ? null : view.range;
  return (
    <div className={styles.ranges}>
      {custom && <DayFields key={`${custom.from} ${custom.to}`} days={custom} onChoose={onChoose} />}
      <fieldset className={styles.segments}>
        <legend className="visually-hidden">{t('dashboard.range.label')}</legend>
        {USAGE_RANGES.map((range) => (
          <button key={range} type="button" aria-pressed={view.range === range} className={styles.segment} onClick={() => onChoose(range)}>
            {t(`dashboard.range.${range}`)}
          </button>
        ))}
        <button type="button" aria-pressed={custom !== null} className={styles.segment} onClick={() => custom ?? onChoose(lastDays(14))}>
          {t('dashboard.range.custom')}
        </button>
      </fieldset>
    </div>
  );
}

/** Two days of the calendar; a pair that makes sense is shown at once, another is marked. */
function DayFields({ days, onChoose }: { days: DayRange; onChoose: (range: DayRange) => void }) {
  const t = useT();
  const [draft, setDraft] = useState(days);
  const isGood = isDay(draft.from) && isDay(draft.to) && draft.from <= draft.to;
  const set = (change: Partial<DayRange>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    if (isDay(next.from) && isDay(next.to) && next.from <= next.to) onChoose(next);
  };
  const field = (name: keyof DayRange) => (
    <TextInput
      type="date"
      value={draft[name]}
      aria-label={t(`dashboard.range.${name}`)}
      aria-invalid={!isGood}
      className={cx('num', styles.day)}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <div className={styles.days}>
      {field('from')}
      <span aria-hidden="true">–</span>
      {field('to')}
    </div>
  );
}

/** The last days up to today, by the clock of whoever looks. */
function lastDays(count: number): DayRange {
  const day = (ms: number) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const now = Date.now();
  return { from: day(now - (count - 1) * DAY_MS), to: day(now) };
}
