'use client';

import { useState } from 'react';
import styles from './control.module.css';
import { cx } from './cx';
import { useFieldProps } from './field';

/**
 * A number, or nothing. What is typed stays as typed until the field is left or Enter is pressed; then `onCommit` hears the
 * number within its bounds, or null when it was emptied. Text that is no number goes back to the last value.
 */
export function NumberInput({
  value,
  onCommit,
  min,
  max,
  integer = false,
  placeholder,
  disabled,
  'aria-label': ariaLabel,
}: {
  value: number | null;
  onCommit: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  integer?: boolean;
  placeholder?: string | undefined;
  disabled?: boolean;
  'aria-label'?: string;
}) {
  const field = useFieldProps();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const next = parse(draft, { min, max, integer });
    if (next !== undefined && next !== value) onCommit(next);
  };
  return (
    <input
      {...field}
      aria-label={ariaLabel}
      type="text"
      inputMode={integer ? 'numeric' : 'decimal'}
      disabled={disabled}
      placeholder={placeholder}
      value={draft ?? (value === null ? '' : String(value))}
      className={cx(styles.control, styles.number)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

function parse(text: string, bounds: { min: number | undefined; max: number | undefined; integer: boolean }): number | null | undefined {
  if (text.trim() === '') return null;
  const number = Number(text.trim().replace(',', '.'));
  if (!Number.isFinite(number)) return undefined;
  const whole = bounds.integer ? Math.round(number) : number;
  return Math.min(bounds.max ?? whole, Math.max(bounds.min ?? whole, whole));
}
