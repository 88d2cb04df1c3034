'use client';

import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu, type MenuItem } from '@/components/ui/menu';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { isSameFilter } from './filter-address';
import { ManageFiltersDialog } from './manage-filters-dialog';
import styles from './run-list.module.css';
import { SaveFilterDialog } from './save-filter-dialog';
import { useSavedFilters } from './use-saved-filters';

/** The saved filters: choose one, keep the present one, or put them in order. */
export function SavedMenu({ texts, onChange }: { texts: RunFilterTexts; onChange: (texts: RunFilterTexts) => void }) {
  const t = useT();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const filters = useSavedFilters().data?.items ?? [];
  const current = filters.find(({ query }) => isSameFilter(query, texts));
  const items: MenuItem[] = [
    ...(filters.length === 0 ? [{ id: 'none', heading: t('runs.saved.none') }] : []),
    ...filters.map(({ id, name, query }) => ({ id, label: name, checked: id === current?.id, onSelect: () => onChange(query) })),
    { id: 'line', separator: true },
    {
      id: 'save',
      label: t('runs.saved.save'),
      icon: 'plus',
      disabled: Object.keys(texts).length === 0 || current !== undefined,
      onSelect: () => setDialog('save'),
    },
    { id: 'manage', label: t('runs.saved.manage'), icon: 'pencil', disabled: filters.length === 0, onSelect: () => setDialog('manage') },
  ];
  return (
    <>
      <Menu
        label={current ? t('runs.saved.current', { name: current.name }) : t('runs.saved.title')}
        triggerClassName={styles.menuTrigger}
        trigger={
          <>
            <Icon name="bookmark" />
            <span className={cx('truncate', styles.menuWord)}>{current?.name ?? t('runs.saved.title')}</span>
            <Icon name="chevron-down" size={14} />
          </>
        }
        items={items}
      />
      {dialog === 'save' && <SaveFilterDialog texts={texts} onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageFiltersDialog filters={filters} onClose={() => setDialog(null)} />}
    </>
  );
}
