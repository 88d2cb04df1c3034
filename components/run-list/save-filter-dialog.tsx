'use client';

import { type FormEvent, useId, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { useSaveFilter } from './use-saved-filters';

/** Keeps the present filters under a name. */
export function SaveFilterDialog({ texts, onClose }: { texts: RunFilterTexts; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const [name, setName] = useState('');
  const save = useSaveFilter();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    save.mutate(
      { name, query: texts },
      {
        onSuccess: () => {
          toast({ tone: 'ok', text: t('runs.saved.saved', { name: name.trim() }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      size="small"
      title={t('runs.saved.saveTitle')}
      description={t('runs.saved.saveText')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={id} variant="primary" busy={save.isPending} disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit}>
        <Field label={t('runs.saved.name')} error={save.isError ? errorText(t, save.error) : undefined}>
          <TextInput data-autofocus value={name} maxLength={64} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
