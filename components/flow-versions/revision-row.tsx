'use client';

import Link from 'next/link';
import { changeSummary } from '@/components/document-diff';
import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import { RelativeTime } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu, type MenuItem } from '@/components/ui/menu';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import styles from './flow-versions.module.css';
import { useVersionActions } from './version-actions';
import type { VersionPair } from './version-pair';

/** One revision: what, who, when, how far from the one before, and its runs. A press compares it with the one before. */
export function RevisionRow({
  flow,
  revision,
  pair,
  onShow,
}: {
  flow: FlowDetail;
  revision: RevisionView;
  pair: VersionPair;
  onShow: (pair: VersionPair) => void;
}) {
  const t = useT();
  const { revNo, live, comment, changes, createdBy } = revision;
  const isShown = pair.to === revNo;
  const isFrom = pair.from === revNo;
  return (
    <li className={cx(styles.row, isShown && styles.shown, isFrom && styles.from)}>
      <button
        type="button"
        className={styles.open}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => onShow({ from: revNo - 1, to: revNo })}
      >
        <span className={styles.line}>
          <b className={styles.number}>{t('run.revision', { rev: revNo })}</b>
          {live && (
            <Chip tone="ok" icon="circle-dot">
              {t('versions.live')}
            </Chip>
          )}
          <span className={cx(styles.comment, comment === null && styles.noComment)}>{comment ?? t('versions.noComment')}</span>
        </span>
        <span className={styles.facts}>
          {createdBy} · <RelativeTime at={revision.createdAt} />
        </span>
        <span className={styles.facts}>
          {changes ? changeSummary(t, changes) : revNo === 1 ? t('versions.first') : t('versions.notCounted')}
        </span>
      </button>
      <div className={styles.rowActions}>
        {revision.runCount === 0 ? (
          <span className={styles.runs}>{runsText(t, 0)}</span>
        ) : (
          <Link className={styles.runs} href={`/runs?flow=${flow.id}&revision=${revNo}`}>
            {runsText(t, revision.runCount)}
          </Link>
        )}
        <RowMenu flow={flow} revision={revision} onShow={onShow} />
      </div>
    </li>
  );
}

/** The server counts no further. */
const MAX_COUNTED = 1000;

function runsText(t: ReturnType<typeof useT>, count: number): string {
  return count > MAX_COUNTED ? t('versions.manyRuns') : t('versions.runs', { count });
}

function RowMenu({ flow, revision, onShow }: { flow: FlowDetail; revision: RevisionView; onShow: (pair: VersionPair) => void }) {
  const t = useT();
  const { rollBack, restore } = useVersionActions();
  const { revNo, live } = revision;
  const { liveRev } = flow;
  const items: MenuItem[] = [
    { id: 'before', label: t('versions.compareBefore'), icon: 'history', onSelect: () => onShow({ from: revNo - 1, to: revNo }) },
    { id: 'draft', label: t('versions.compareDraft'), icon: 'pencil', onSelect: () => onShow({ from: revNo, to: 'draft' }) },
  ];
  if (liveRev !== null && !live) {
    items.push({ id: 'live', label: t('versions.compareLive'), icon: 'circle-dot', onSelect: () => onShow({ from: revNo, to: liveRev }) });
  }
  items.push({ id: 'line', separator: true });
  items.push({ id: 'restore', label: t('versions.restore'), icon: 'undo-2', onSelect: () => restore(revision) });
  if (!live) items.push({ id: 'rollback', label: t('versions.makeLive'), icon: 'rocket', onSelect: () => rollBack(revision) });
  return <Menu label={t('versions.actionsOf', { rev: revNo })} trigger={<Icon name="ellipsis" />} items={items} />;
}
