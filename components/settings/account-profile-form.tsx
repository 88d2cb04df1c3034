'use client';

import { type FormEvent, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { PasswordInput } from '@/components/ui/password-input';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import { type AccountView, displayNameSchema, emailSchema } from '@/lib/contracts/account';
import styles from './settings.module.css';
import { useUpdateAccount } from './use-account';

/** Name and address; another address asks for the password. */
export function ProfileForm({ account }: { account: AccountView }) {
  const t = useT();
  const toast = useToast();
  const update = useUpdateAccount();
  const [displayName, setDisplayName] = useState(account.displayName);
  const [email, setEmail] = useState(account.email ?? '');
  const [currentPassword, setCurrentPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const parsedName = displayNameSchema.safeParse(displayName);
  const parsedEmail = emailSchema.safeParse(email);
  const isEmailNew = parsedEmail.data !== (account.email ?? undefined);
  const isEmailWrong = !parsedEmail.success && !(email.trim() === '' && account.email === null);
  const needsPassword = account.hasPassword && email !== (account.email ?? '') && isEmailNew;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!parsedName.success || isEmailWrong) return;
    const body = {
      displayName: parsedName.data,
      ...(parsedEmail.success && isEmailNew && { email: parsedEmail.data }),
      ...(needsPassword && { currentPassword }),
    };
    update.mutate(body, { onSuccess: () => toast({ tone: 'ok', text: t('settings.account.saved') }) });
  };
  const refusal = useRefusal(update.error);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field required label={t('settings.account.name')} error={isTried && !parsedName.success && t('signIn.nameRequired')}>
        <TextInput autoComplete="name" maxLength={128} value={displayName} onChange={(event) => setDisplayName(event.target.value)} />
      </Field>
      <Field
        label={t('signIn.email')}
        hint={t(account.email === null ? 'settings.account.emailNone' : 'settings.account.emailHint')}
        error={(isTried && isEmailWrong && t('signIn.emailInvalid')) || refusal.email_taken}
      >
        <TextInput type="email" autoComplete="username" maxLength={320} value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      {needsPassword && (
        <Field
          required
          label={t('settings.account.currentPassword')}
          hint={t('settings.account.currentForEmail')}
          error={refusal.wrong_password}
        >
          <PasswordInput
            autoComplete="current-password"
            maxLength={1024}
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.target.value)}
          />
        </Field>
      )}
      {refusal.other && (
        <p className={styles.fieldError} role="alert">
          {refusal.other}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={update.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

/** What was refused, at the field it is about. */
function useRefusal(error: unknown): { email_taken?: string; wrong_password?: string; other?: string } {
  const t = useT();
  if (!error) return {};
  const reason = isClientError(error) ? error.reason : null;
  const place = reason === 'email_taken' || reason === 'wrong_password' ? reason : 'other';
  return { [place]: errorText(t, error) };
}
