'use client';

import { useEffect } from 'react';
import { useEditor, useTools } from './editor-context';

/** Asks before the tab closes while something is not saved, and saves when the tab is left. */
export function useLeaveGuard(): void {
  const { saver } = useTools();
  const isSaved = useEditor((state) => state.save.status === 'saved');
  useEffect(() => {
    if (isSaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const save = () => {
      if (document.visibilityState === 'hidden') void saver.flush();
    };
    addEventListener('beforeunload', ask);
    document.addEventListener('visibilitychange', save);
    return () => {
      removeEventListener('beforeunload', ask);
      document.removeEventListener('visibilitychange', save);
    };
  }, [isSaved, saver]);
}
