'use client';

import { useMemo } from 'react';
import { totalChanges } from '@/components/document-diff';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import { RelativeTime } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import { countChanges, diffDocuments } from '@/lib/dsl/diff-documents';
import styles from './flow-versions.module.css';
import { RevisionRow } from './revision-row';
import { documentOf, type useRevisions, useVersionDocument } from './use-versions';
import type { VersionPair } from './version-pair';

/** The draft, then every revision, newest first. */
export function VersionList({
  flow,
  revisions,
  query,
  pair,
  onShow,
}: {
  flow: FlowDetail;
  revisions: readonly RevisionView[];
  query: ReturnType<typeof useRevisions>;
  pair: VersionPair;
  onShow: (pair: VersionPair) => void;
}) {
  const t = useT();
  return (
    <section className={styles.list} aria-label={t('versions.list')}>
      <ol>
        <DraftRow flow={flow} pair={pair} onShow={onShow} />
        {revisions.map((revision) => (
          <RevisionRow key={revision.id} flow={flow} revision={revision} pair={pair} onShow={onShow} />
        ))}
      </ol>
      {revisions.length === 0 && <p className={styles.empty}>{t('versions.empty')}</p>}
      {query.hasNextPage && (
        <Button className={styles.more} busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </section>
  );
}

function DraftRow({ flow, pair, onShow }: { flow: FlowDetail; pair: VersionPair; onShow: (pair: VersionPair) => void }) {
  const t = useT();
  const isShown = pair.to === 'draft';
  return (
    <li className={cx(styles.row, isShown && styles.shown)}>
      <button
        type="button"
        className={styles.open}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => onShow({ from: flow.liveRev ?? 0, to: 'draft' })}
      >
        <span className={styles.line}>
          <b className={styles.number}>{t('versions.draft')}</b>
          {flow.hasUnpublishedChanges && <Chip icon="pencil">{t('flows.unpublished')}</Chip>}
        </span>
        <span className={styles.facts}>
          <DraftFacts flow={flow} /> · <RelativeTime at={flow.updatedAt} />
        </span>
      </button>
      <div className={styles.rowActions}>
        <LinkButton href={`/flows/${flow.id}`} size="small" variant="ghost" icon="pencil">
          {t('versions.edit')}
        </LinkButton>
      </div>
    </li>
  );
}

function DraftFacts({ flow }: { flow: FlowDetail }) {
  const t = useT();
  const live = useVersionDocument(flow, flow.liveRev ?? 0);
  const draft = useVersionDocument(flow, 'draft');
  const [before, after] = [documentOf(live), documentOf(draft)];
  const count = useMemo(() => before && after && totalChanges(countChanges(diffDocuments(before, after))), [before, after]);
  if (flow.liveRev === null) return t('versions.neverPublished');
  if (count === null) return t('versions.draftChanged');
  return t('versions.sinceLive', { count, rev: flow.liveRev });
}
