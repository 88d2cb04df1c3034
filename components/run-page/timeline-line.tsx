'use client';

import { memo } from 'react';
import { cx } from '@/components/ui/cx';
import { Cost, Duration, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { StatusIcon } from '@/components/ui/status-chip';
import { STATUS_LOOK, toStatusName } from '@/components/ui/status-look';
import type { UsageSum } from '@/lib/contracts/common';
import { formatDuration, type Translate } from '@/lib/i18n';
import styles from './run-timeline.module.css';
import type { TimelineRow } from './timeline-rows';

/** The span of time the lanes show, in epoch ms. */
export interface TimelineDomain {
  startMs: number;
  lengthMs: number;
  nowMs: number;
}

/** One line: sign, name, its bar in time, and its figures. */
export const TimelineLine = memo(
  function TimelineLine({
    row,
    name,
    domain,
    isSelected,
    onSelect,
    onToggle,
  }: {
    row: TimelineRow;
    name: string;
    domain: TimelineDomain;
    isSelected: boolean;
    onSelect: (path: string) => void;
    onToggle: (path: string) => void;
  }) {
    const t = useT();
    const { status, startedAt, endedAt } = spanOf(row);
    const endMs = endedAt === null ? domain.nowMs : Date.parse(endedAt);
    const durationMs = startedAt === null ? null : Math.max(0, endMs - Date.parse(startedAt));
    const title = titleOf(row, name, t);
    return (
      <div className={cx(styles.line, isSelected && styles.selected, status === 'SKIPPED' && styles.skipped)}>
        <span className={styles.name} style={{ paddingLeft: row.depth * 16 }}>
          <LineToggle row={row} title={title} onToggle={onToggle} />
          <button
            type="button"
            data-line
            className={styles.select}
            aria-current={isSelected || undefined}
            disabled={row.kind === 'task' && row.task === null}
            onClick={() => (row.kind === 'item' ? onToggle(row.path) : onSelect(row.path))}
          >
            <StatusIcon status={status} />
            <span className="truncate">{title}</span>
            <LineNote row={row} />
          </button>
        </span>
        <span className={styles.lane}>
          {startedAt !== null && durationMs !== null && (
            <i
              className={styles[STATUS_LOOK[toStatusName(status) ?? 'PENDING'].tone]}
              title={t('run.timeline.bar', {
                name: title,
                status: t(`common.status.${status}`),
                duration: formatDuration(durationMs, t.locale),
              })}
              style={barStyle(Date.parse(startedAt), durationMs, domain)}
            />
          )}
        </span>
        <span className={styles.figure}>
          <Duration ms={durationMs} />
        </span>
        <LineUsage usage={row.kind === 'task' ? (row.task?.usage ?? row.progress?.usage ?? null) : row.usage} />
      </div>
    );
  },
  // A settled line does not change as the clock goes on unless the lanes are re-scaled.
  (before, after) =>
    before.row === after.row &&
    before.isSelected === after.isSelected &&
    before.onToggle === after.onToggle &&
    before.domain.lengthMs === after.domain.lengthMs &&
    before.name === after.name,
);

function LineToggle({ row, title, onToggle }: { row: TimelineRow; title: string; onToggle: (path: string) => void }) {
  const t = useT();
  if (row.isOpen === null) return <span className={styles.noToggle} />;
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={row.isOpen}
      aria-label={t(row.isOpen ? 'run.timeline.collapse' : 'run.timeline.expand', { name: title })}
      onClick={() => onToggle(row.path)}
    >
      <Icon name="chevron-right" size={14} className={row.isOpen ? styles.turned : undefined} />
    </button>
  );
}

function LineUsage({ usage }: { usage: UsageSum | null }) {
  return (
    <>
      <span className={styles.figure}>
        <Tokens count={usage ? usage.promptTokens + usage.completionTokens : null} />
      </span>
      <span className={styles.figure}>{usage ? <Cost usage={usage} /> : '–'}</span>
    </>
  );
}

function LineNote({ row }: { row: TimelineRow }) {
  const t = useT();
  if (row.kind !== 'task') return null;
  const { progress, task } = row;
  return (
    <span className={styles.note}>
      {progress && progress.total > 0 && t('run.timeline.items', { done: progress.done, total: progress.total })}
      {progress && progress.failed > 0 && (
        <span className={styles.failed}>{t('run.timeline.itemsFailed', { count: progress.failed })}</span>
      )}
      {task && task.attempt > 1 && t('run.timeline.attempt', { attempt: task.attempt })}
      {task?.port && task.port !== 'out' && `→ ${task.port}`}
    </span>
  );
}

function spanOf(row: TimelineRow) {
  if (row.kind === 'item') return row;
  return { status: row.task?.status ?? ('PENDING' as const), startedAt: row.task?.startedAt ?? null, endedAt: row.task?.endedAt ?? null };
}

/** Items are numbered from one; a task alone in its item carries the item's number. */
function titleOf(row: TimelineRow, name: string, t: Translate): string {
  if (row.kind === 'item') return t('run.timeline.item', { index: row.index + 1 });
  const single = row.isSingle ? /\[(\d+)\]\/[^/]+$/.exec(row.path) : null;
  return single ? `${t('run.timeline.item', { index: Number(single[1]) + 1 })} · ${name}` : name;
}

function barStyle(startMs: number, durationMs: number, domain: TimelineDomain): { left: string; width: string } {
  const left = Math.min(99.6, Math.max(0, ((startMs - domain.startMs) / domain.lengthMs) * 100));
  const width = Math.min(100 - left, Math.max(0.4, (durationMs / domain.lengthMs) * 100));
  return { left: `${left.toFixed(2)}%`, width: `${width.toFixed(2)}%` };
}
