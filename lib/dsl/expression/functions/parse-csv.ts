const BYTE_ORDER_MARK = 0xfeff;

/**
 * Rows of a CSV text (RFC 4180, line ends LF or CRLF), in one linear pass. Empty lines are left out; null where a quote is not
 * closed or text follows a closing quote.
 */
export function parseCsv(text: string, separator: string): string[][] | null {
  const rows: string[][] = [];
  let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  while (at < text.length) {
    const row = readRow(text, at, separator);
    if (row === null) return null;
    if (row.end > at) rows.push(row.values);
    at = row.end + (text[row.end] === '\r' ? 2 : 1);
  }
  return rows;
}

/** One row and the offset of its line end. */
function readRow(text: string, from: number, separator: string): { values: string[]; end: number } | null {
  const values: string[] = [];
  let at = from;
  while (true) {
    const field = text[at] === '"' ? readQuoted(text, at) : readBare(text, at, separator);
    if (field === null) return null;
    values.push(field.value);
    at = field.end;
    if (at >= text.length || isLineEnd(text, at)) return { values, end: at };
    if (text[at] !== separator) return null;
    at += 1;
  }
}

interface Field {
  value: string;
  end: number;
}

function readBare(text: string, from: number, separator: string): Field {
  let end = from;
  while (end < text.length && text[end] !== separator && !isLineEnd(text, end)) end += 1;
  return { value: text.slice(from, end), end };
}

/** A value in quotes; two quotes inside stand for one. */
function readQuoted(text: string, from: number): Field | null {
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return null;
  return { value: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}
