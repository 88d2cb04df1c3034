import { defaultHighlightStyle, HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';

/** CodeMirror's own colour of a group of words, and our token for it. */
const TOKENS: Readonly<Record<string, string>> = {
  // keywords
  '#708': 'var(--k-model)',
  // true, null
  '#219': 'var(--k-code)',
  // numbers
  '#164': 'var(--k-code)',
  // strings
  '#a11': 'var(--ok)',
  // patterns, escapes
  '#e40': 'var(--bad)',
  // names where they are declared
  '#00f': 'var(--k-http)',
  '#00c': 'var(--accent)',
  // comments
  '#940': 'var(--ink-3)',
  '#f00': 'var(--bad)',
};

/** Colours of code, from the tokens: they follow light and dark by themselves. */
export const codeColours = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) =>
    spec.color === undefined ? spec : { ...spec, color: TOKENS[String(spec.color)] ?? 'var(--ink)' },
  ),
);

/** Surfaces and lines of the editor, from the tokens. */
export const codeTheme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '6px 0' },
  '.cm-line': { padding: '0 8px 0 4px' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-3)', border: 'none', borderRight: '1px solid var(--line)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '22px', padding: '0 6px 0 2px' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--hover)' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--line-strong)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-2)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '12px', maxHeight: '180px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal' },
  '.cm-diagnostic': { font: 'var(--t-12)', padding: '4px 8px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--wait)' },
});
