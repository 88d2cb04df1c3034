'use client';

import { Cost, Duration, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { StatusChip } from '@/components/ui/status-chip';
import type { TaskDetail } from '@/lib/contracts/runs';
import { formatDuration } from '@/lib/i18n';
import styles from './panel.module.css';

/** Each try of a task run, the latest first. The first try that succeeded is the task run itself. */
export function AttemptsList({ detail }: { detail: TaskDetail }) {
  const t = useT();
  const attempts = detail.attempts.length > 0 ? [...detail.attempts].reverse() : [firstAttempt(detail)];
  return (
    <ul className={styles.stack}>
      {attempts.map((attempt) => (
        <li key={attempt.number} className={styles.entry}>
          <div className={styles.entryHead}>
            <strong>{t('run.attempt.number', { number: attempt.number })}</strong>
            <StatusChip status={attempt.status} />
            <Duration ms={span(attempt)} />
            {attempt.firstTokenMs !== null && (
              <span className="num">{t('run.panel.firstToken', { duration: formatDuration(attempt.firstTokenMs, t.locale) })}</span>
            )}
            {attempt.usage && (
              <>
                <Tokens count={attempt.usage.promptTokens + attempt.usage.completionTokens} />
                <Cost usage={attempt.usage} />
              </>
            )}
          </div>
          {attempt.error && (
            <p className={styles.wrap}>
              <code className="mono">{attempt.error.code}</code> {attempt.error.message}
            </p>
          )}
          {attempt.partialText !== null && <Kept title={t('run.attempt.partial')} text={attempt.partialText} />}
          {attempt.logText !== null && <Kept title={t('run.attempt.log')} text={attempt.logText} />}
        </li>
      ))}
    </ul>
  );
}

function Kept({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title}>
      <p className={styles.hint}>{title}</p>
      <pre className={styles.partial}>{text}</pre>
    </section>
  );
}

type Attempt = TaskDetail['attempts'][number];

function firstAttempt(detail: TaskDetail): Attempt {
  const { attempt, status, startedAt, endedAt, firstTokenMs, error, usage } = detail;
  return { number: attempt, status, startedAt, endedAt, firstTokenMs, error, usage, partialText: null, logText: null };
}

function span({ startedAt, endedAt }: Attempt): number | null {
  return startedAt === null || endedAt === null ? null : Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));
}
