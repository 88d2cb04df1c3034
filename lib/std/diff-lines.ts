/** A line of two texts laid over each other: in both, only in the one before, or only in the one after. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many pairs of lines, what differs is told as one whole: finding the least costs time that grows with their product. */
const MAX_PAIRS = 1_000_000;

/** The lines of two texts in one list, with as few removed and added as can be; where lines were replaced, the removed ones come first. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const middle = diffMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return [...lines('same', old.slice(0, head)), ...middle, ...lines('same', old.slice(old.length - tail))];
}

function diffMiddle(old: readonly string[], fresh: readonly string[]): DiffLine[] {
  if (old.length * fresh.length > MAX_PAIRS) return [...lines('removed', old), ...lines('added', fresh)];
  const common = commonTable(old, fresh);
  const merged: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      merged.push({ kind: 'same', text: old[i] ?? '' });
      i += 1;
      j += 1;
    } else if (common(i + 1, j) >= common(i, j + 1)) {
      merged.push({ kind: 'removed', text: old[i] ?? '' });
      i += 1;
    } else {
      merged.push({ kind: 'added', text: fresh[j] ?? '' });
      j += 1;
    }
  }
  return [...merged, ...lines('removed', old.slice(i)), ...lines('added', fresh.slice(j))];
}

/** How many lines the rests from `i` and from `j` have in common, in order. */
function commonTable(old: readonly string[], fresh: readonly string[]): (i: number, j: number) => number {
  const width = fresh.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

function lines(kind: DiffLine['kind'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}
