'use client';

import type { ReactNode } from 'react';
import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { type Column, Table } from '@/components/ui/table';
import type { PriceView } from '@/lib/contracts/prices';
import { formatCount, type Translate } from '@/lib/i18n';
import { decimalOfNano } from '@/lib/std/decimal-nano';
import styles from './price-settings.module.css';

type RateName = 'promptNano' | 'cachedNano' | 'cacheWriteNano' | 'completionNano';

const RATES: readonly [id: 'prompt' | 'cached' | 'cacheWrite' | 'completion', name: RateName, isSmall: boolean][] = [
  ['prompt', 'promptNano', false],
  ['cached', 'cachedNano', true],
  ['cacheWrite', 'cacheWriteNano', true],
  ['completion', 'completionNano', false],
];

/** Prices a million, row by row; `actions` stand at the end of each, `since` only where prices have days of their own. */
export function PriceTable({
  caption,
  prices,
  hasDays = false,
  actions,
}: {
  caption: string;
  prices: readonly PriceView[];
  hasDays?: boolean;
  actions: (price: PriceView) => ReactNode;
}) {
  const t = useT();
  return (
    <Table
      caption={caption}
      columns={[
        modelColumn(t),
        ...RATES.map((rate) => rateColumn(t, rate)),
        ...(hasDays ? [daysColumn(t)] : []),
        actionsColumn(t, actions),
      ]}
      rows={prices}
      rowKey={(price) => price.id ?? `${price.provider}/${price.model}`}
    />
  );
}

function modelColumn(t: Translate): Column<PriceView> {
  return {
    id: 'model',
    title: t('settings.prices.column.model'),
    cell: (price) => (
      <span className={styles.model}>
        <span className={styles.name}>
          <code className="mono">{price.model === '*' ? t('settings.prices.anyModel') : price.model}</code>
          {!price.inForce && <Chip>{t(price.id ? 'settings.prices.notNow' : 'settings.prices.replaced')}</Chip>}
        </span>
        <span className={styles.provider}>{providerName(t, price.provider)}</span>
        {price.source !== '' && price.list === null && <span className={styles.source}>{price.source}</span>}
        {price.long && (
          <span className={styles.long}>{t('settings.prices.longPrompt', { count: formatCount(price.long.above, t.locale) })}</span>
        )}
      </span>
    ),
  };
}

/** A provider as a person calls it. */
export function providerName(t: Translate, provider: string): string {
  const key = `settings.models.kinds.${provider}`;
  return t.has(key) ? t(key) : provider;
}

function rateColumn(t: Translate, [id, name, isSmall]: (typeof RATES)[number]): Column<PriceView> {
  return {
    id,
    title: t(`settings.prices.column.${id}`),
    align: 'end',
    hideOnPhone: isSmall,
    cell: (price) => (
      <span className={cx(styles.rate, !price.inForce && styles.off)}>
        <span>{decimalOfNano(BigInt(price[name]))}</span>
        {price.long && <span className={styles.long}>{decimalOfNano(BigInt(price.long[name]))}</span>}
      </span>
    ),
  };
}

function daysColumn(t: Translate): Column<PriceView> {
  return {
    id: 'days',
    title: t('settings.prices.column.days'),
    hideOnPhone: true,
    cell: ({ validFrom, validUntil }) => (
      <span className={styles.days}>
        <time dateTime={validFrom ?? ''}>{validFrom?.slice(0, 10)}</time>
        {validUntil && <span className="faint">{t('settings.prices.until', { day: validUntil.slice(0, 10) })}</span>}
      </span>
    ),
  };
}

function actionsColumn(t: Translate, actions: (price: PriceView) => ReactNode): Column<PriceView> {
  return { id: 'actions', title: t('common.actions'), isTitleHidden: true, align: 'end', cell: actions };
}
