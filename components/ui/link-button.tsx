import Link from 'next/link';
import type { ComponentProps } from 'react';
import type { ButtonVariant } from './button';
import styles from './button.module.css';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

/** A link that looks like a button: for going somewhere, where a button would do something. */
export function LinkButton({
  variant = 'secondary',
  size = 'medium',
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: 'medium' | 'small'; icon?: IconName }) {
  return (
    <Link {...rest} className={cx(styles.button, styles[variant], size === 'small' && styles.small, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
