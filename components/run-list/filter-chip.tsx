'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { placeBeside } from '@/components/ui/place-beside';
import styles from './filter-bar.module.css';

/** A filter as a chip: what it is set to, a cross to take it out, and its form in a popover. */
export function FilterChip({
  name,
  value,
  isBad,
  onClear,
  children,
}: {
  name: string;
  value: string | null;
  isBad: boolean;
  onClear: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const t = useT();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen || !popover.current || !button.current) return;
    // Only now it has its form, and with it its height.
    placeBeside(popover.current, button.current, { side: 'bottom', gap: 6, align: 'start' });
    popover.current.querySelector<HTMLElement>('input, select, button')?.focus();
  }, [isOpen]);
  const close = () => {
    popover.current?.hidePopover();
    button.current?.focus();
  };
  return (
    <span className={cx(styles.chip, value !== null && styles.set, isBad && styles.bad)}>
      <button ref={button} type="button" popoverTarget={id} aria-haspopup="dialog" aria-expanded={isOpen} className={styles.open}>
        {value === null && <Icon name="plus" size={12} />}
        <span>{name}</span>
        {value !== null && <span className={styles.value}>{value}</span>}
      </button>
      {value !== null && (
        <button type="button" className={styles.clear} aria-label={t('runs.filter.clearOne', { name })} onClick={onClear}>
          <Icon name="x" size={12} />
        </button>
      )}
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className={styles.popover}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {isOpen && children(close)}
      </div>
    </span>
  );
}
