'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { errorText, QueryError } from '@/components/api';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Skeleton } from '@/components/ui/skeleton';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import type { PriceView } from '@/lib/contracts/prices';
import { PriceDialog } from './price-dialog';
import { NEW_PRICE, type PriceDraft, priceDraftOf } from './price-draft';
import styles from './price-settings.module.css';
import { PriceTable, providerName } from './price-table';
import frame from './settings.module.css';
import { useDeletePrice, usePrices } from './use-prices';

interface Editing {
  /** The price that is changed; null for a new one. */
  price: PriceView | null;
  draft: PriceDraft;
}

/** What models cost: the workspace's own prices, which go first, and the shipped lists. */
export function PriceSettings() {
  const t = useT();
  const prices = usePrices();
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Editing | null>(null);
  const [doomed, setDoomed] = useState<PriceView | null>(null);
  return (
    <>
      <div className={frame.head}>
        <h2>{t('settings.prices.title')}</h2>
        <Button variant="primary" icon="plus" onClick={() => setEditing({ price: null, draft: NEW_PRICE })}>
          {t('settings.prices.add')}
        </Button>
      </div>
      <p className={frame.intro}>{t('settings.prices.intro')}</p>
      {prices.isPending && <Skeleton height={240} />}
      {prices.isError && <QueryError error={prices.error} onRetry={() => prices.refetch()} />}
      {prices.data && (
        <div className={styles.wide}>
          <div className={styles.search}>
            <TextInput
              icon="search"
              type="search"
              value={search}
              aria-label={t('settings.prices.search')}
              placeholder={t('settings.prices.search')}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
          <PriceLists prices={prices.data.items} search={search} onEdit={setEditing} onDelete={setDoomed} />
        </div>
      )}
      {editing && <PriceDialog price={editing.price} initial={editing.draft} onClose={() => setEditing(null)} />}
      <DeletePriceDialog price={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}

function PriceLists({
  prices,
  search,
  onEdit,
  onDelete,
}: {
  prices: readonly PriceView[];
  search: string;
  onEdit: (editing: Editing) => void;
  onDelete: (price: PriceView) => void;
}) {
  const t = useT();
  const { own, shipped } = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const found = prices.filter((price) => {
      const text = `${price.provider} ${providerName(t, price.provider)} ${price.model}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return { own: found.filter(({ id }) => id !== null), shipped: byList(found) };
  }, [prices, search, t]);
  if (own.length === 0 && shipped.length === 0) return <p className={styles.none}>{t('settings.prices.noMatch', { search })}</p>;
  return (
    <>
      <PriceList title={t('settings.prices.own')} note={t('settings.prices.unit')}>
        {own.length === 0 ? (
          <p className={styles.none}>{t(search === '' ? 'settings.prices.noOwn' : 'settings.prices.noOwnMatch')}</p>
        ) : (
          <PriceTable
            hasDays
            caption={t('settings.prices.own')}
            prices={own}
            actions={(price) => (
              <span className={styles.actions}>
                <IconButton
                  icon="pencil"
                  size="small"
                  label={t('settings.prices.editOf', { name: price.model })}
                  onClick={() => onEdit({ price, draft: priceDraftOf(price, { asNew: false }) })}
                />
                <IconButton
                  icon="trash-2"
                  size="small"
                  label={t('settings.prices.deleteOf', { name: price.model })}
                  onClick={() => onDelete(price)}
                />
              </span>
            )}
          />
        )}
      </PriceList>
      {shipped.map(({ name, url, asOf, prices: listed }) => (
        <PriceList
          key={name}
          title={name}
          note={
            <>
              {t('settings.prices.asOf', { day: asOf })}{' '}
              <a href={url} target="_blank" rel="noreferrer">
                {t('settings.prices.toSource')}
              </a>
            </>
          }
        >
          <PriceTable
            caption={name}
            prices={listed}
            actions={(price) => (
              <IconButton
                icon="pencil"
                size="small"
                label={t('settings.prices.overrideOf', { name: `${providerName(t, price.provider)} ${price.model}` })}
                onClick={() => onEdit({ price: null, draft: priceDraftOf(price, { asNew: true }) })}
              />
            )}
          />
        </PriceList>
      ))}
    </>
  );
}

interface ShippedList {
  name: string;
  url: string;
  asOf: string;
  prices: PriceView[];
}

/** Shipped prices under the list they come from, in their order. */
function byList(prices: readonly PriceView[]): ShippedList[] {
  const lists = new Map<string, ShippedList>();
  for (const price of prices) {
    if (!price.list) continue;
    const list = lists.get(price.source) ?? { name: price.source, ...price.list, prices: [] };
    list.prices.push(price);
    lists.set(price.source, list);
  }
  return [...lists.values()];
}

function PriceList({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.list} aria-label={title}>
      <div className={styles.listHead}>
        <h3>{title}</h3>
        <p>{note}</p>
      </div>
      {children}
    </section>
  );
}

function DeletePriceDialog({ price, onClose }: { price: PriceView | null; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const remove = useDeletePrice();
  const confirm = () => {
    if (!price) return;
    remove.mutate(price, {
      onSuccess: () => toast({ tone: 'ok', text: t('settings.prices.deleted', { name: price.model }) }),
      onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }),
      onSettled: onClose,
    });
  };
  return (
    <ConfirmDialog
      open={price !== null}
      title={t('settings.prices.deleteTitle', { name: price?.model ?? '' })}
      text={t('settings.prices.deleteText')}
      confirm={t('settings.prices.deleteConfirm')}
      busy={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
