import { autocompletion, type CompletionSource, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting, syntaxTree } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { Annotation, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { codeColours, codeTheme } from './code-theme';

/** A line of the text, from 1, and what is said of it. */
export interface MarkedLine {
  line: number;
  message: string;
}

/** What a view begins with, and who hears of it. */
export interface CodeViewOptions {
  label: string;
  describedBy: string;
  text: string;
  unreadable: string;
  completions: CompletionSource;
  onChange: (text: string) => void;
  onLeave: () => void;
}

/** Marks a change that came from outside: it is not told back. */
const outside = Annotation.define<boolean>();

const setMarked = StateEffect.define<MarkedLine | null>();

/** The line that failed, until the text changes: what stands there then is another text. */
const markedField = StateField.define<MarkedLine | null>({
  create: () => null,
  update(marked, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMarked));
    if (effect) return effect.value;
    return transaction.docChanged ? null : marked;
  },
});

const LINT_AFTER_MS = 500;

/** Opens a view of JavaScript in an element. Tab indents; Escape, then Tab, leaves. */
export function createCodeView(parent: HTMLElement, options: CodeViewOptions): EditorView {
  const { label, describedBy, text, unreadable, completions, onChange, onLeave } = options;
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        [
          lineNumbers(),
          highlightActiveLineGutter(),
          highlightActiveLine(),
          highlightSpecialChars(),
          drawSelection(),
          EditorView.lineWrapping,
        ],
        [history(), indentOnInput(), bracketMatching(), closeBrackets(), EditorState.tabSize.of(2)],
        [javascript(), javascriptLanguage.data.of({ autocomplete: completions }), autocompletion({ icons: false })],
        [markedField, lintGutter(), linter((view) => problemsOf(view, unreadable), { delay: LINT_AFTER_MS, needsRefresh: isMarkedNew })],
        [syntaxHighlighting(codeColours), codeTheme],
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-describedby': describedBy,
          autocapitalize: 'off',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          const isOwn = update.transactions.some((one) => one.docChanged && one.annotation(outside) !== true);
          if (isOwn) onChange(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ blur: () => onLeave() }),
      ],
    }),
  });
}

function isMarkedNew({ startState, state }: { startState: EditorState; state: EditorState }): boolean {
  return startState.field(markedField) !== state.field(markedField);
}

/** Shows another text, where it is another; the caret stays as near as it can. */
export function replaceText(view: EditorView, text: string): void {
  const shown = view.state.doc;
  if (shown.toString() === text) return;
  const anchor = Math.min(view.state.selection.main.anchor, text.length);
  view.dispatch({ changes: { from: 0, to: shown.length, insert: text }, selection: { anchor }, annotations: outside.of(true) });
}

/** Marks the line that failed; null takes the mark away. */
export function markLine(view: EditorView, marked: MarkedLine | null): void {
  view.dispatch({ effects: setMarked.of(marked) });
}

/** Puts text in place of what is selected and goes on from behind it. */
export function insertText(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text));
  view.focus();
}

/** The line that failed in the last run, and the first place that cannot be read. */
function problemsOf({ state }: EditorView, unreadable: string): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const marked = state.field(markedField);
  if (marked && marked.line <= state.doc.lines) {
    const { from, to } = state.doc.line(marked.line);
    problems.push({ from, to, severity: 'error', message: marked.message });
  }
  let isFound = false;
  syntaxTree(state).iterate({
    enter(node) {
      if (isFound) return false;
      if (!node.type.isError) return true;
      isFound = true;
      problems.push({
        from: node.from,
        to: Math.max(node.to, Math.min(node.from + 1, state.doc.length)),
        severity: 'warning',
        message: unreadable,
      });
      return false;
    },
  });
  return problems;
}
