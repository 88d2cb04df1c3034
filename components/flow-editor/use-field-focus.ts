'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { useEditor } from './editor-context';

const CONTROLS = ['input, textarea, select, [role="switch"], [contenteditable="true"]', 'button'];

/** Brings the field that somebody asked for into view and gives it the focus: a problem was pressed in the list. */
export function useFieldFocus(panel: RefObject<HTMLElement | null>): void {
  const { field, turn } = useEditor((state) => state.focus);
  const seen = useRef(0);
  useEffect(() => {
    if (field === null || turn === seen.current) return;
    seen.current = turn;
    // The panel of a node that was just selected is there a frame later.
    const frame = requestAnimationFrame(() => {
      const element = panel.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
      const folded = element?.closest('details');
      if (folded) folded.open = true;
      element?.scrollIntoView({ block: 'center' });
      CONTROLS.map((selector) => element?.querySelector<HTMLElement>(selector))
        .find(Boolean)
        ?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [field, turn, panel]);
}
