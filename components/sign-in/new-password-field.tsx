'use client';

import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN, passwordProblem } from '@/lib/contracts/password';

/** A password to be set: the rule beside it, and what is wrong once `isTried`. `own` are the person's name and address. */
export function NewPasswordField({
  label,
  value,
  own,
  isTried,
  onChange,
}: {
  label: string;
  value: string;
  own: readonly string[];
  isTried: boolean;
  onChange: (value: string) => void;
}) {
  const t = useT();
  const problem = isTried ? passwordProblem(value, own) : null;
  return (
    <Field
      required
      label={label}
      hint={t('signIn.passwordHint', { count: PASSWORD_MIN })}
      error={problem !== null && t(`signIn.passwordProblem.${problem}`, { count: PASSWORD_MIN })}
    >
      <PasswordInput
        autoComplete="new-password"
        name="new-password"
        value={value}
        maxLength={1024}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
