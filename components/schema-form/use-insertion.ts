'use client';

import { type RefObject, useRef } from 'react';
import { insertExpression } from './template-tokens';
import type { Draft } from './use-draft';

/** The field that expressions are put into, and where its caret last was; null until somebody was in it. */
export interface InsertionTarget {
  input: RefObject<HTMLTextAreaElement | null>;
  caret: RefObject<{ start: number; end: number } | null>;
}

/** Puts an expression where the caret last was, else at the end, and goes on from behind it. */
export function useInsertion(draft: Draft, isExpression: boolean): { target: InsertionTarget; insert: (path: string) => void } {
  const input = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<{ start: number; end: number } | null>(null);
  const insert = (path: string) => {
    const end = draft.text.length;
    const next = insertExpression(draft.text, caret.current ?? { start: end, end }, path, isExpression);
    draft.change(next.text);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  return { target: { input, caret }, insert };
}
