'use client';

import { createContext, type ReactNode, useContext, useId } from 'react';
import styles from './field.module.css';
import { useT } from './i18n-provider';

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** Ids and state that a control inside a `Field` takes over; nothing outside of one. */
export function useFieldProps() {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
    'aria-required': field.required || undefined,
  };
}

/** A labelled control with its hint and its error, tied together for readers. `aside` stands at the right of the label. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional = false,
  aside,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  optional?: boolean;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
          {required && (
            <span className={styles.required} title={t('common.required')} aria-hidden="true">
              *
            </span>
          )}
          {optional && <span className={styles.optional}>{t('common.optional')}</span>}
        </label>
        {aside}
      </div>
      <FieldContext.Provider value={{ id, describedBy, invalid: Boolean(error), required }}>{children}</FieldContext.Provider>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
