'use client';

import { usePathname, useRouter } from 'next/navigation';
import { QueryError } from '@/components/api';
import { PageFrame } from '@/components/shell';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { RUN_STATUSES } from '@/lib/contracts/run-filter';
import styles from './run-list.module.css';
import { RunTable, RunTableSkeleton } from './run-table';
import { useFlowNames, useRuns } from './use-runs';

/** Every run, newest first, by flow and status. The filters are the address, so that they can be sent on. */
export function RunList({ flowId, status }: { flowId: string | null; status: string | null }) {
  const t = useT();
  const router = useRouter();
  const path = usePathname();
  const known = RUN_STATUSES.find((one) => one === status) ?? null;
  const query = useRuns({ flowId, status: known });
  const flowNames = useFlowNames();
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = flowId !== null || known !== null;
  const show = (filters: { flowId: string; status: string }) => {
    const given = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
    router.replace(given.size > 0 ? `${path}?${given}` : path);
  };
  const flowOptions = [...(flowNames.data?.items ?? []).map((flow) => ({ value: flow.id, label: flow.name }))];
  const filters = (
    <div className={styles.filters}>
      <Select
        aria-label={t('run.filter.flow')}
        value={flowId ?? ''}
        onChange={(value) => show({ flowId: value, status: known ?? '' })}
        options={[{ value: '', label: t('run.filter.allFlows') }, ...flowOptions]}
      />
      <Select
        aria-label={t('run.filter.status')}
        value={known ?? ''}
        onChange={(value) => show({ flowId: flowId ?? '', status: value })}
        options={[
          { value: '', label: t('run.filter.allStatuses') },
          ...RUN_STATUSES.map((one) => ({ value: one, label: t(`common.status.${one}`) })),
        ]}
      />
    </div>
  );
  return (
    <PageFrame title={t('run.listTitle')}>
      {filters}
      {query.isPending && <RunTableSkeleton />}
      {query.isError && <QueryError error={query.error} onRetry={() => query.refetch()} />}
      {runs.length > 0 && <RunTable runs={runs} />}
      {query.isSuccess && runs.length === 0 && (
        <EmptyState
          icon="play"
          title={isFiltered ? t('run.empty.filteredTitle') : t('run.empty.title')}
          text={isFiltered ? t('run.empty.filteredText') : t('run.empty.text')}
        >
          {isFiltered ? (
            <Button onClick={() => router.replace(path)}>{t('run.empty.clear')}</Button>
          ) : (
            <LinkButton href="/flows" icon="workflow">
              {t('run.empty.toFlows')}
            </LinkButton>
          )}
        </EmptyState>
      )}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()} className={styles.more}>
          {t('common.loadMore')}
        </Button>
      )}
    </PageFrame>
  );
}
