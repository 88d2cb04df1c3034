'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { formatCount } from '@/lib/i18n';
import { countText } from './count-text';
import styles from './run-list.module.css';
import { PAGE_SIZE } from './use-runs';

/** Which runs of how many are shown, and the way to the others. */
export function RunFoot({
  page,
  shown,
  count,
  busy,
  onBack,
  onNext,
}: {
  page: number;
  shown: number;
  /** Null while it is counted. */
  count: number | null;
  busy: boolean;
  onBack: (() => void) | null;
  onNext: (() => void) | null;
}) {
  const t = useT();
  const first = page * PAGE_SIZE;
  const params = {
    from: formatCount(Math.min(first + 1, first + shown), t.locale),
    to: formatCount(first + shown, t.locale),
    count: count === null ? '…' : countText(t, Math.max(count, first + shown)),
  };
  return (
    <div className={styles.foot}>
      <span role="status" className="num">
        {t('runs.shown', params)}
      </span>
      {(onBack || onNext) && (
        <nav className={styles.pages} aria-label={t('runs.pages')}>
          <Button size="small" icon="chevron-left" disabled={onBack === null} onClick={() => onBack?.()}>
            {t('runs.newer')}
          </Button>
          <Button size="small" icon="chevron-right" disabled={onNext === null} busy={busy} onClick={() => onNext?.()}>
            {t('runs.older')}
          </Button>
        </nav>
      )}
    </div>
  );
}
