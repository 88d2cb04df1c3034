import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import styles from './publish-dialog.module.css';

const ICONS = { ok: 'circle-check', bad: 'circle-alert', wait: 'triangle-alert', none: 'info' } as const satisfies Record<string, IconName>;

/** One line of the checklist. */
export function Check({ tone, text, children }: { tone: keyof typeof ICONS; text: string; children?: ReactNode }) {
  return (
    <li className={styles.check}>
      <span className={cx(styles.icon, styles[tone])}>
        <Icon name={ICONS[tone]} />
      </span>
      <div className={styles.words}>
        <span>{text}</span>
        {children}
      </div>
    </li>
  );
}
