import type { RunSummary } from '@/lib/contracts/runs';

/** Which runs are chosen: some, by id, or every run that matches, on whatever page. */
export type Selection = { kind: 'some'; runs: ReadonlyMap<string, RunSummary['status']> } | { kind: 'all' };

type Row = Pick<RunSummary, 'id' | 'status'>;

/** Nothing is chosen. */
export const NO_SELECTION: Selection = { kind: 'some', runs: new Map() };

/** Whether a run is chosen. */
export function isChosen(selection: Selection, id: string): boolean {
  return selection.kind === 'all' || selection.runs.has(id);
}

/** The selection with these rows in it, or out of it. Out of "all that match", what is left is the rest of the page. */
export function choose(selection: Selection, rows: readonly Row[], isIn: boolean, page: readonly Row[]): Selection {
  const runs = new Map(selection.kind === 'all' ? page.map(({ id, status }) => [id, status]) : selection.runs);
  for (const { id, status } of rows) {
    if (isIn) runs.set(id, status);
    else runs.delete(id);
  }
  return { kind: 'some', runs };
}

/** The rows from one to another, both included, in whichever order they stand; the one alone when the other is not on the page. */
export function rangeOf<R extends Row>(page: readonly R[], fromId: string | null, toId: string): R[] {
  const to = page.findIndex(({ id }) => id === toId);
  const from = page.findIndex(({ id }) => id === fromId);
  if (from < 0) return page.slice(to, to + 1);
  return page.slice(Math.min(from, to), Math.max(from, to) + 1);
}

const ENDED: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'COMPENSATED']);

/** Ids of the chosen runs that were still going when they were last seen; `page` knows best. */
export function goingOn(runs: ReadonlyMap<string, RunSummary['status']>, page: readonly Row[]): string[] {
  const latest = new Map([...runs, ...page.filter(({ id }) => runs.has(id)).map(({ id, status }) => [id, status] as const)]);
  return [...latest].filter(([, status]) => !ENDED.has(status)).map(([id]) => id);
}
