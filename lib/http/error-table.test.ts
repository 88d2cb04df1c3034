import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '@/lib/errors/codes';
import { ERROR_TABLE, envelopeCode } from './error-table';

const rows = readFileSync('docs/errors.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^\d{5}$/.test(cells[1] ?? ''));

describe('the error table', () => {
  it('gives each literal a code of its own', () => {
    expect(new Set(ERROR_CODES.map(envelopeCode)).size).toBe(ERROR_CODES.length);
  });

  it('keeps every number below 100, so that the status can be read off the code', () => {
    for (const { status, n } of Object.values(ERROR_TABLE)) expect(Math.floor((status * 100 + n) / 100)).toBe(status);
  });

  it('keeps the code the semantics name', () => {
    expect(envelopeCode('unknown_node_type')).toBe(42207);
    expect(envelopeCode('internal')).toBe(50000);
  });

  it('says the same as docs/errors.md, both ways', () => {
    const documented = rows.map((cells) => `${cells[1]} ${cells[2]?.replaceAll('`', '')}`);
    expect(documented.toSorted()).toEqual(ERROR_CODES.map((code) => `${envelopeCode(code)} ${code}`).toSorted());
  });

  it('documents a meaning and a remedy for each', () => {
    for (const cells of rows) {
      expect(cells[3], cells[2]).toMatch(/\.$/);
      expect(cells[4], cells[2]).toMatch(/\.$/);
    }
  });
});
