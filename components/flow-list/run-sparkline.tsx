'use client';

import { useT } from '@/components/ui/i18n-provider';
import { STATUS_LOOK, toStatusName } from '@/components/ui/status-look';
import type { RunDot } from '@/lib/contracts/flows';
import { formatDuration } from '@/lib/i18n';
import styles from './run-sparkline.module.css';

const SLOTS = 20;
const HEIGHT_PX = 24;
const LEAST_PX = 6;

/** The last runs as bars: height is the time taken, tone and foot the outcome. The whole is one picture with a sentence. */
export function RunSparkline({ runs }: { runs: readonly RunDot[] }) {
  const t = useT();
  if (runs.length === 0) return <span className="faint">{t('flows.noRuns')}</span>;
  const shown = runs.slice(-SLOTS);
  const longest = Math.max(1, ...shown.map((run) => run.durationMs ?? 0));
  const succeeded = shown.filter((run) => run.status === 'SUCCEEDED').length;
  const failed = shown.filter((run) => run.status === 'FAILED' || run.status === 'COMPENSATION_FAILED').length;
  const summary = t('flows.sparkline', { count: shown.length, succeeded, failed, other: shown.length - succeeded - failed });
  return (
    <span role="img" aria-label={summary} className={styles.bars} style={{ height: HEIGHT_PX }}>
      {shown.map((run) => (
        <Bar key={run.runId} run={run} longest={longest} />
      ))}
    </span>
  );
}

function Bar({ run, longest }: { run: RunDot; longest: number }) {
  const t = useT();
  const name = toStatusName(run.status) ?? 'PENDING';
  const duration = run.durationMs === null ? null : formatDuration(run.durationMs, t.locale);
  const share = Math.sqrt((run.durationMs ?? 0) / longest);
  return (
    <i
      title={t('flows.runDot', { status: t(`common.status.${name}`), duration })}
      className={styles[STATUS_LOOK[name].tone]}
      style={{ height: Math.round(LEAST_PX + share * (HEIGHT_PX - LEAST_PX)) }}
    />
  );
}
