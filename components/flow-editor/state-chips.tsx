'use client';

import Link from 'next/link';
import { Chip, type Tone } from '@/components/ui/chip';
import { useT } from '@/components/ui/i18n-provider';
import type { IconName } from '@/components/ui/icon';
import { useEditor, useIssues, useTools } from './editor-context';
import type { SaveStatus } from './editor-store';
import { showTab } from './editor-ui';
import styles from './top-bar.module.css';
import { useFlowFacts } from './use-settings';

const SAVE_LOOK: Record<SaveStatus, { tone: Tone; icon: IconName }> = {
  saved: { tone: 'neutral', icon: 'check' },
  unsaved: { tone: 'neutral', icon: 'pencil' },
  saving: { tone: 'neutral', icon: 'pencil' },
  offline: { tone: 'wait', icon: 'triangle-alert' },
  conflict: { tone: 'bad', icon: 'triangle-alert' },
  refused: { tone: 'bad', icon: 'circle-x' },
};

/** The draft's version and whether the server has it. */
export function SaveChip() {
  const t = useT();
  const { ui } = useTools();
  const { status, draftVersion } = useEditor((state) => state.save);
  const { tone, icon } = SAVE_LOOK[status];
  const chip = (
    <Chip tone={tone} icon={icon} title={t(`editor.draftHint.${status}`)}>
      {t('editor.draft', { version: draftVersion, status })}
    </Chip>
  );
  if (status !== 'conflict') return chip;
  return (
    <button type="button" className={styles.chipButton} onClick={() => ui.setState({ dialog: 'conflict' })}>
      {chip}
    </button>
  );
}

/** The revision that takes traffic; leads to all of them. */
export function LiveChip({ flowId }: { flowId: string }) {
  const t = useT();
  const { data } = useFlowFacts(flowId);
  if (!data) return null;
  return (
    <Link href={`/flows/${flowId}/versions`} className={styles.chipButton} title={t('editor.versions')}>
      {data.liveRev === null ? (
        <Chip>{t('editor.notPublished')}</Chip>
      ) : (
        <Chip tone="ok" icon="circle-dot">
          {t('editor.live', { rev: data.liveRev })}
        </Chip>
      )}
    </Link>
  );
}

/** How many problems there are; opens their list. */
export function ProblemsChip() {
  const t = useT();
  const { ui } = useTools();
  const issues = useIssues((state) => state.issues);
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  const warnings = issues.length - errors;
  if (issues.length === 0) return null;
  return (
    <button type="button" className={styles.chipButton} onClick={() => showTab(ui, 'problems')}>
      <Chip tone={errors > 0 ? 'bad' : 'wait'} icon={errors > 0 ? 'circle-alert' : 'triangle-alert'}>
        {t('editor.problems', { errors, warnings, both: errors > 0 && warnings > 0 ? 'yes' : 'no' })}
      </Chip>
    </button>
  );
}
