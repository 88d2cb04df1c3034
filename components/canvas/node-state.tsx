'use client';

import { useEffect, useState } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { StatusIcon } from '@/components/ui/status-chip';
import type { TaskRunView } from '@/lib/contracts/runs';
import { formatDuration } from '@/lib/i18n';
import { useOverlay } from './canvas-context';
import styles from './node-card.module.css';

/** The state at the right of a card: a sign and a figure or word. */
export function NodeState({ task, disabled }: { task: TaskRunView | undefined; disabled: boolean }) {
  const t = useT();
  const done = useOverlay((state) => (task ? state.progress.get(task.path)?.done : undefined)) ?? task?.itemsDone ?? 0;
  const failed = useOverlay((state) => (task ? state.progress.get(task.path)?.failed : undefined)) ?? 0;
  if (disabled && !task) return <span className={styles.state}>{t('canvas.disabled')}</span>;
  if (!task) return null;
  return (
    <span className={styles.state}>
      <StatusIcon status={task.status} />
      {task.status === 'RUNNING' && task.itemsTotal === null && <Elapsed startedAt={task.startedAt} />}
      {task.itemsTotal !== null && <span className="num">{t('canvas.items', { done, total: task.itemsTotal })}</span>}
      {failed > 0 && <span className={styles.itemsFailed}>{t('canvas.itemsFailed', { count: failed })}</span>}
      {task.attempt > 1 && <span>×{task.attempt}</span>}
    </span>
  );
}

const TICK_MS = 100;

/** Time since the task began, counted in the browser while it runs. */
function Elapsed({ startedAt }: { startedAt: string | null }) {
  const t = useT();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (startedAt === null) return null;
  return <span className="num">{formatDuration(Math.max(0, nowMs - Date.parse(startedAt)), t.locale)}</span>;
}
