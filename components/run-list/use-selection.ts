'use client';

import { useRef, useState } from 'react';
import type { RunSummary } from '@/lib/contracts/runs';
import { choose, NO_SELECTION, rangeOf, type Selection } from './selection';

/** What is chosen in the list, and how it changes. */
export interface RunSelection {
  selection: Selection;
  /** One run; with shift everything from the one pressed before. */
  toggle: (run: RunSummary, isIn: boolean, isRange: boolean) => void;
  togglePage: (isIn: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** The selection over the rows of a page; it lives on over other pages of the same filters. */
export function useSelection(page: readonly RunSummary[]): RunSelection {
  const [selection, setSelection] = useState<Selection>(NO_SELECTION);
  const lastId = useRef<string | null>(null);
  return {
    selection,
    toggle: (run, isIn, isRange) => {
      const rows = isRange ? rangeOf(page, lastId.current, run.id) : [run];
      lastId.current = run.id;
      setSelection((before) => choose(before, rows, isIn, page));
    },
    togglePage: (isIn) => setSelection((before) => choose(before, page, isIn, page)),
    chooseAll: () => setSelection({ kind: 'all' }),
    clear: () => setSelection(NO_SELECTION),
  };
}
