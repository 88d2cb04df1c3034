'use client';

import { useEffect } from 'react';
import { isField, isInDialog } from '@/components/shortcuts';
import { pasteText, removeParts, selectionText } from './edit-selection';
import { useTools } from './editor-context';
import type { EditorTools } from './editor-tools';

/**
 * Copies, cuts and pastes nodes by the browser's own events: they ask for no permission and exist without https as well. What is
 * marked or written in a field stays the browser's.
 */
export function useClipboard(): void {
  const tools = useTools();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => void copy(tools, event);
    const onCut = (event: ClipboardEvent) => {
      const { selection } = tools.store.getState();
      if (copy(tools, event)) removeParts(tools, selection, []);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) || isInDialog()) return;
      event.preventDefault();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!pasteText(tools, text)) tools.tell({ tone: 'neutral', key: 'editor.nothingToPaste' });
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, [tools]);
}

/** Whether the selected nodes went to the clipboard. */
function copy(tools: EditorTools, event: ClipboardEvent): boolean {
  const { selection } = tools.store.getState();
  const isText = isField(event.target) || String(getSelection()) !== '';
  if (selection.size === 0 || isText || isInDialog() || !event.clipboardData) return false;
  event.clipboardData.setData('text/plain', selectionText(tools));
  event.preventDefault();
  tools.tell({ tone: 'ok', key: 'editor.copied', params: { count: selection.size } });
  return true;
}
