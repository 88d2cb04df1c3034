'use client';

import { useState } from 'react';
import { QueryError } from '@/components/api';
import { type ItemProgress, isSettled, type TextTail } from '@/components/run-live';
import { Chip } from '@/components/ui/chip';
import { Cost, Duration, Tokens, useRelativeText } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { JsonView } from '@/components/ui/json-view';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusChip } from '@/components/ui/status-chip';
import { Tabs } from '@/components/ui/tabs';
import { isClientError } from '@/lib/client';
import type { RunDetail, TaskDetail, TaskRunView } from '@/lib/contracts/runs';
import { formatDuration } from '@/lib/i18n';
import { AttemptsList } from './attempts-list';
import { EffectsList } from './effects-list';
import { FailureCard } from './failure-card';
import styles from './panel.module.css';
import { UsageList } from './usage-list';
import { useClock } from './use-clock';
import { useTask } from './use-task';

/** One task run: its figures, what went in, what came out, its tries and what it wrote outside. */
export function TaskPanel({
  run,
  task,
  name,
  tail,
  progress,
  onClose,
}: {
  run: RunDetail;
  task: TaskRunView;
  name: string;
  tail: TextTail | undefined;
  progress: ItemProgress | undefined;
  onClose: () => void;
}) {
  const t = useT();
  const [tab, setTab] = useState('output');
  const query = useTask(run.id, task);
  const detail = query.data;
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <div className={styles.titleLine}>
          <IconButton icon="arrow-left" size="small" label={t('run.panel.close')} onClick={onClose} />
          <h2>{name}</h2>
          <StatusChip status={task.status} />
        </div>
        <TaskFigures task={task} progress={progress} />
        {task.error && <FailureCard failure={task.error} />}
      </header>
      <Tabs
        fill
        label={t('run.panel.title')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'output', label: t('run.panel.output') },
          { id: 'input', label: t('run.panel.input') },
          { id: 'attempts', label: t('run.panel.attempts'), badge: task.attempt > 1 ? task.attempt : undefined },
          { id: 'usage', label: t('run.usage.title') },
          { id: 'effects', label: t('run.panel.effects'), badge: detail?.effects.length || undefined },
        ]}
      >
        <div className={styles.body}>
          {query.isError && !isUnrecorded(query.error) && <QueryError error={query.error} onRetry={() => query.refetch()} />}
          {tab === 'output' && <TaskOutput task={task} detail={detail} tail={tail} isLoading={query.isFetching} />}
          {detail && tab === 'input' && <Value value={detail.input} label={t('run.panel.input')} none={t('run.panel.noInput')} />}
          {tab === 'usage' && <UsageList usage={task.usage} />}
          {detail && tab === 'attempts' && <AttemptsList detail={detail} />}
          {detail &&
            tab === 'effects' &&
            (detail.effects.length > 0 ? (
              <EffectsList effects={detail.effects} />
            ) : (
              <p className={styles.hint}>{t('run.panel.noEffects')}</p>
            ))}
        </div>
      </Tabs>
    </div>
  );
}

/** A task that frames told of before its row could be read. */
function isUnrecorded(error: unknown): boolean {
  return isClientError(error) && error.reason === 'task_not_found';
}

function TaskFigures({ task, progress }: { task: TaskRunView; progress: ItemProgress | undefined }) {
  const t = useT();
  const isRunning = !isSettled(task) && task.startedAt !== null;
  const nowMs = useClock(isRunning);
  const startMs = task.startedAt === null ? null : Date.parse(task.startedAt);
  const endMs = task.endedAt === null ? nowMs : Date.parse(task.endedAt);
  const nextTry = useRelativeText(task.dueAt);
  const usage = task.usage ?? progress?.usage ?? null;
  return (
    <div className={styles.facts}>
      <code className="mono">{task.path}</code>
      <Duration ms={startMs === null ? null : Math.max(0, endMs - startMs)} />
      {progress && progress.total > 0 && (
        <span className="num">{t('run.timeline.items', { done: progress.done, total: progress.total })}</span>
      )}
      {task.firstTokenMs !== null && (
        <span className="num">{t('run.panel.firstToken', { duration: formatDuration(task.firstTokenMs, t.locale) })}</span>
      )}
      {usage && (
        <>
          <span>
            <Tokens count={usage.promptTokens + usage.completionTokens} /> {t('run.tokens').toLowerCase()}
          </span>
          <Cost usage={usage} />
        </>
      )}
      {task.attempt > 1 && <span>{t('run.timeline.attempt', { attempt: task.attempt })}</span>}
      {task.port && <Chip icon="arrow-right">{t('run.panel.port', { port: task.port })}</Chip>}
      {task.dueAt && !isSettled(task) && <span>{t(task.waitsFor ? 'run.panel.endsAt' : 'run.panel.nextTry', { when: nextTry })}</span>}
    </div>
  );
}

function TaskOutput({
  task,
  detail,
  tail,
  isLoading,
}: {
  task: TaskRunView;
  detail: TaskDetail | undefined;
  tail: TextTail | undefined;
  isLoading: boolean;
}) {
  const t = useT();
  if (task.status === 'SKIPPED') return <p className={styles.hint}>{t('run.panel.skipped')}</p>;
  if (task.status === 'SUCCEEDED' && detail?.status === 'SUCCEEDED') {
    return <Value value={detail.output} label={t('run.panel.output')} none={t('run.panel.noOutput')} />;
  }
  if (tail) {
    return (
      <div className={styles.stream} aria-live="off">
        {tail.base > 0 && '… '}
        {tail.text}
        {!isSettled(task) && (
          <span className={styles.caret} aria-hidden="true">
            ▍
          </span>
        )}
      </div>
    );
  }
  if (isLoading && isSettled(task)) return <Skeleton height={64} />;
  return <p className={styles.hint}>{isSettled(task) ? t('run.panel.noOutput') : t('run.panel.noOutputYet')}</p>;
}

function Value({ value, label, none }: { value: TaskDetail['output']; label: string; none: string }) {
  return value === null ? <p className={styles.hint}>{none}</p> : <JsonView value={value} label={label} />;
}
