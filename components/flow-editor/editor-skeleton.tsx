'use client';

import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import styles from './editor-frame.module.css';

/** The editor before its flow is there: every part stands where it will stand. */
export function EditorSkeleton() {
  const t = useT();
  return (
    <div className={styles.editor} aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('editor.loading')}
      </span>
      <div className={styles.top}>
        <Skeleton width={180} height={18} />
      </div>
      <div className={styles.palette} />
      <div className={styles.middle}>
        <div className={styles.canvas} />
      </div>
      <div className={styles.inspector} />
    </div>
  );
}
