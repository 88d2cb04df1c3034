'use client';

import { Chip } from '@/components/ui/chip';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowSummary } from '@/lib/contracts/flows';
import styles from './flow-list.module.css';

/** How a flow stands: live or draft, what keeps it from running, what is not published yet. */
export function FlowState({ flow }: { flow: FlowSummary }) {
  const t = useT();
  return (
    <span className={styles.chips}>
      {flow.liveRev !== null ? (
        <Chip tone="ok" icon="circle-dot">
          {t('flows.live', { rev: flow.liveRev })}
        </Chip>
      ) : (
        <Chip icon="pencil">{t('flows.draft')}</Chip>
      )}
      {flow.errorCount > 0 && (
        <Chip tone="bad" icon="circle-x">
          {t('flows.errors', { count: flow.errorCount })}
        </Chip>
      )}
      {flow.warningCount > 0 && (
        <Chip tone="wait" icon="triangle-alert">
          {t('flows.warnings', { count: flow.warningCount })}
        </Chip>
      )}
      {flow.liveRev !== null && flow.hasUnpublishedChanges && <Chip icon="pencil">{t('flows.unpublished')}</Chip>}
    </span>
  );
}
