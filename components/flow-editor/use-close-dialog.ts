'use client';

import { useCallback } from 'react';
import { useTools } from './editor-context';

/** Closes the dialog that is open. */
export function useCloseDialog(): () => void {
  const { ui } = useTools();
  return useCallback(() => ui.setState({ dialog: null, addAt: null }), [ui]);
}
