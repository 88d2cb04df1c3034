'use client';

import { usePathname, useRouter } from 'next/navigation';
import { QueryError } from '@/components/api';
import { PageFrame } from '@/components/shell';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { LinkButton } from '@/components/ui/link-button';
import { Skeleton } from '@/components/ui/skeleton';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import { Comparison } from './comparison';
import styles from './flow-versions.module.css';
import { RestoredNotice } from './restored-notice';
import { RollBackButton } from './roll-back-button';
import { useFlow, useRevisions } from './use-versions';
import { VersionActionsProvider } from './version-actions';
import { VersionList } from './version-list';
import { parseVersion, usualPair, type VersionPair } from './version-pair';

/** Draft and revisions of a flow beside what differs between two of them. The pair is the address, so that it can be sent on. */
export function FlowVersions({ flowId, from, to }: { flowId: string; from: string | null; to: string | null }) {
  const t = useT();
  const flow = useFlow(flowId);
  const revisions = useRevisions(flowId);
  const failed = [flow, revisions].find((query) => query.isError && !query.data);
  if (failed) {
    return (
      <PageFrame title={t('versions.title')}>
        <QueryError error={failed.error} onRetry={() => failed.refetch()} />
      </PageFrame>
    );
  }
  if (!flow.data || !revisions.data) return <VersionsSkeleton />;
  return (
    <VersionActionsProvider flow={flow.data} revisions={revisions.data.pages.flatMap((page) => page.items)}>
      <Loaded flow={flow.data} revisions={revisions} address={{ from, to }} />
    </VersionActionsProvider>
  );
}

function Loaded({
  flow,
  revisions,
  address,
}: {
  flow: FlowDetail;
  revisions: ReturnType<typeof useRevisions>;
  address: { from: string | null; to: string | null };
}) {
  const t = useT();
  const router = useRouter();
  const path = usePathname();
  const from = parseVersion(address.from);
  const to = parseVersion(address.to);
  const isNamed = from !== null && to !== null;
  const pair: VersionPair = isNamed ? { from, to } : usualPair(flow);
  const show = (next: VersionPair) => router.replace(`${path}?from=${next.from}&to=${next.to}`, { scroll: false });
  const items: RevisionView[] = revisions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PageFrame
      fill
      title={
        <>
          <span className="truncate">{flow.name}</span>
          <span className={styles.crumb}>{t('versions.title')}</span>
        </>
      }
      actions={<RollBackButton flow={flow} revisions={items} />}
      lead={
        <LinkButton href={`/flows/${flow.id}`} variant="ghost" size="small" aria-label={t('versions.toEditor')}>
          <Icon name="arrow-left" />
        </LinkButton>
      }
    >
      <RestoredNotice flow={flow} />
      <div className={cx(styles.columns, isNamed && styles.isOpen)}>
        <VersionList flow={flow} revisions={items} query={revisions} pair={pair} onShow={show} />
        <Comparison flow={flow} revisions={items} pair={pair} onShow={show} onClose={() => router.replace(path, { scroll: false })} />
      </div>
    </PageFrame>
  );
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd'];

function VersionsSkeleton() {
  const t = useT();
  return (
    <PageFrame fill title={t('versions.title')}>
      <div className={styles.columns} aria-busy="true">
        <span className="visually-hidden" role="status">
          {t('common.loading')}
        </span>
        <div className={styles.list}>
          {SKELETON_ROWS.map((row) => (
            <div key={row} className={styles.row}>
              <Skeleton width="60%" />
              <Skeleton width="40%" height={10} />
            </div>
          ))}
        </div>
        <div className={styles.pane} />
      </div>
    </PageFrame>
  );
}
