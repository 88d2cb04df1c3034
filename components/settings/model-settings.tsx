'use client';

import { useState } from 'react';
import { errorText, QueryError } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import type { CredentialView } from '@/lib/contracts/settings';
import { CredentialCard } from './credential-card';
import { CredentialDialog } from './credential-dialog';
import { type CredentialDraft, draftOf, LOCAL_CREDENTIAL, LOCAL_URL, NEW_DRAFT } from './credential-draft';
import styles from './settings.module.css';
import { useCredentials, useDeleteCredential, useSaveCredential } from './use-credentials';

/** Where models answer from: the demo model, a local server in one press, and the stored credentials. */
export function ModelSettings() {
  const t = useT();
  const [editing, setEditing] = useState<{ id: string | null; draft: CredentialDraft } | null>(null);
  const [doomed, setDoomed] = useState<CredentialView | null>(null);
  return (
    <>
      <div className={styles.head}>
        <h2>{t('settings.models.title')}</h2>
        <Button variant="primary" icon="plus" onClick={() => setEditing({ id: null, draft: NEW_DRAFT })}>
          {t('settings.models.add')}
        </Button>
      </div>
      <p className={styles.intro}>{t('settings.models.intro')}</p>
      <div className={styles.cards}>
        <DemoCard />
        <CredentialCards onEdit={(credential) => setEditing({ id: credential.id, draft: draftOf(credential) })} onDelete={setDoomed} />
      </div>
      {editing && <CredentialDialog key={editing.id} id={editing.id} initial={editing.draft} onClose={() => setEditing(null)} />}
      <DeleteCredentialDialog credential={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}

function DemoCard() {
  const t = useT();
  return (
    <article className={styles.card}>
      <span className={styles.tile}>
        <Icon name="bot" />
      </span>
      <div className={styles.cardBody}>
        <h3 className={styles.cardTitle}>
          {t('settings.models.demo.title')}
          <Chip tone="ok" icon="check">
            {t('settings.models.demo.ready')}
          </Chip>
        </h3>
        <p className={styles.cardText}>{t('settings.models.demo.text')}</p>
      </div>
    </article>
  );
}

/** One press saves it: a server on this computer needs no key, and its first model answers until another is named. */
function LocalCard() {
  const t = useT();
  const toast = useToast();
  const save = useSaveCredential(null);
  const use = () =>
    save.mutate(LOCAL_CREDENTIAL, {
      onSuccess: ({ name }) => toast({ tone: 'ok', text: t('settings.models.saved', { name }) }),
      onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }),
    });
  return (
    <article className={styles.card}>
      <span className={styles.tile}>
        <Icon name="cpu" />
      </span>
      <div className={styles.cardBody}>
        <h3 className={styles.cardTitle}>{t('settings.models.local.title')}</h3>
        <p className={styles.cardText}>{t('settings.models.local.text', { url: LOCAL_URL })}</p>
      </div>
      <div className={styles.cardActions}>
        <Button size="small" busy={save.isPending} onClick={use}>
          {t('settings.models.local.use', { url: LOCAL_URL })}
        </Button>
      </div>
    </article>
  );
}

function CredentialCards({
  onEdit,
  onDelete,
}: {
  onEdit: (credential: CredentialView) => void;
  onDelete: (credential: CredentialView) => void;
}) {
  const t = useT();
  const credentials = useCredentials();
  if (credentials.isPending) return <Skeleton height={84} />;
  if (credentials.isError) return <QueryError error={credentials.error} onRetry={() => credentials.refetch()} />;
  const { items } = credentials.data;
  const hasLocal = items.some((item) => item.config.baseUrl?.startsWith(LOCAL_URL));
  return (
    <>
      {items.map((credential) => (
        <CredentialCard
          key={credential.id}
          credential={credential}
          onEdit={() => onEdit(credential)}
          onDelete={() => onDelete(credential)}
        />
      ))}
      {!hasLocal && <LocalCard />}
      {items.length === 0 && <EmptyState icon="key" title={t('settings.models.empty.title')} text={t('settings.models.empty.text')} />}
    </>
  );
}

function DeleteCredentialDialog({ credential, onClose }: { credential: CredentialView | null; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const remove = useDeleteCredential();
  const confirm = () => {
    if (!credential) return;
    remove.mutate(credential, {
      onSuccess: () => toast({ tone: 'ok', text: t('settings.models.deleted', { name: credential.name }) }),
      onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }),
      onSettled: onClose,
    });
  };
  return (
    <ConfirmDialog
      open={credential !== null}
      title={t('settings.models.deleteTitle', { name: credential?.name ?? '' })}
      text={t('settings.models.deleteText')}
      confirm={t('settings.models.deleteConfirm')}
      busy={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
