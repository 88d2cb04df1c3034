import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import styles from './control.module.css';
import { cx } from './cx';
import { useFieldProps } from './field';
import { Icon, type IconName } from './icon';

/** One line of text. Inside a `Field` it takes the label and the error over. */
export function TextInput({
  icon,
  mono = false,
  className,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { icon?: IconName; mono?: boolean; ref?: Ref<HTMLInputElement> }) {
  const field = useFieldProps();
  const input = (
    <input type="text" {...field} {...rest} className={cx(styles.control, mono && styles.mono, icon && styles.withIcon, className)} />
  );
  if (!icon) return input;
  return (
    <span className={styles.iconWrap}>
      <Icon name={icon} className={styles.icon} />
      {input}
    </span>
  );
}

/** Several lines of text. */
export function TextArea({
  mono = false,
  className,
  rows = 4,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { mono?: boolean; ref?: Ref<HTMLTextAreaElement> }) {
  const field = useFieldProps();
  return <textarea rows={rows} {...field} {...rest} className={cx(styles.control, styles.area, mono && styles.mono, className)} />;
}
