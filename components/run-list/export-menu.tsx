'use client';

import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { toSearch } from './filter-address';
import styles from './run-list.module.css';

/** Writes the runs that match into a file. */
export function ExportMenu({ texts }: { texts: RunFilterTexts }) {
  const t = useT();
  const download = (format: 'csv' | 'jsonl') => {
    const link = document.createElement('a');
    link.href = `/api/runs/export${toSearch(texts)}${toSearch(texts) === '' ? '?' : '&'}format=${format}`;
    // An error then is a file that says so, and the page stays where it is.
    link.download = '';
    link.click();
  };
  return (
    <Menu
      label={t('runs.export.title')}
      triggerClassName={styles.menuTrigger}
      trigger={
        <>
          <Icon name="download" />
          <span className={cx('truncate', styles.menuWord)}>{t('runs.export.title')}</span>
          <Icon name="chevron-down" size={14} />
        </>
      }
      items={[
        { id: 'what', heading: t('runs.export.what') },
        { id: 'csv', label: t('runs.export.csv'), onSelect: () => download('csv') },
        { id: 'jsonl', label: t('runs.export.jsonl'), onSelect: () => download('jsonl') },
      ]}
    />
  );
}
