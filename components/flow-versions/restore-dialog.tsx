'use client';

import { changeSummary } from '@/components/document-diff';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import { countChanges, diffDocuments } from '@/lib/dsl/diff-documents';
import { useVersionDocument } from './use-versions';

/** Asks before a draft that no revision holds is replaced. */
export function RestoreDialog({
  flow,
  revision,
  isBusy,
  onConfirm,
  onClose,
}: {
  flow: FlowDetail;
  revision: RevisionView;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useT();
  const draft = useVersionDocument(flow, 'draft');
  const target = useVersionDocument(flow, revision.revNo);
  const isKnown = draft.status === 'ready' && target.status === 'ready';
  return (
    <Dialog
      open
      size="small"
      title={t('versions.restoreTitle', { rev: revision.revNo })}
      description={t('versions.restoreText')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" icon="undo-2" busy={isBusy} onClick={onConfirm}>
            {t('versions.restore')}
          </Button>
        </>
      }
    >
      {isKnown && (
        <p>{t('versions.restoreDiff', { changes: changeSummary(t, countChanges(diffDocuments(draft.document, target.document))) })}</p>
      )}
    </Dialog>
  );
}
