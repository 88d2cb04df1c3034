'use client';

import { useEffect } from 'react';
import { useTools } from './editor-context';
import { actionFor } from './shortcuts';

/** Whether keys are called as on a Mac. */
export function isMacKeyboard(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}

/** Listens to the keyboard for the whole page while the editor is mounted. */
export function useKeyboard(): void {
  const tools = useTools();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const action = actionFor(event, { inField: isField(event.target), inDialog: isInDialog(), isMac: isMacKeyboard() });
      if (!action?.perform || !action.isEnabled(tools)) return;
      event.preventDefault();
      action.perform(tools);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [tools]);
}

/** Whether keys pressed here belong to a field that is written in. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"]') !== null
  );
}

/** Whether a dialog or a menu has the keyboard. */
export function isInDialog(): boolean {
  return document.querySelector('dialog[open], :popover-open[role="menu"]') !== null;
}
