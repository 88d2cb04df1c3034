'use client';

import { useT } from '@/components/ui/i18n-provider';
import { ApprovalCard } from './approval-card';
import styles from './approvals.module.css';
import { useRunApprovals } from './use-approvals';

/** The approvals one run waits for, to be decided on its own page; nothing where it waits for none. */
export function RunApprovals({ runId, isWaiting }: { runId: string; isWaiting: boolean }) {
  const t = useT();
  const query = useRunApprovals(runId, isWaiting);
  const approvals = isWaiting ? (query.data?.items ?? []) : [];
  if (approvals.length === 0) return null;
  return (
    <section className={styles.ofRun} aria-label={t('approvals.title')}>
      {approvals.map((approval) => (
        <ApprovalCard key={approval.path} approval={approval} showRun={false} />
      ))}
    </section>
  );
}
