/** A stretch of a template: `text` as it stands, or an expression with its braces. Offsets are UTF-16 units. */
export interface TemplateToken {
  kind: 'text' | 'expression';
  text: string;
  start: number;
}

/**
 * Cuts a text at its `{{ }}` for colouring: the pieces joined give the text back, whatever it holds. An expression that is not
 * closed runs to the end; a backslash before `{{` keeps it text.
 */
export function templateTokens(text: string): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let done = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', open)) {
    if (text[open - 1] === '\\') {
      open += 2;
      continue;
    }
    const end = closeOf(text, open + 2);
    if (open > done) tokens.push({ kind: 'text', text: text.slice(done, open), start: done });
    tokens.push({ kind: 'expression', text: text.slice(open, end), start: open });
    done = end;
    open = end;
  }
  if (done < text.length) tokens.push({ kind: 'text', text: text.slice(done), start: done });
  return tokens;
}

/** Index after the braces that close an expression; braces inside quotes or of a map literal do not. */
function closeOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"' || letter === "'") at = quoteEnd(text, at, letter);
    else if (letter === '{') depth += 1;
    else if (letter === '}' && depth > 0) depth -= 1;
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

/** Puts an expression in place of a selection, in braces unless it stands in an expression already; tells where the caret goes. */
export function insertExpression(
  text: string,
  range: { start: number; end: number },
  expression: string,
  isExpression: boolean,
): { text: string; caret: number } {
  const inside = isExpression || templateTokens(text).some((token) => isWithin(token, range.start));
  const inserted = inside ? expression : `{{ ${expression} }}`;
  return { text: text.slice(0, range.start) + inserted + text.slice(range.end), caret: range.start + inserted.length };
}

function isWithin({ kind, text, start }: TemplateToken, at: number): boolean {
  if (kind !== 'expression' || at < start + 2) return false;
  const end = start + text.length;
  return text.endsWith('}}') && text.length > 3 ? at <= end - 2 : at <= end;
}
