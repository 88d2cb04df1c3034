'use client';

import type { CompletionSource } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import styles from './code-editor.module.css';
import { createCodeView, type MarkedLine, markLine, replaceText } from './code-view';

/** What the editor is told by the field around it. */
export interface CodeEditorProps {
  /** Its name for readers. */
  label: string;
  describedBy: string;
  text: string;
  isInvalid: boolean;
  /** Fills the height it is given, instead of growing with the text. */
  fill: boolean;
  /** A line that failed, with why. */
  marked: MarkedLine | null;
  completions: CompletionSource;
  /** Said of a place that cannot be read as JavaScript. */
  unreadable: string;
  onChange: (text: string) => void;
  onLeave: () => void;
  /** The view while there is one: a menu puts text in at its caret. */
  view: RefObject<EditorView | null>;
}

/** A CodeMirror over a text that lives elsewhere. Loaded with the first field that holds code. */
export function CodeEditor(props: CodeEditorProps) {
  const { text, marked, fill, isInvalid, view } = props;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const { label, describedBy, unreadable } = latest.current;
    const made = createCodeView(parent, {
      ...{ label, describedBy, unreadable, text: latest.current.text },
      completions: (context) => latest.current.completions(context),
      onChange: (next) => latest.current.onChange(next),
      onLeave: () => latest.current.onLeave(),
    });
    view.current = made;
    if (latest.current.fill) made.focus();
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [view]);
  useEffect(() => {
    if (view.current) replaceText(view.current, text);
  }, [view, text]);
  useEffect(() => {
    if (view.current) markLine(view.current, marked);
  }, [view, marked]);
  return <div ref={host} className={cx(styles.frame, fill && styles.fill)} data-invalid={isInvalid || undefined} />;
}
