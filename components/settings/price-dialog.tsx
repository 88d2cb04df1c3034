'use client';

import { type FormEvent, useId, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import type { PriceView } from '@/lib/contracts/prices';
import { type PriceDraft, type PriceProblems, priceBody, priceProblems } from './price-draft';
import { PriceFields } from './price-fields';
import styles from './settings.module.css';
import { useSavePrice } from './use-prices';

/** Adds a price (`price` null) or changes one. */
export function PriceDialog({ price, initial, onClose }: { price: PriceView | null; initial: PriceDraft; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const formId = useId();
  const save = useSavePrice();
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<PriceProblems>({});
  const change = (part: Partial<PriceDraft>) => {
    setDraft({ ...draft, ...part });
    setProblems({});
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = priceProblems(draft);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    save.mutate(
      { id: price?.id ?? null, body: priceBody(draft, price) },
      {
        onSuccess: (saved) => {
          toast({ tone: 'ok', text: t('settings.prices.saved', { name: saved.model }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      title={price ? t('settings.prices.editOf', { name: price.model }) : t('settings.prices.addTitle')}
      description={t('settings.prices.dialogText')}
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
        <PriceFields draft={draft} problems={problems} onChange={change} />
        {save.isError && (
          <p className={styles.fieldError} role="alert">
            {errorText(t, save.error)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
