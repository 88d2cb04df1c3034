'use client';

import { useState } from 'react';
import { QueryError } from '@/components/api';
import { PageFrame } from '@/components/shell';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { ApprovalCard } from './approval-card';
import styles from './approvals.module.css';
import { useApprovals } from './use-approvals';

/** What waits for a person: each approval with its message and form, to be approved or rejected on the spot. */
export function ApprovalsPage() {
  const t = useT();
  const [mine, setMine] = useState(true);
  const query = useApprovals(mine);
  const approvals = query.data?.pages.flatMap((page) => page.items) ?? [];
  const choices = [
    { id: 'mine', label: t('approvals.mine'), isOn: mine, choose: () => setMine(true) },
    { id: 'all', label: t('approvals.all'), isOn: !mine, choose: () => setMine(false) },
  ];
  return (
    <PageFrame
      title={t('approvals.title')}
      actions={choices.map(({ id, label, isOn, choose }) => (
        <Button key={id} size="small" variant={isOn ? 'secondary' : 'ghost'} aria-pressed={isOn} onClick={choose}>
          {label}
        </Button>
      ))}
    >
      {query.isPending && (
        <div className={styles.list} aria-busy="true">
          <Skeleton height={160} />
          <Skeleton height={160} />
        </div>
      )}
      {query.isError && <QueryError error={query.error} onRetry={() => query.refetch()} />}
      {query.isSuccess && approvals.length === 0 && (
        <EmptyState icon="user-check" title={t('approvals.empty.title')} text={t('approvals.empty.text')} />
      )}
      {approvals.length > 0 && (
        <ul className={styles.list}>
          {approvals.map((approval) => (
            <li key={`${approval.runId}/${approval.path}`}>
              <ApprovalCard approval={approval} showRun />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </PageFrame>
  );
}
