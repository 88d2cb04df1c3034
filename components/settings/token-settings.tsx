'use client';

import { useState } from 'react';
import { errorText, QueryError } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Skeleton } from '@/components/ui/skeleton';
import { type Column, Table } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import type { TokenView } from '@/lib/contracts/settings';
import type { Translate } from '@/lib/i18n';
import { CreateTokenDialog } from './create-token-dialog';
import styles from './settings.module.css';
import { useRevokeToken, useTokens } from './use-tokens';

/** What programs sign in with. */
export function TokenSettings() {
  const t = useT();
  const tokens = useTokens();
  const [isCreating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<TokenView | null>(null);
  const create = (
    <Button variant="primary" icon="plus" onClick={() => setCreating(true)}>
      {t('settings.tokens.create')}
    </Button>
  );
  return (
    <>
      <div className={styles.head}>
        <h2>{t('settings.tokens.title')}</h2>
        {create}
      </div>
      <p className={styles.intro}>{t('settings.tokens.intro')}</p>
      {tokens.isPending && <Skeleton height={120} />}
      {tokens.isError && <QueryError error={tokens.error} onRetry={() => tokens.refetch()} />}
      {tokens.data?.items.length === 0 && (
        <EmptyState icon="key" title={t('settings.tokens.empty.title')} text={t('settings.tokens.empty.text')} />
      )}
      {tokens.data && tokens.data.items.length > 0 && (
        <Table
          caption={t('settings.tokens.title')}
          columns={columnsOf(t, setDoomed)}
          rows={tokens.data.items}
          rowKey={(token) => token.id}
        />
      )}
      {isCreating && <CreateTokenDialog onClose={() => setCreating(false)} />}
      <RevokeDialog token={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}

function columnsOf(t: Translate, onRevoke: (token: TokenView) => void): Column<TokenView>[] {
  return [
    { id: 'name', title: t('settings.tokens.column.name'), cell: (token) => <strong>{token.name}</strong> },
    {
      id: 'prefix',
      title: t('settings.tokens.column.prefix'),
      hideOnPhone: true,
      cell: (token) => <code className="mono">{token.prefix}…</code>,
    },
    {
      id: 'scopes',
      title: t('settings.tokens.column.scopes'),
      width: '40%',
      cell: (token) => (
        <span className={styles.scopeChips}>
          {token.scopes.map((scope) => (
            <Chip key={scope} title={scope}>
              {t(`settings.scope.${scope}`)}
            </Chip>
          ))}
        </span>
      ),
    },
    {
      id: 'used',
      title: t('settings.tokens.column.used'),
      hideOnPhone: true,
      cell: (token) => (token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : <span className="faint">{t('common.never')}</span>),
    },
    {
      id: 'expires',
      title: t('settings.tokens.column.expires'),
      hideOnPhone: true,
      cell: (token) => (token.expiresAt ? <RelativeTime at={token.expiresAt} /> : <span className="faint">{t('common.never')}</span>),
    },
    {
      id: 'actions',
      title: t('settings.tokens.column.actions'),
      isTitleHidden: true,
      align: 'end',
      cell: (token) => (
        <IconButton
          icon="trash-2"
          size="small"
          label={t('settings.tokens.revokeOf', { name: token.name })}
          onClick={() => onRevoke(token)}
        />
      ),
    },
  ];
}

function RevokeDialog({ token, onClose }: { token: TokenView | null; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const revoke = useRevokeToken();
  const confirm = () => {
    if (!token) return;
    revoke.mutate(token, {
      onSuccess: () => toast({ tone: 'ok', text: t('settings.tokens.revoked', { name: token.name }) }),
      onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }),
      onSettled: onClose,
    });
  };
  return (
    <ConfirmDialog
      open={token !== null}
      title={t('settings.tokens.revokeTitle', { name: token?.name ?? '' })}
      text={t('settings.tokens.revokeText')}
      confirm={t('settings.tokens.revokeConfirm')}
      busy={revoke.isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
