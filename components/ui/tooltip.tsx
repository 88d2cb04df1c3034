'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { placeBeside, type Side } from './place-beside';
import styles from './tooltip.module.css';

const DELAY_MS = 450;

/**
 * Shows a short text beside its child on hover and keyboard focus. It repeats the child's accessible name, so readers do not
 * hear it twice.
 */
export function Tooltip({ text, side = 'bottom', children }: { text: string; side?: Side; children: ReactNode }) {
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = () => {
    const target = anchor.current?.firstElementChild;
    if (!target || !bubble.current?.isConnected) return;
    bubble.current.showPopover();
    placeBeside(bubble.current, target, { side, gap: 6, align: 'center' });
  };
  const hide = () => {
    clearTimeout(timer.current);
    if (bubble.current?.matches(':popover-open')) bubble.current.hidePopover();
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only listens; its child is the control
    <span
      ref={anchor}
      className={styles.anchor}
      onPointerEnter={(event) => {
        if (event.pointerType === 'mouse') timer.current = setTimeout(show, DELAY_MS);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) show();
      }}
      onBlur={hide}
      onKeyDown={(event) => {
        if (event.key === 'Escape') hide();
      }}
    >
      {children}
      <span ref={bubble} popover="manual" className={styles.bubble} aria-hidden="true">
        {text}
      </span>
    </span>
  );
}
