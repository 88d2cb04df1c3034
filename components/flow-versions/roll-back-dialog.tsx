'use client';

import { TriggerEffectList, triggerEffects } from '@/components/document-diff';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import styles from './flow-versions.module.css';
import { useRollBack } from './use-roll-back';
import { useVersionDocument } from './use-versions';

/** Names both revisions and what becomes of the triggers, then sends all traffic to the one. */
export function RollBackDialog({
  flow,
  revisions,
  target,
  onClose,
}: {
  flow: FlowDetail;
  revisions: readonly RevisionView[];
  target: RevisionView;
  onClose: () => void;
}) {
  const t = useT();
  const { liveRev } = flow;
  const live = revisions.find(({ revNo }) => revNo === liveRev);
  const rollBack = useRollBack(flow.id, onClose);
  const isLive = target.revNo === liveRev;
  const rev = target.revNo;
  return (
    <Dialog
      open
      title={t('versions.rollBackTitle', { rev })}
      description={t('versions.rollBackText', { rev, live: liveRev ?? '–' })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            icon="rocket"
            busy={rollBack.isPending}
            disabled={liveRev === null || isLive}
            onClick={() => liveRev !== null && rollBack.mutate({ revision: rev, baseRevision: liveRev })}
          >
            {t('versions.rollBackConfirm', { rev })}
          </Button>
        </>
      }
    >
      {rollBack.isError && (
        <p className={styles.alert} role="alert">
          {rollBack.error.message}
        </p>
      )}
      <dl className={styles.swap}>
        <Side label={t('versions.liveNow')} revNo={liveRev} revision={live} />
        <Side label={t('versions.liveThen')} revNo={rev} revision={target} />
      </dl>
      <section className={styles.triggers} aria-labelledby="roll-back-triggers">
        <h3 id="roll-back-triggers">{t('versions.diff.section.triggers')}</h3>
        <Triggers flow={flow} revNo={rev} />
      </section>
    </Dialog>
  );
}

function Side({ label, revNo, revision }: { label: string; revNo: number | null; revision: RevisionView | undefined }) {
  const t = useT();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <b>{revNo === null ? t('common.none') : t('versions.revision', { rev: revNo })}</b>
        {revision && (
          <>
            <span>{revision.comment ?? t('versions.noComment')}</span>
            <small>
              {revision.createdBy} · <RelativeTime at={revision.createdAt} />
            </small>
          </>
        )}
      </dd>
    </div>
  );
}

function Triggers({ flow, revNo }: { flow: FlowDetail; revNo: number }) {
  const t = useT();
  const live = useVersionDocument(flow, flow.liveRev ?? 0);
  const target = useVersionDocument(flow, revNo);
  if (live.status === 'loading' || target.status === 'loading') return <Skeleton height={40} />;
  if (live.status === 'failed' || target.status === 'failed') return <p>{t('versions.unreadable')}</p>;
  const addresses = new Map(flow.triggers.flatMap(({ declaredId, url }) => (url === null ? [] : [[declaredId, url] as const])));
  return <TriggerEffectList effects={triggerEffects(live.document.triggers, target.document.triggers)} addresses={addresses} />;
}
