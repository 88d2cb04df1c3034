import { type DiffLine, diffLines } from '@/lib/std/diff-lines';

/** A row of a line diff. `mark` is the part of a replaced line that differs from its counterpart; a fold stands for lines left out. */
export type LineRow =
  | { kind: DiffLine['kind']; text: string; mark?: readonly [from: number, to: number] }
  | { kind: 'fold'; count: number };

/** Lines around a change that are shown; longer stretches of what stayed are folded. */
const CONTEXT = 2;
/** Fewer lines than this take no more room than their fold would. */
const WORTH_FOLDING = 3;

/** Two texts line by line, with what stayed the same folded to the surroundings of what did not. */
export function lineRows(before: string, after: string): LineRow[] {
  return foldSame(markReplaced(diffLines(before, after)));
}

type MarkedLine = Exclude<LineRow, { kind: 'fold' }>;

/** As many lines added as removed in one place: each was replaced by its counterpart, and only a part of it may differ. */
function markReplaced(lines: readonly DiffLine[]): MarkedLine[] {
  const rows: MarkedLine[] = [...lines];
  let at = 0;
  while (at < rows.length) {
    const removed = countFrom(rows, at, 'removed');
    const added = countFrom(rows, at + removed, 'added');
    if (removed > 0 && removed === added) {
      for (let line = at; line < at + removed; line += 1) markPair(rows, line, line + removed);
    }
    at += Math.max(1, removed + added);
  }
  return rows;
}

function countFrom(rows: readonly MarkedLine[], at: number, kind: DiffLine['kind']): number {
  let count = 0;
  while (rows[at + count]?.kind === kind) count += 1;
  return count;
}

function markPair(rows: MarkedLine[], oldAt: number, newAt: number): void {
  const [old, fresh] = [rows[oldAt], rows[newAt]];
  if (!old || !fresh) return;
  const { head, tail } = commonEnds(old.text, fresh.text);
  // Where almost nothing stayed, a mark over the whole line says no more than its sign.
  if ((head + tail) * 4 < Math.max(old.text.length, fresh.text.length)) return;
  rows[oldAt] = { ...old, mark: [head, old.text.length - tail] };
  rows[newAt] = { ...fresh, mark: [head, fresh.text.length - tail] };
}

/** How many characters two texts share at both ends; pairs of surrogates are not split. */
function commonEnds(a: string, b: string): { head: number; tail: number } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  if (head > 0 && isHigh(a.charCodeAt(head - 1))) head -= 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  if (tail > 0 && isLow(a.charCodeAt(a.length - tail))) tail -= 1;
  return { head, tail };
}

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00;
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000;

function foldSame(rows: readonly MarkedLine[]): LineRow[] {
  const isNear = (at: number) => rows.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((row) => row.kind !== 'same');
  const folded: LineRow[] = [];
  let away: MarkedLine[] = [];
  const close = () => {
    if (away.length >= WORTH_FOLDING) folded.push({ kind: 'fold', count: away.length });
    else folded.push(...away);
    away = [];
  };
  rows.forEach((row, at) => {
    if (!isNear(at)) {
      away.push(row);
      return;
    }
    close();
    folded.push(row);
  });
  close();
  return folded;
}
