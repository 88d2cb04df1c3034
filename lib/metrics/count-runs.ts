import type { SqlClient } from '@/lib/db/database';

/** Runs of one status, over all workspaces. */
export interface RunCount {
  status: string;
  count: number;
}

/** Counting a million rows takes a moment: scrapes share an answer for this long. */
const REMEMBER_MS = 15_000;

/** A counter of runs by status that asks the database at most every 15 s, and once at a time. */
export function createRunCounter(db: SqlClient): () => Promise<RunCount[]> {
  let known: { counts: Promise<RunCount[]>; until: number } | null = null;
  return () => {
    if (known !== null && known.until > performance.now()) return known.counts;
    const counts = countRuns(db);
    known = { counts, until: performance.now() + REMEMBER_MS };
    counts.catch(() => {
      known = null;
    });
    return counts;
  };
}

async function countRuns(db: SqlClient): Promise<RunCount[]> {
  const { rows } = await db.query<RunCount>('SELECT status, count(*) AS count FROM run GROUP BY status ORDER BY status');
  return rows;
}
