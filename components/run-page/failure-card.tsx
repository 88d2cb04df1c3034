'use client';

import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import type { FailureView } from '@/lib/contracts/runs';
import { failureText } from '@/lib/i18n';
import styles from './failure-card.module.css';

/** A failure as a person needs it: what, where, on which attempt, and what to do. `onSelect` makes the place a way there. */
export function FailureCard({ failure, onSelect }: { failure: FailureView; onSelect?: (path: string) => void }) {
  const t = useT();
  const known = failureText(t, failure.code);
  const classKey = `run.failure.class.${failure.class}`;
  const { path } = failure;
  return (
    <section className={styles.card} aria-label={t('run.failure.title')}>
      <h3 className={styles.title}>
        <Icon name="circle-x" />
        {known?.title ?? failure.code}
      </h3>
      <p className={styles.message}>{failure.message}</p>
      {known && (
        <p className={styles.remedy}>
          <strong>{t('run.failure.remedy')}</strong> {known.remedy}
        </p>
      )}
      <p className={styles.facts}>
        <strong>{t.has(classKey) ? t(classKey) : failure.class}</strong>
        <code className="mono">{failure.code}</code>
        {failure.line !== undefined && <span>{t('run.failure.line', { line: failure.line })}</span>}
        {failure.attempt !== null && <span>{t('run.failure.attempt', { attempt: failure.attempt })}</span>}
        {path !== null &&
          (onSelect ? (
            <button type="button" className={styles.place} onClick={() => onSelect(path)}>
              {path}
            </button>
          ) : (
            <code className="mono">{path}</code>
          ))}
      </p>
    </section>
  );
}
