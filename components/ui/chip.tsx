import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

export type Tone = 'neutral' | 'ok' | 'run' | 'wait' | 'bad' | 'skip';

/** A small label; the tone never speaks alone, word and icon say the same. */
export function Chip({ tone = 'neutral', icon, title, children }: { tone?: Tone; icon?: IconName; title?: string; children: ReactNode }) {
  return (
    <span className={cx(styles.chip, styles[tone])} title={title}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
