import { describe, expect, it } from 'vitest';
import { csvLine, toCsv } from './to-csv';

describe('toCsv', () => {
  it('writes a header and rows with CRLF line ends', () => {
    expect(toCsv(['flow', 'runs'], [['triage', 3]])).toBe('flow,runs\r\ntriage,3\r\n');
  });

  it('quotes commas, quotes and line breaks, and doubles quotes', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines'])).toBe('"a,b","say ""hi""","two\nlines"\r\n');
  });

  it('leaves nothing and null empty, and numbers as numbers, negative ones too', () => {
    expect(csvLine([null, undefined, -1, 12n, true, ''])).toBe(',,-1,12,true,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@sum(A1)', '\t=1', '  =cmd|x', '\r=1'])('makes %j a text', (cell) => {
    expect(csvLine([cell])).toMatch(/^"?'/);
  });

  it('leaves ordinary texts alone', () => {
    expect(csvLine(['a=b', 'e-mail', '3 + 4'])).toBe('a=b,e-mail,3 + 4\r\n');
  });
});
