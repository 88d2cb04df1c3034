'use client';

import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { cx } from './cx';
import styles from './tabs.module.css';

export interface TabItem {
  id: string;
  label: string;
  /** A small addition after the label, such as a count. */
  badge?: ReactNode;
}

/** Tabs with their panel: arrows move and choose, the panel is labelled by its tab. `actions` stand at the right of the bar. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
  actions,
  fill = false,
  children,
}: {
  label: string;
  tabs: readonly TabItem[];
  value: string;
  onChange: (id: string) => void;
  actions?: ReactNode;
  /** The panel takes the height that is left and scrolls by itself. */
  fill?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex((tab) => tab.id === value);
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = step === undefined ? undefined : tabs[(step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <div className={cx(styles.tabs, fill && styles.fill)}>
      <div className={styles.bar}>
        <div role="tablist" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${id}-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab.id === value}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === value ? 0 : -1}
              className={styles.tab}
              onClick={() => onChange(tab.id)}
            >
              {tab.label}
              {tab.badge !== undefined && <span className={styles.badge}>{tab.badge}</span>}
            </button>
          ))}
        </div>
        {actions}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a tab panel is focusable so that the keyboard can scroll it */}
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`} tabIndex={0} className={styles.panel}>
        {children}
      </div>
    </div>
  );
}
