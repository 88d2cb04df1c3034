import type { ButtonProps } from './button';
import styles from './button.module.css';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { Tooltip } from './tooltip';

/** A button of one icon. `label` is its name, shown as a tooltip on hover and focus. `pressed` makes it a toggle. */
export function IconButton({
  icon,
  label,
  variant = 'ghost',
  size = 'medium',
  busy = false,
  pressed,
  className,
  disabled,
  tooltip = true,
  ...rest
}: Omit<ButtonProps, 'icon' | 'children'> & { icon: IconName; label: string; pressed?: boolean; tooltip?: boolean }) {
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled || busy}
      className={cx(
        styles.button,
        styles[variant],
        styles.iconOnly,
        size === 'small' && styles.small,
        pressed && styles.pressed,
        className,
      )}
    >
      <Icon name={busy ? 'loader-circle' : icon} className={busy ? styles.spin : undefined} />
    </button>
  );
  return tooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}
