'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { useT } from '@/components/ui/i18n-provider';
import styles from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame';

/** How to sign in: there are no passwords, a command prints a link. */
export function SignInPage({ isExpired }: { isExpired: boolean }) {
  const t = useT();
  return (
    <SignInFrame title={t('signIn.title')}>
      {isExpired && (
        <p className={styles.notice} role="status">
          {t('signIn.expired')}
        </p>
      )}
      <p className={styles.text}>{t('signIn.text')}</p>
      <ol className={styles.steps}>
        <li>
          {t('signIn.stepCommand')}
          <LinkCommand />
        </li>
        <li>{t('signIn.stepOpen')}</li>
      </ol>
    </SignInFrame>
  );
}

/** The command that prints a link, ready to copy. */
export function LinkCommand() {
  const t = useT();
  return (
    <div className={styles.command}>
      <code className="mono">{t('signIn.command')}</code>
      <CopyButton text={t('signIn.command')} />
    </div>
  );
}
