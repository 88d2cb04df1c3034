'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { errorText, QueryError } from '@/components/api';
import { signOut } from '@/components/shell/sign-out';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useT } from '@/components/ui/i18n-provider';
import { PreferenceBar } from '@/components/ui/preference-bar';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { PasswordForm } from './account-password-form';
import { ProfileForm } from './account-profile-form';
import styles from './settings.module.css';
import { useAccount, useSignOutEverywhere } from './use-account';

/** One's own account: name, address, password, sessions, and how the screen looks. */
export function AccountSettings() {
  const t = useT();
  const account = useAccount();
  return (
    <>
      <div className={styles.head}>
        <h2>{t('settings.account.title')}</h2>
      </div>
      <p className={styles.intro}>{t('settings.account.intro')}</p>
      {account.isPending && <Skeleton height={240} />}
      {account.isError && <QueryError error={account.error} onRetry={() => account.refetch()} />}
      {account.data && (
        <>
          <Part title={t('settings.account.profile')}>
            <ProfileForm key={account.data.email} account={account.data} />
          </Part>
          <Part
            title={t('settings.account.password')}
            text={t(account.data.hasPassword ? 'settings.account.passwordSet' : 'settings.account.passwordNone')}
          >
            <PasswordForm account={account.data} />
          </Part>
          <Sessions />
        </>
      )}
      <Part title={t('settings.account.display')} text={t('settings.account.displayText')}>
        <PreferenceBar />
      </Part>
    </>
  );
}

function Sessions() {
  const t = useT();
  const router = useRouter();
  const toast = useToast();
  const everywhere = useSignOutEverywhere();
  const [isAsking, setAsking] = useState(false);
  const leave = async () => {
    if (await signOut()) router.push('/sign-in');
    else toast({ tone: 'bad', text: t('nav.signOutFailed') });
  };
  const leaveEverywhere = () =>
    everywhere.mutate(undefined, { onSuccess: leave, onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }) });
  return (
    <Part title={t('settings.account.sessions')} text={t('settings.account.sessionsText')}>
      <div className={styles.buttons}>
        <Button icon="log-out" onClick={leave}>
          {t('nav.signOut')}
        </Button>
        <Button onClick={() => setAsking(true)}>{t('settings.account.signOutEverywhere')}</Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        title={t('settings.account.everywhereTitle')}
        text={t('settings.account.everywhereText')}
        confirm={t('settings.account.signOutEverywhere')}
        busy={everywhere.isPending}
        onConfirm={leaveEverywhere}
        onClose={() => setAsking(false)}
      />
    </Part>
  );
}

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <div className={styles.partHead}>
        <h3>{title}</h3>
        {text && <p>{text}</p>}
      </div>
      {children}
    </section>
  );
}
