import type { Json } from '@/lib/std/json';

/**
 * Every `nodes.<from>` of a value as `nodes.<to>`: inside `{{ }}` where a text has such spans, else in the whole text (a bare
 * expression, the source of a code node). Words inside quotes stay. Unchanged parts are shared with the value given.
 */
export function renameReferences<T extends Json>(value: T, from: string, to: string): T {
  // Each branch answers a value of the kind it was given.
  if (typeof value === 'string') return renameInText(value, from, to) as T;
  if (Array.isArray(value)) return shareList(value, (item) => renameReferences(item, from, to)) as T;
  if (typeof value !== 'object' || value === null) return value;
  let changed: Record<string, Json> | null = null;
  for (const [key, member] of Object.entries(value)) {
    const renamed = renameReferences(member, from, to);
    if (renamed === member) continue;
    changed ??= { ...value };
    changed[key] = renamed;
  }
  return (changed ?? value) as T;
}

/** True when some text of the value refers to the node. */
export function refersTo(value: Json, nodeId: string): boolean {
  return renameReferences(value, nodeId, `${nodeId}_`) !== value;
}

function shareList(list: Json[], change: (item: Json) => Json): Json[] {
  const changed = list.map(change);
  return changed.some((item, index) => item !== list[index]) ? changed : list;
}

function renameInText(text: string, from: string, to: string): string {
  if (!text.includes('nodes') || !text.includes(from)) return text;
  if (!text.includes('{{')) return renameInExpression(text, from, to);
  return renameInSpans(text, from, to);
}

/** Renames between `{{` and its `}}`; a backslash before `{{` keeps it literal, quoted braces do not close it. */
function renameInSpans(text: string, from: string, to: string): string {
  let renamed = '';
  let done = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', done)) {
    const literal = text[open - 1] === '\\';
    const end = literal ? open + 2 : spanEnd(text, open + 2);
    const span = text.slice(open, end);
    renamed += text.slice(done, open) + (literal ? span : renameInExpression(span, from, to));
    done = end;
  }
  return renamed + text.slice(done);
}

/** Index after the closing braces, or the end of the text. */
function spanEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"' || letter === "'") at = quoteEnd(text, at, letter);
    else if (letter === '}' && text[at + 1] === '}') return at + 2;
  }
  return text.length;
}

/** Index of the closing quote, or the end of the text. */
function quoteEnd(text: string, open: number, quote: string): number {
  let at = open + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Quoted text (to the end of its line where it is not closed), or the id in `nodes.id` and `nodes["id"]` where `nodes` is no member. */
const TOKEN =
  /(?<quoted>"(?:[^"\\\n]|\\[\s\S])*(?:"|$|(?=\n))|'(?:[^'\\\n]|\\[\s\S])*(?:'|$|(?=\n)))|(?<![\w.])(?<head>nodes\s*(?:\.\s*\??\s*|\[\s*\??\s*["']))(?<id>[a-z][a-z0-9_]*)(?!\w)/g;

function renameInExpression(source: string, from: string, to: string): string {
  return source.replace(TOKEN, (whole, ...rest) => {
    // The named groups come last; `replace` types them as any.
    const groups = rest.at(-1) as { head?: string; id?: string };
    return groups.id === from ? `${groups.head}${to}` : whole;
  });
}
