'use client';

import { useDeferredValue, useState } from 'react';
import { QueryError } from '@/components/api';
import { ImportDialog } from '@/components/flow-transfer';
import { PageFrame } from '@/components/shell';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import type { FlowSummary } from '@/lib/contracts/flows';
import { CreateFlowDialog } from './create-flow-dialog';
import { DeleteFlowDialog } from './delete-flow-dialog';
import styles from './flow-list.module.css';
import { FlowTable, FlowTableSkeleton } from './flow-table';
import { useFlows } from './use-flows';

type OpenDialog = 'create' | 'import' | null;

/** Every flow of the workspace: how it stands, how its last runs went, what it cost today. */
export function FlowList() {
  const t = useT();
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [doomed, setDoomed] = useState<FlowSummary | null>(null);
  const query = useFlows(useDeferredValue(search.trim()));
  const flows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = query.isSuccess && flows.length === 0;
  return (
    <PageFrame
      title={t('flows.title')}
      actions={
        <>
          <Button icon="upload" onClick={() => setDialog('import')}>
            {t('flows.import')}
          </Button>
          <Button variant="primary" icon="plus" onClick={() => setDialog('create')}>
            {t('flows.new')}
          </Button>
        </>
      }
    >
      <div className={styles.search} hidden={isEmpty && !search}>
        <TextInput
          type="search"
          icon="search"
          value={search}
          aria-label={t('flows.search')}
          placeholder={t('flows.searchPlaceholder')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {query.isPending && <FlowTableSkeleton />}
      {query.isError && <QueryError error={query.error} onRetry={() => query.refetch()} />}
      {flows.length > 0 && <FlowTable flows={flows} onDelete={setDoomed} />}
      {isEmpty && search && (
        <EmptyState icon="search" title={t('flows.noMatch', { search })}>
          <Button onClick={() => setSearch('')}>{t('flows.clearSearch')}</Button>
        </EmptyState>
      )}
      {isEmpty && !search && (
        <EmptyState icon="workflow" title={t('flows.empty.title')} text={t('flows.empty.text')}>
          <Button variant="primary" icon="layout-template" onClick={() => setDialog('create')}>
            {t('flows.empty.fromTemplate')}
          </Button>
        </EmptyState>
      )}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()} className={styles.more}>
          {t('common.loadMore')}
        </Button>
      )}
      <CreateFlowDialog open={dialog === 'create'} onClose={() => setDialog(null)} />
      <ImportDialog open={dialog === 'import'} onClose={() => setDialog(null)} />
      <DeleteFlowDialog flow={doomed} onClose={() => setDoomed(null)} />
    </PageFrame>
  );
}
