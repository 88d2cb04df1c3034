'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { cx } from './cx';
import { useT } from './i18n-provider';
import { Icon } from './icon';
import { IconButton } from './icon-button';
import styles from './toast.module.css';

export interface ToastMessage {
  tone?: 'ok' | 'bad' | 'neutral';
  text: string;
  /** A way to go on, such as undoing. */
  action?: { label: string; onSelect: () => void };
}

interface Shown extends ToastMessage {
  id: number;
}

/** A message that goes away by itself; errors stay longer. */
const STAY_MS = { ok: 5000, neutral: 5000, bad: 12_000 } as const;

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Shows a short message at the edge of the screen: `const toast = useToast()`, `toast({ tone: 'ok', text })`. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Holds the messages of everything below it; readers hear them politely. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const nextId = useRef(0);
  const region = useRef<HTMLDivElement>(null);
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), []);
  const show = useCallback(
    (message: ToastMessage) => {
      nextId.current += 1;
      const id = nextId.current;
      setShown((all) => [...all.slice(-2), { ...message, id }]);
      setTimeout(() => dismiss(id), STAY_MS[message.tone ?? 'neutral']);
    },
    [dismiss],
  );
  const newest = shown.at(-1)?.id;
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    if (element.matches(':popover-open')) element.hidePopover();
    // Shown anew for each message, so that it stands above a dialog opened since.
    if (newest !== undefined) element.showPopover();
  }, [newest]);
  return (
    <ToastContext.Provider value={useMemo(() => show, [show])}>
      {children}
      <div ref={region} popover="manual" role="status" aria-live="polite" aria-label={t('common.notifications')} className={styles.region}>
        {shown.map((message) => (
          <div key={message.id} className={cx(styles.toast, styles[message.tone ?? 'neutral'])}>
            <Icon name={message.tone === 'bad' ? 'circle-alert' : message.tone === 'ok' ? 'circle-check' : 'info'} />
            <span className={styles.text}>{message.text}</span>
            {message.action && (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  dismiss(message.id);
                  message.action?.onSelect();
                }}
              >
                {message.action.label}
              </button>
            )}
            <IconButton icon="x" size="small" label={t('common.dismiss')} tooltip={false} onClick={() => dismiss(message.id)} />
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
