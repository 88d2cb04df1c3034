import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import styles from './page-frame.module.css';

/** A page's bar on top (title at the left, actions at the right) and its body. `fill` gives the body the height that is left. */
export function PageFrame({
  title,
  lead,
  actions,
  fill = false,
  children,
}: {
  title: ReactNode;
  /** Stands before the title, such as a way back. */
  lead?: ReactNode;
  actions?: ReactNode;
  fill?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={cx(styles.page, fill && styles.fill)}>
      <header className={styles.bar}>
        {lead}
        <h1 className={styles.title}>{title}</h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}
