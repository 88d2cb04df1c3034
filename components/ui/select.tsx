import type { SelectHTMLAttributes } from 'react';
import styles from './control.module.css';
import { cx } from './cx';
import { useFieldProps } from './field';
import { Icon } from './icon';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/** One of several, with the platform's own list. */
export function Select({
  options,
  onChange,
  className,
  ...rest
}: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> & { options: readonly SelectOption[]; onChange?: (value: string) => void }) {
  const field = useFieldProps();
  return (
    <span className={styles.selectWrap}>
      <select
        {...field}
        {...rest}
        onChange={(event) => onChange?.(event.target.value)}
        className={cx(styles.control, styles.select, className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} className={styles.chevron} />
    </span>
  );
}
