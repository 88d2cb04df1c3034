'use client';

import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { QueryError } from '@/components/api';
import { changeSummary, DocumentDiffView } from '@/components/document-diff';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import { countChanges, diffDocuments } from '@/lib/dsl/diff-documents';
import type { FlowDocument } from '@/lib/dsl/document';
import { ComparisonHead } from './comparison-head';
import styles from './flow-versions.module.css';
import { useVersionDocument } from './use-versions';
import type { VersionPair } from './version-pair';

/** The drawing measures the window, so it is made in the browser only. */
const DiffCanvas = dynamic(() => import('./diff-canvas').then((module) => module.DiffCanvas), { ssr: false });

/** What differs between two versions, in words and as a drawing. */
export function Comparison({
  flow,
  revisions,
  pair,
  onShow,
  onClose,
}: {
  flow: FlowDetail;
  revisions: readonly RevisionView[];
  pair: VersionPair;
  onShow: (pair: VersionPair) => void;
  onClose: () => void;
}) {
  const t = useT();
  const [tab, setTab] = useState('changes');
  const before = useVersionDocument(flow, pair.from);
  const after = useVersionDocument(flow, pair.to);
  const failed = before.status === 'failed' ? before : after.status === 'failed' ? after : null;
  return (
    <section className={styles.pane} aria-label={t('versions.comparison')}>
      <Button className={styles.close} variant="ghost" size="small" icon="chevron-left" onClick={onClose}>
        {t('versions.all')}
      </Button>
      <ComparisonHead flow={flow} revisions={revisions} pair={pair} onShow={onShow} />
      {failed?.error === null && <ErrorState message={t('versions.unreadable')} />}
      {failed && failed.error !== null && <QueryError error={failed.error} onRetry={failed.retry} />}
      {!failed && (before.status === 'loading' || after.status === 'loading') && (
        <div className={styles.body}>
          <Skeleton height={96} />
        </div>
      )}
      {before.status === 'ready' && after.status === 'ready' && (
        <Difference before={before.document} after={after.document} tab={tab} onTab={setTab} />
      )}
    </section>
  );
}

function Difference({
  before,
  after,
  tab,
  onTab,
}: {
  before: FlowDocument;
  after: FlowDocument;
  tab: string;
  onTab: (tab: string) => void;
}) {
  const t = useT();
  const diff = useMemo(() => diffDocuments(before, after), [before, after]);
  return (
    <Tabs
      fill
      label={t('versions.comparison')}
      value={tab}
      onChange={onTab}
      tabs={[
        { id: 'changes', label: t('versions.tab.changes') },
        { id: 'drawing', label: t('versions.tab.drawing') },
      ]}
    >
      {tab === 'drawing' ? (
        <DiffCanvas diff={diff} before={before} after={after} />
      ) : (
        <div className={styles.body}>
          <p className={styles.summary}>{changeSummary(t, countChanges(diff))}</p>
          <DocumentDiffView diff={diff} before={before} after={after} />
        </div>
      )}
    </Tabs>
  );
}
