'use client';

import type { ReactNode } from 'react';
import { Cost, Money, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import type { UsageSum } from '@/lib/std/usage-sum';
import styles from './usage-list.module.css';

/** Tokens by kind and money, with what is not known said as such. */
export function UsageList({ usage }: { usage: UsageSum | null }) {
  const t = useT();
  if (!usage) return <p className="faint">{t('run.usage.none')}</p>;
  return (
    <>
      <dl className={styles.list}>
        <Line label={t('run.usage.prompt')}>
          <Tokens count={usage.promptTokens} />
        </Line>
        <Line isPart label={t('run.usage.cached')}>
          <Tokens count={usage.cachedTokens} />
        </Line>
        <Line isPart label={t('run.usage.cacheWrite')}>
          <Tokens count={usage.cacheWriteTokens} />
        </Line>
        <Line label={t('run.usage.completion')}>
          <Tokens count={usage.completionTokens} />
        </Line>
        <Line isPart label={t('run.usage.reasoning')}>
          <Tokens count={usage.reasoningTokens} />
        </Line>
        <Line label={t('run.cost')}>
          <Cost usage={usage} />
        </Line>
        {usage.savedNano !== '0' && (
          <Line label={t(usage.savedNano.startsWith('-') ? 'run.usage.spentOnCache' : 'run.usage.saved')}>
            <Money nano={usage.savedNano.replace('-', '')} currency={usage.currency} />
          </Line>
        )}
      </dl>
      {usage.unknownAttempts > 0 && <p className={styles.note}>{t('run.unknownUsage', { count: usage.unknownAttempts })}</p>}
      {usage.unknownCosts > 0 && <p className={styles.note}>{t('run.usage.unknownCosts', { count: usage.unknownCosts })}</p>}
    </>
  );
}

function Line({ label, isPart = false, children }: { label: string; isPart?: boolean; children: ReactNode }) {
  return (
    <div className={styles.line} data-part={isPart || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
