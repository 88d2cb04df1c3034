'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { useT } from './i18n-provider';
import { Icon } from './icon';
import styles from './state.module.css';

/** Something could not be loaded: what, why, and a way to try again. */
export function ErrorState({
  title,
  message,
  code,
  heading: Heading = 'h2',
  onRetry,
  children,
}: {
  title?: string;
  message: ReactNode;
  /** The numeric code of the API's answer, to quote in a report. */
  code?: number | undefined;
  /** `h1` where this is all there is on the page. */
  heading?: 'h1' | 'h2';
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <div className={styles.state} role="alert">
      <span className={`${styles.sign} ${styles.bad}`}>
        <Icon name="circle-alert" size={22} />
      </span>
      <Heading className={styles.title}>{title ?? t('common.error.title')}</Heading>
      <p className={styles.text}>{message}</p>
      {Boolean(code) && <p className={styles.code}>{t('common.error.code', { code: code ?? 0 })}</p>}
      <div className={styles.actions}>
        {onRetry && (
          <Button icon="refresh-cw" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}
