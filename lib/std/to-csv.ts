/** One cell. `null` and `undefined` are empty; numbers and bigints are written as they are, so that a sheet can sum them. */
export type CsvCell = string | number | bigint | boolean | null | undefined;

/** A spreadsheet reads a text that begins so as a formula (OWASP, "CSV Injection"). */
const FORMULA_START = /^[=+\-@\t\r\n]/;

/**
 * A table as CSV by RFC 4180: CRLF line ends, quotes where needed, a last line end. Texts a spreadsheet would run as a formula get
 * a leading apostrophe; so do those after blanks, which some sheets skip.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let text = csvLine(header);
  for (const row of rows) text += csvLine(row);
  return text;
}

/** One line of CSV with its line end: for tables that are written as they are read. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA_START.test(cell.trimStart()) || FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
