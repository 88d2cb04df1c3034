'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from './cx';
import styles from './dialog.module.css';
import { useT } from './i18n-provider';
import { IconButton } from './icon-button';

/**
 * A modal dialog on the native element: the browser traps the focus and gives it back. `footer` holds the buttons.
 * Escape, the cross and a press beside it call `onClose`.
 */
export function Dialog({
  open,
  title,
  description,
  size = 'medium',
  onClose,
  footer,
  children,
}: {
  open: boolean;
  title: string;
  description?: ReactNode;
  size?: 'small' | 'medium' | 'large' | 'wide';
  onClose: () => void;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const isPressOutside = useRef(false);
  useEffect(() => {
    const element = dialog.current;
    if (!element || open === element.open) return;
    if (!open) {
      element.close();
      return;
    }
    element.showModal();
    // The browser would choose the cross; what the dialog was opened for says so itself.
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, the element has it built in
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-text` : undefined}
      className={cx(styles.dialog, styles[size])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        isPressOutside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && isPressOutside.current) onClose();
      }}
    >
      {open && (
        <div className={styles.frame}>
          <header className={styles.header}>
            <h2 id={`${id}-title`} className={styles.title}>
              {title}
            </h2>
            <IconButton icon="x" label={t('common.close')} size="small" tooltip={false} onClick={onClose} />
          </header>
          <div className={styles.body}>
            {description && (
              <p id={`${id}-text`} className={styles.text}>
                {description}
              </p>
            )}
            {children}
          </div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
