'use client';

import { useT } from '@/components/ui/i18n-provider';
import styles from './page-frame.module.css';

/** The frame of a page that is on its way: the bar stands where it will stand. */
export function PageLoading() {
  const t = useT();
  return (
    <div className={styles.page} aria-busy="true">
      <div className={styles.bar} />
      <span className="visually-hidden" role="status">
        {t('common.loading')}
      </span>
    </div>
  );
}
