'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import styles from './menu.module.css';
import { placeBeside, type Side } from './place-beside';

export type MenuItem = MenuChoice | { id: string; separator: true } | { id: string; heading: string } | MenuGroup;

interface MenuChoice {
  id: string;
  label: string;
  /** The label's own language, where it is not the screen's. */
  lang?: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  /** Marks one of several choices. */
  checked?: boolean;
  hint?: ReactNode;
  onSelect: () => void;
}

/** Choices that belong together, under their heading. */
interface MenuGroup {
  id: string;
  group: string;
  choices: readonly MenuChoice[];
}

/** A button with a menu (WAI-ARIA menu button): arrows, Home, End, first letter; Escape and a press outside close it. */
export function Menu({
  label,
  trigger,
  items,
  side = 'bottom',
  align = 'end',
  triggerClassName,
}: {
  label: string;
  trigger: ReactNode;
  items: readonly MenuItem[];
  side?: Side;
  align?: 'start' | 'end';
  triggerClassName?: string | undefined;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = () => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-controls={id}
        aria-label={label}
        popoverTarget={id}
        className={cx(styles.trigger, triggerClassName)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          list.current?.showPopover();
        }}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={styles.menu}
        onKeyDown={(event) => moveFocus(event, list.current, close)}
        onToggle={(event) => {
          const isOpen = event.newState === 'open';
          button.current?.setAttribute('aria-expanded', String(isOpen));
          if (!isOpen || !list.current || !button.current) return;
          placeBeside(list.current, button.current, { side, gap: 4, align });
          entries(list.current)[0]?.focus();
        }}
      >
        {items.map((item) => (
          <MenuEntry key={item.id} item={item} onDone={close} />
        ))}
      </div>
    </>
  );
}

function MenuEntry({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  if ('separator' in item) return <hr className={styles.separator} />;
  if ('heading' in item) return <div className={styles.heading}>{item.heading}</div>;
  if ('group' in item) {
    return (
      <fieldset className={styles.group} aria-label={item.group}>
        <div className={styles.heading} aria-hidden="true">
          {item.group}
        </div>
        {item.choices.map((choice) => (
          <MenuEntry key={choice.id} item={choice} onDone={onDone} />
        ))}
      </fieldset>
    );
  }
  const role = item.checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.checked };
  return (
    <button
      type="button"
      {...role}
      tabIndex={-1}
      disabled={item.disabled}
      className={cx(styles.item, item.danger && styles.danger)}
      onClick={() => {
        onDone();
        item.onSelect();
      }}
    >
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.label} lang={item.lang}>
        {item.label}
      </span>
      {item.hint}
      {item.checked && <Icon name="check" />}
    </button>
  );
}

function entries(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')];
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null, close: () => void): void {
  if (!list) return;
  const all = entries(list);
  // What is not in the list is found at -1, whatever it is.
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = nextIndex(event.key, at, all);
  if (next !== null) {
    event.preventDefault();
    all[next]?.focus();
  } else if (event.key === 'Tab' || event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

function nextIndex(key: string, at: number, all: readonly HTMLElement[]): number | null {
  if (key === 'ArrowDown') return (at + 1) % all.length;
  if (key === 'ArrowUp') return (at - 1 + all.length) % all.length;
  if (key === 'Home') return 0;
  if (key === 'End') return all.length - 1;
  if (key.length !== 1 || key === ' ') return null;
  const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const found = turned.find((entry) => entry.textContent?.toLowerCase().startsWith(key.toLowerCase()));
  return found ? all.indexOf(found) : null;
}
