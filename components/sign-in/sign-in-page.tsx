'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { useT } from '@/components/ui/i18n-provider';
import { PasswordForm } from './password-form';
import styles from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame';

/** How one can sign in here: by password where one was set, else by a link that a command prints. */
export function SignInPage({ isExpired, byLink, byPassword }: { isExpired: boolean; byLink: boolean; byPassword: boolean }) {
  const t = useT();
  return (
    <SignInFrame title={t('signIn.title')}>
      {isExpired && (
        <p className={styles.notice} role="status">
          {t('signIn.expired')}
        </p>
      )}
      {byPassword && <PasswordForm />}
      {byPassword && (
        <details className={styles.other}>
          <summary>{t(byLink ? 'signIn.otherWay' : 'signIn.lost')}</summary>
          {byLink ? <LinkSteps /> : <SetupSteps />}
        </details>
      )}
      {!byPassword && <p className={styles.text}>{t(byLink ? 'signIn.text' : 'signIn.noOwner')}</p>}
      {!byPassword && (byLink ? <LinkSteps /> : <SetupSteps />)}
    </SignInFrame>
  );
}

function LinkSteps() {
  const t = useT();
  return (
    <ol className={styles.steps}>
      <li>
        {t('signIn.stepCommand')}
        <LinkCommand />
      </li>
      <li>{t('signIn.stepOpen')}</li>
    </ol>
  );
}

function SetupSteps() {
  const t = useT();
  return (
    <ol className={styles.steps}>
      <li>
        {t('signIn.stepServer')}
        <Command text={t('signIn.setupCommand')} />
      </li>
      <li>{t('signIn.stepSetup')}</li>
    </ol>
  );
}

/** The command that prints a sign-in link, ready to copy. */
export function LinkCommand() {
  return <Command text={useT()('signIn.command')} />;
}

/** A command of the terminal, ready to copy. */
export function Command({ text }: { text: string }) {
  return (
    <div className={styles.command}>
      <code className="mono">{text}</code>
      <CopyButton text={text} />
    </div>
  );
}
