'use client';

import { type InputHTMLAttributes, type Ref, useState } from 'react';
import { useT } from './i18n-provider';
import { IconButton } from './icon-button';
import styles from './password-input.module.css';
import { TextInput } from './text-input';

/** A password, with a button that shows it: who can look makes fewer mistakes. `autoComplete` says which one, for password managers. */
export function PasswordInput(
  props: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
    autoComplete: 'current-password' | 'new-password';
    ref?: Ref<HTMLInputElement>;
  },
) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles.line}>
      <TextInput
        {...props}
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={styles.input}
      />
      <IconButton
        icon={isShown ? 'eye-off' : 'eye'}
        label={t(isShown ? 'common.password.hide' : 'common.password.show')}
        className={styles.show}
        onClick={() => setShown(!isShown)}
      />
    </div>
  );
}
