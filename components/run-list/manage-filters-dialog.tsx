'use client';

import { useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import type { SavedFilterView } from '@/lib/contracts/saved-filters';
import styles from './run-list.module.css';
import { useDeleteFilter, useRenameFilter, useSaveFilter } from './use-saved-filters';

/** Renames and deletes saved filters; what was deleted can be taken back at once. */
export function ManageFiltersDialog({ filters, onClose }: { filters: readonly SavedFilterView[]; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      title={t('runs.saved.manage')}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <ul className={styles.saved}>
        {filters.map((filter) => (
          <FilterLine key={filter.id} filter={filter} />
        ))}
      </ul>
      {filters.length === 0 && <EmptyState icon="bookmark" title={t('runs.saved.none')} />}
    </Dialog>
  );
}

function FilterLine({ filter }: { filter: SavedFilterView }) {
  const t = useT();
  const toast = useToast();
  const [name, setName] = useState(filter.name);
  const rename = useRenameFilter();
  const remove = useDeleteFilter();
  const again = useSaveFilter();
  const isChanged = name.trim() !== '' && name.trim() !== filter.name;
  const deleteIt = () =>
    remove.mutate(filter.id, {
      onSuccess: () =>
        toast({
          text: t('runs.saved.deleted', { name: filter.name }),
          action: { label: t('runs.saved.undo'), onSelect: () => again.mutate({ name: filter.name, query: filter.query }) },
        }),
      onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }),
    });
  return (
    <li>
      <form
        className={styles.savedLine}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) rename.mutate({ id: filter.id, name });
        }}
      >
        <Field label={t('runs.saved.name')} error={rename.isError ? errorText(t, rename.error) : undefined}>
          <TextInput value={name} maxLength={64} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button type="submit" disabled={!isChanged} busy={rename.isPending}>
          {t('runs.saved.rename')}
        </Button>
        <IconButton icon="trash-2" label={t('runs.saved.delete', { name: filter.name })} tooltip={false} onClick={deleteIt} />
      </form>
    </li>
  );
}
