'use client';

import { Cost, Duration } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import type { TaskRunView } from '@/lib/contracts/runs';
import { formatCount, formatDuration } from '@/lib/i18n';
import styles from './node-card.module.css';

/** Time, tokens and money of a task that ran; nothing before it did. */
export function NodeFooter({ task }: { task: TaskRunView | undefined }) {
  const t = useT();
  if (!task?.startedAt || task.status === 'SKIPPED') return null;
  const usage = task.usage;
  const durationMs = task.endedAt === null ? null : Date.parse(task.endedAt) - Date.parse(task.startedAt);
  if (durationMs === null && !usage && task.firstTokenMs === null) return null;
  return (
    <div className={styles.footer}>
      {durationMs !== null && <Duration ms={durationMs} />}
      {task.firstTokenMs !== null && durationMs === null && (
        <span className="num">{t('canvas.firstToken', { ms: formatDuration(task.firstTokenMs, t.locale) })}</span>
      )}
      {usage && (
        <span className="num">{t('canvas.tokens', { count: formatCount(usage.promptTokens + usage.completionTokens, t.locale) })}</span>
      )}
      {usage && <Cost usage={usage} />}
    </div>
  );
}
