'use client';

import { useEffect } from 'react';
import { isField, isInDialog, isMacKeyboard } from '@/components/shortcuts';
import { useTools } from './editor-context';
import { actionFor } from './shortcuts';

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
