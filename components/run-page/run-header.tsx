'use client';

import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { errorText, useApi, useLiveStatus } from '@/components/api';
import { hasEnded } from '@/components/run-live';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Cost, Duration, RelativeTime, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusChip } from '@/components/ui/status-chip';
import { useToast } from '@/components/ui/toast';
import type { RunDetail } from '@/lib/contracts/runs';
import styles from './run-header.module.css';
import { useClock } from './use-clock';
import { waitingText } from './waiting-text';

/** What a run is and how it stands, in one line. */
export function RunHeader({ run }: { run: RunDetail }) {
  const t = useT();
  const isRunning = !hasEnded(run);
  const live = useLiveStatus();
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>
        <Link href={`/runs?flow=${run.flowId}`} className={styles.crumb}>
          {t('run.listTitle')}
        </Link>
        <span className="faint" aria-hidden="true">
          /
        </span>
        <Link href={`/flows/${run.flowId}`} className={styles.flow}>
          {run.flowName}
        </Link>
      </h1>
      <Chip>{run.revNo === null ? t('run.noRevision') : t('run.revision', { rev: run.revNo })}</Chip>
      <span role="status">
        <StatusChip status={run.status} />
      </span>
      {run.waitingFor && <span className={styles.waiting}>{waitingText(t, run.waitingFor)}</span>}
      {isRunning && live === 'reconnecting' && (
        <Chip tone="wait" icon="refresh-cw">
          {t('run.reconnecting')}
        </Chip>
      )}
      <RunFigures run={run} isRunning={isRunning} />
      {isRunning && <CancelButton runId={run.id} />}
    </header>
  );
}

function RunFigures({ run, isRunning }: { run: RunDetail; isRunning: boolean }) {
  const t = useT();
  const { usage } = run;
  return (
    <dl className={styles.figures}>
      <Figure label={t('run.started')}>
        <RelativeTime at={run.startedAt ?? run.createdAt} />
      </Figure>
      <Figure label={t('run.duration')}>
        <RunDuration run={run} isRunning={isRunning} />
      </Figure>
      <Figure label={t('run.tokens')} title={t('run.tokensSplit', { prompt: usage.promptTokens, completion: usage.completionTokens })}>
        <Tokens count={usage.promptTokens + usage.completionTokens} />
      </Figure>
      <Figure label={t('run.cost')} title={usage.unknownAttempts > 0 ? t('run.unknownUsage', { count: usage.unknownAttempts }) : undefined}>
        <Cost usage={usage} />
        {usage.unknownAttempts > 0 && <Icon name="circle-help" size={12} />}
      </Figure>
    </dl>
  );
}

function RunDuration({ run, isRunning }: { run: RunDetail; isRunning: boolean }) {
  const nowMs = useClock(isRunning);
  const startedMs = Date.parse(run.startedAt ?? run.createdAt);
  return <Duration ms={run.durationMs ?? Math.max(0, nowMs - startedMs)} />;
}

function Figure({ label, title, children }: { label: string; title?: string | undefined; children: ReactNode }) {
  return (
    <div className={styles.figure} title={title}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CancelButton({ runId }: { runId: string }) {
  const t = useT();
  const api = useApi();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    try {
      await api.call('cancelRun', { params: { runId } });
      toast({ text: t('run.cancelRequested') });
    } catch (error) {
      toast({ tone: 'bad', text: errorText(t, error) });
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <>
      <Button icon="square" onClick={() => setAsking(true)}>
        {t('run.cancel')}
      </Button>
      <ConfirmDialog
        open={isAsking}
        title={t('run.cancelTitle')}
        text={t('run.cancelText')}
        confirm={t('run.cancelConfirm')}
        dismiss={t('run.keepRunning')}
        busy={isBusy}
        onConfirm={cancel}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** The header's place, before the run is known. */
export function RunHeaderSkeleton() {
  return (
    <header className={styles.header}>
      <Skeleton width={220} height={18} />
      <Skeleton width={72} height={20} />
      <span className={styles.figures}>
        <Skeleton width={260} height={28} />
      </span>
    </header>
  );
}
