'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** Typing is handed on after this pause, in ms. */
const IDLE_MS = 400;

/** A text being typed: shown at once, handed on after a pause, on leaving the field, and when the field goes away. */
export interface Draft {
  text: string;
  change: (text: string) => void;
  /** Hands on what is typed and shows the value again; for `onBlur`. */
  settle: () => void;
}

/** A local draft over a value that lives elsewhere. `commit` hears each text once. */
export function useDraft(value: string, commit: (text: string) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  const pending = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  const hand = useCallback(() => {
    clearTimeout(timer.current);
    const text = pending.current;
    pending.current = null;
    if (text !== null) latest.current(text);
  }, []);
  useEffect(() => hand, [hand]);
  return {
    text: draft ?? value,
    change: (text) => {
      setDraft(text);
      pending.current = text;
      clearTimeout(timer.current);
      timer.current = setTimeout(hand, IDLE_MS);
    },
    settle: () => {
      hand();
      setDraft(null);
    },
  };
}
