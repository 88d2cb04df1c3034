'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import { useVersionActions } from './version-actions';

/** One press from what is live to the revision before it. */
export function RollBackButton({ flow, revisions }: { flow: FlowDetail; revisions: readonly RevisionView[] }) {
  const t = useT();
  const { rollBack } = useVersionActions();
  const { liveRev } = flow;
  const before = liveRev === null ? undefined : revisions.find(({ revNo }) => revNo < liveRev);
  if (!before) return null;
  return (
    <Button icon="rotate-ccw" onClick={() => rollBack(before)}>
      {t('versions.rollBackTo', { rev: before.revNo })}
    </Button>
  );
}
