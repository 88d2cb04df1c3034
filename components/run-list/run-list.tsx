'use client';

import { usePathname, useRouter } from 'next/navigation';
import { startTransition, useOptimistic, useState } from 'react';
import { QueryError } from '@/components/api';
import { PageFrame } from '@/components/shell';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { BulkBar } from './bulk-bar';
import { ExportMenu } from './export-menu';
import { readAddress, type SearchParameters, textsOf, toSearch, unreadable, withFilters } from './filter-address';
import { FilterBar } from './filter-bar';
import { RunFoot } from './run-foot';
import styles from './run-list.module.css';
import { RunTable, RunTableSkeleton } from './run-table';
import { SavedMenu } from './saved-menu';
import { useFlowNames, useRunCount, useRuns } from './use-runs';
import { useSelection } from './use-selection';

/** Every run that matches, newest first. The filters are the address, so that they can be sent on. */
export function RunList({ search }: { search: SearchParameters }) {
  const t = useT();
  const router = useRouter();
  const path = usePathname();
  const flows = useFlowNames().data?.items ?? [];
  // What was pressed shows at once, not when the address has come round by the server.
  const [texts, setTexts] = useOptimistic(readAddress(search));
  const show = (next: RunFilterTexts) =>
    startTransition(() => {
      setTexts(next);
      router.replace(`${path}${toSearch(next)}`, { scroll: false });
    });
  const bad = unreadable(texts);
  return (
    <PageFrame
      title={t('runs.title')}
      actions={
        <>
          <SavedMenu texts={texts} onChange={show} />
          <ExportMenu texts={texts} />
        </>
      }
    >
      <FilterBar texts={texts} flows={flows} onChange={show} />
      {bad.length > 0 ? (
        <div role="alert" className={styles.bad}>
          <span>
            {bad.map((name) => t('runs.filter.unreadable', { name, value: textsOf(texts, name).join(', ').slice(0, 80) })).join(' ')}
          </span>
          <Button onClick={() => show(withFilters(texts, Object.fromEntries(bad.map((name) => [name, undefined]))))}>
            {t('runs.filter.takeOut')}
          </Button>
        </div>
      ) : (
        <Matches texts={texts} onClear={() => show({})} />
      )}
    </PageFrame>
  );
}

/** The runs of one set of filters, page by page. */
function Matches({ texts, onClear }: { texts: RunFilterTexts; onClear: () => void }) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const query = useRuns(texts, cursors.at(-1) ?? null);
  const count = useRunCount(texts);
  const runs = query.data?.items ?? [];
  const chosen = useSelection(runs);
  const next = query.data?.nextCursor ?? null;
  const [asked, setAsked] = useState(toSearch(texts));
  // Other filters begin on their first page, with nothing chosen; the rows before stand until theirs are there.
  if (asked !== toSearch(texts)) {
    setAsked(toSearch(texts));
    setCursors([]);
    chosen.clear();
  }
  const isEmpty = query.isSuccess && runs.length === 0 && cursors.length === 0;
  return (
    <>
      {query.isPending && <RunTableSkeleton />}
      {query.isError && <QueryError error={query.error} onRetry={() => query.refetch()} />}
      {runs.length > 0 && (
        <div className={cx(query.isPlaceholderData && styles.stale)} aria-busy={query.isPlaceholderData || undefined}>
          <RunTable runs={runs} chosen={chosen} />
        </div>
      )}
      {isEmpty && <NoRuns isFiltered={Object.keys(texts).length > 0} onClear={onClear} />}
      {query.isSuccess && !isEmpty && (
        <RunFoot
          page={cursors.length}
          shown={runs.length}
          count={count.data?.count ?? null}
          busy={query.isPlaceholderData}
          onBack={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null}
          onNext={next === null ? null : () => setCursors([...cursors, next])}
        />
      )}
      <BulkBar texts={texts} page={runs} chosen={chosen} count={count.data} onRecount={async () => (await count.refetch()).data} />
    </>
  );
}

function NoRuns({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useT();
  if (isFiltered) {
    return (
      <EmptyState icon="search" title={t('runs.empty.filteredTitle')} text={t('runs.empty.filteredText')}>
        <Button onClick={onClear}>{t('runs.empty.clear')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="play" title={t('runs.empty.title')} text={t('runs.empty.text')}>
      <LinkButton href="/flows" icon="workflow" variant="primary">
        {t('runs.empty.toFlows')}
      </LinkButton>
      <LinkButton href="/settings/tokens" icon="key">
        {t('runs.empty.toTokens')}
      </LinkButton>
    </EmptyState>
  );
}
