'use client';

import { type FormEvent, useState } from 'react';
import { errorText } from '@/components/api';
import { NewPasswordField } from '@/components/sign-in';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { PasswordInput } from '@/components/ui/password-input';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import type { AccountView } from '@/lib/contracts/account';
import { passwordProblem } from '@/lib/contracts/password';
import styles from './settings.module.css';
import { useChangePassword } from './use-account';

/** Sets or changes the password; this browser stays signed in. */
export function PasswordForm({ account }: { account: AccountView }) {
  const t = useT();
  const toast = useToast();
  const change = useChangePassword(account);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const own = [account.email ?? '', account.displayName];
  if (account.email === null) return <p className="faint">{t('settings.account.passwordNeedsEmail')}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (passwordProblem(password, own) !== null) return;
    const body = { newPassword: password, ...(account.hasPassword && { currentPassword: current }) };
    change.mutate(body, {
      onSuccess: () => {
        setCurrent('');
        setPassword('');
        setTried(false);
        toast({ tone: 'ok', text: t('settings.account.changed') });
      },
    });
  };
  const isCurrentWrong = isClientError(change.error) && change.error.reason === 'wrong_password';
  const refusal = change.error ? errorText(t, change.error) : null;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {/* Password managers ask whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={account.email} readOnly hidden />
      {account.hasPassword && (
        <Field required label={t('settings.account.currentPassword')} error={isCurrentWrong && refusal}>
          <PasswordInput
            autoComplete="current-password"
            maxLength={1024}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
      )}
      <NewPasswordField label={t('settings.account.newPassword')} value={password} own={own} isTried={isTried} onChange={setPassword} />
      {refusal !== null && !isCurrentWrong && (
        <p className={styles.fieldError} role="alert">
          {refusal}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={change.isPending}>
          {t(account.hasPassword ? 'settings.account.change' : 'settings.account.set')}
        </Button>
      </div>
    </form>
  );
}
