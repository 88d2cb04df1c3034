'use client';

import { useT } from '@/components/ui/i18n-provider';
import { isClientError } from '@/lib/client';
import { isJsonObject } from '@/lib/std/json';
import styles from './sign-in.module.css';

/** Why a form was refused, read out at once; with the time to wait where there is one. */
export function FormRefusal({ error, text }: { error: unknown; text: string }) {
  const t = useT();
  const data = isClientError(error) ? error.data : null;
  const seconds = isJsonObject(data) && typeof data.retryAfterS === 'number' ? data.retryAfterS : null;
  return (
    <p className={styles.refusal} role="alert">
      {seconds === null ? text : t('signIn.retryIn', { seconds })}
    </p>
  );
}
