import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './state.module.css';

/** Nothing here yet, and what to do next. */
export function EmptyState({
  icon,
  title,
  text,
  heading: Heading = 'h2',
  children,
}: {
  icon: IconName;
  title: string;
  text?: ReactNode;
  /** `h1` where this is all there is on the page. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
}) {
  return (
    <div className={styles.state}>
      <span className={styles.sign}>
        <Icon name={icon} size={22} />
      </span>
      <Heading className={styles.title}>{title}</Heading>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
