'use client';

import { type FormEvent, useId, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import { type CredentialDraft, type Problems, problemsOf, toBody } from './credential-draft';
import { CredentialFields } from './credential-fields';
import styles from './settings.module.css';
import { useSaveCredential } from './use-credentials';

/** Adds a provider (`id` null) or changes one. The key is written, never read back. */
export function CredentialDialog({ id, initial, onClose }: { id: string | null; initial: CredentialDraft; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const formId = useId();
  const save = useSaveCredential(id);
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<Problems>({});
  const before = id === null ? null : initial;
  const change = (part: Partial<CredentialDraft>) => {
    setDraft({ ...draft, ...part });
    setProblems({});
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(draft, before);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    save.mutate(toBody(draft, before), {
      onSuccess: (saved) => {
        toast({ tone: 'ok', text: t('settings.models.saved', { name: saved.name }) });
        onClose();
      },
    });
  };
  const isNameTaken = isClientError(save.error) && save.error.reason === 'name_taken';
  return (
    <Dialog
      open
      title={id === null ? t('settings.models.addTitle') : t('settings.models.editTitle', { name: initial.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <CredentialFields
          draft={draft}
          before={before}
          problems={problems}
          nameError={isNameTaken ? errorText(t, save.error) : undefined}
          onChange={change}
        />
        {save.isError && !isNameTaken && (
          <p className={styles.fieldError} role="alert">
            {errorText(t, save.error)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
