'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import type { RunCount, RunSummary } from '@/lib/contracts/runs';
import styles from './bulk-bar.module.css';
import { countText } from './count-text';
import { goingOn } from './selection';
import { useBulkCancel } from './use-bulk-cancel';
import type { RunSelection } from './use-selection';

/** What can be done with the chosen runs; not there while none is. */
export function BulkBar({
  texts,
  page,
  chosen,
  count,
  onRecount,
}: {
  texts: RunFilterTexts;
  page: readonly RunSummary[];
  chosen: RunSelection;
  count: RunCount | undefined;
  /** Counts anew, for a decision about all that match. */
  onRecount: () => Promise<RunCount | undefined>;
}) {
  const t = useT();
  const { selection, clear, chooseAll } = chosen;
  const [decision, setDecision] = useState<Decision | null>(null);
  const cancel = useBulkCancel();
  const isAll = selection.kind === 'all';
  const total = isAll ? (count?.count ?? 0) : selection.runs.size;
  if (total === 0 && decision === null) return null;
  const ask = async () => {
    if (selection.kind === 'some') {
      const ids = goingOn(selection.runs, page);
      setDecision({ total, going: ids.length, what: { runIds: ids } });
      return;
    }
    const fresh = await onRecount();
    if (fresh) setDecision({ total: fresh.count, going: fresh.cancellable, what: { texts, asOf: fresh.asOf } });
  };
  const carryOut = async () => {
    if (decision !== null && (await cancel.run(decision.what))) clear();
    setDecision(null);
  };
  const canChooseAll = !isAll && count !== undefined && count.count > selection.runs.size;
  return (
    <>
      <section className={styles.bar} aria-label={t('runs.bulk.label')}>
        <strong role="status">{isAll ? t('runs.bulk.all', { count: countText(t, total) }) : t('runs.bulk.some', { count: total })}</strong>
        {canChooseAll && (
          <Button variant="ghost" size="small" onClick={chooseAll}>
            {t('runs.bulk.chooseAll', { count: countText(t, count.count) })}
          </Button>
        )}
        <span className={styles.space} />
        <Button variant="ghost" size="small" onClick={clear}>
          {t('runs.bulk.clear')}
        </Button>
        <Button variant="danger" size="small" icon="square" onClick={ask}>
          {t('runs.bulk.cancel')}
        </Button>
      </section>
      <CancelDialog decision={decision} done={cancel.done} onConfirm={carryOut} onClose={() => setDecision(null)} />
    </>
  );
}

interface Decision {
  total: number;
  /** Those of them that still go on. */
  going: number;
  what: Parameters<ReturnType<typeof useBulkCancel>['run']>[0];
}

function CancelDialog({
  decision,
  done,
  onConfirm,
  onClose,
}: {
  decision: Decision | null;
  /** How many were asked so far; null while nothing is under way. */
  done: number | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useT();
  const isBusy = done !== null;
  const { total, going } = decision ?? { total: 0, going: 0 };
  if (decision !== null && going === 0) {
    return (
      <Dialog
        open
        size="small"
        title={t('runs.cancel.noneTitle')}
        description={t('runs.cancel.noneText', { count: total })}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('common.close')}</Button>}
      />
    );
  }
  return (
    <ConfirmDialog
      open={decision !== null}
      title={t('runs.cancel.title', { count: going, shown: countText(t, going) })}
      text={t('runs.cancel.text', { going: countText(t, going), total: countText(t, total) })}
      confirm={
        isBusy
          ? t('runs.cancel.busy', { done, total: countText(t, going) })
          : t('runs.cancel.confirm', { count: going, shown: countText(t, going) })
      }
      dismiss={t('runs.cancel.keep')}
      busy={isBusy}
      onConfirm={onConfirm}
      onClose={isBusy ? () => undefined : onClose}
    />
  );
}
