'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import type { FlowDetail } from '@/lib/contracts/flows';
import styles from './flow-list.module.css';
import { TemplateGallery } from './template-gallery';
import { useCreateFlow } from './use-flows';

/** A new flow: from a template that runs at once, or a blank one. Opens it in the editor. */
export function CreateFlowDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const router = useRouter();
  const goTo = (flow: FlowDetail) => {
    onClose();
    router.push(`/flows/${flow.id}`);
  };
  return (
    <Dialog open={open} title={t('flows.create.title')} size="wide" onClose={onClose}>
      <section className={styles.section}>
        <h3>{t('flows.create.templates')}</h3>
        <p>{t('flows.create.templatesText')}</p>
        <TemplateGallery isWanted={open} onCreated={goTo} />
      </section>
      <section className={styles.section}>
        <h3>{t('flows.create.blank')}</h3>
        <BlankForm onCreated={goTo} />
      </section>
    </Dialog>
  );
}

function BlankForm({ onCreated }: { onCreated: (flow: FlowDetail) => void }) {
  const t = useT();
  const create = useCreateFlow();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setError(t('flows.create.nameRequired'));
    create.mutate({ name: name.trim(), allowIssues: true }, { onSuccess: onCreated, onError: (thrown) => setError(errorText(t, thrown)) });
  };
  return (
    <form className={styles.blank} onSubmit={submit} noValidate>
      <Field label={t('flows.create.name')} error={error}>
        <TextInput
          value={name}
          maxLength={128}
          placeholder={t('flows.create.namePlaceholder')}
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
      </Field>
      <Button type="submit" variant="primary" busy={create.isPending}>
        {t('flows.create.submit')}
      </Button>
    </form>
  );
}
