import { fault } from './problem';

/** A piece of a template: literal text, or the source between `{{` and `}}` with its offset in the template. */
export type TemplatePart = { kind: 'text'; text: string } | { kind: 'expression'; source: string; offset: number };

/**
 * Splits a text at its `{{ }}`. A backslash before `{{` keeps it literal; braces in quotes, and braces of map literals, do not
 * close an expression. Throws `expression_syntax` for one that is not closed.
 */
export function scanTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let done = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', done)) {
    if (text[open - 1] === '\\' && open > done) {
      literal += `${text.slice(done, open - 1)}{{`;
      done = open + 2;
      continue;
    }
    literal += text.slice(done, open);
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
    const close = findClose(text, open + 2);
    parts.push({ kind: 'expression', source: text.slice(open + 2, close), offset: open + 2 });
    done = close + 2;
  }
  literal += text.slice(done);
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

/** Offset of the `}}` that closes the expression begun before `from`. */
function findClose(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"' || letter === "'") at = quoteEnd(text, at, letter);
    else if (letter === '{') depth += 1;
    else if (letter === '}' && depth > 0) depth -= 1;
    else if (letter === '}' && text[at + 1] === '}') return at;
  }
  const site = { start: from - 2, end: text.length };
  throw fault('expression_syntax', site, 'This {{ is not closed by }}. Write \\{{ for two braces as text.', { detail: 'unclosed' });
}

/** Offset of the last unit of the quoted text begun at `open`, three quotes too; the end of the text where it is not closed. */
function quoteEnd(text: string, open: number, quote: string): number {
  const mark = text.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
  let at = open + mark.length;
  while (at < text.length && !text.startsWith(mark, at)) at += text[at] === '\\' ? 2 : 1;
  return at + mark.length - 1;
}
