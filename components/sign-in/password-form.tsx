'use client';

import { type FormEvent, useRef, useState } from 'react';
import { errorText, signInBy } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { PasswordInput } from '@/components/ui/password-input';
import { TextInput } from '@/components/ui/text-input';
import { FormRefusal } from './form-refusal';
import styles from './sign-in.module.css';

/** Address and password. A refusal is said above the fields, and the password stands selected for the next try. */
export function PasswordForm() {
  const t = useT();
  const password = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signInBy('password', { email, password: password.current?.value ?? '' });
      location.replace('/flows');
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
      password.current?.select();
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} method="post">
      {error !== null && <FormRefusal error={error} text={errorText(t, error)} />}
      <Field label={t('signIn.email')}>
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          maxLength={320}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label={t('signIn.password')}>
        <PasswordInput ref={password} name="password" autoComplete="current-password" required maxLength={1024} />
      </Field>
      <Button type="submit" variant="primary" busy={isBusy}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
