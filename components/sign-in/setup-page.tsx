'use client';

import { type FormEvent, useState } from 'react';
import { errorText, signInBy } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import { isClientError } from '@/lib/client';
import { displayNameSchema, emailSchema } from '@/lib/contracts/account';
import { passwordProblem } from '@/lib/contracts/password';
import { FormRefusal } from './form-refusal';
import { NewPasswordField } from './new-password-field';
import styles from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame';
import { Command } from './sign-in-page';

/** What a setup link opens: the owner chooses name, address and password, and is signed in by it. */
export function SetupPage({ token }: { token: string }) {
  const t = useT();
  const [isRefused, setRefused] = useState(token === '');
  if (isRefused) {
    return (
      <SignInFrame title={t('signIn.linkInvalidTitle')}>
        <p className={styles.text} role="alert">
          {t('signIn.setupInvalidText')}
        </p>
        <Command text={t('signIn.setupCommand')} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t('signIn.setupTitle')}>
      <p className={styles.text}>{t('signIn.setupText')}</p>
      <SetupForm token={token} onLinkRefused={() => setRefused(true)} />
    </SignInFrame>
  );
}

function SetupForm({ token, onLinkRefused }: { token: string; onLinkRefused: () => void }) {
  const t = useT();
  const [displayName, setDisplayName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isNameWrong = !displayNameSchema.safeParse(displayName).success;
  const isEmailWrong = !emailSchema.safeParse(email).success;
  const own = [email, displayName];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (isNameWrong || isEmailWrong || passwordProblem(password, own) !== null) return;
    setBusy(true);
    try {
      await signInBy('setup', { token, displayName, email, password });
      location.replace('/flows');
    } catch (thrown) {
      setBusy(false);
      if (isClientError(thrown) && thrown.reason === 'link_invalid') onLinkRefused();
      else setError(thrown);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate method="post">
      {error !== null && <FormRefusal error={error} text={errorText(t, error)} />}
      <Field required label={t('signIn.name')} error={isTried && isNameWrong && t('signIn.nameRequired')}>
        <TextInput
          autoComplete="name"
          autoFocus
          maxLength={128}
          value={displayName}
          onChange={(event) => setDisplayName(event.target.value)}
        />
      </Field>
      <Field required label={t('signIn.email')} hint={t('signIn.emailHint')} error={isTried && isEmailWrong && t('signIn.emailInvalid')}>
        <TextInput type="email" autoComplete="username" maxLength={320} value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <NewPasswordField label={t('signIn.password')} value={password} own={own} isTried={isTried} onChange={setPassword} />
      <Button type="submit" variant="primary" busy={isBusy}>
        {t('signIn.setupSubmit')}
      </Button>
    </form>
  );
}
