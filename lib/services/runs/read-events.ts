import type { RunFrame } from '@/lib/contracts/runs';
import type { ServiceDeps } from '@/lib/services/deps';
import { isJsonObject, type Json } from '@/lib/std/json';
import { utf8Length } from '@/lib/std/utf8-length';

interface EventRow {
  seq: number;
  v: number;
  at: Date;
  type: string;
  path: string | null;
  attempt: number | null;
  data: Json;
}

/** The version of recorded events this code understands. */
const EVENT_VERSION = 1;
/** Most bytes of a frame's data. */
const MOST_BYTES = 8192;

/**
 * Recorded events with a `seq` above `after`, in order, as frames. Whoever asks has checked that the run may be seen.
 * An event of a later release stops the reading before it.
 */
export async function readEvents({ db }: Pick<ServiceDeps, 'db'>, runId: string, after: number, limit: number): Promise<RunFrame[]> {
  const { rows } = await db.query<EventRow>(
    'SELECT seq, v, at, type, path, attempt, data FROM run_event WHERE run_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
    [runId, after, limit],
    { name: 'events_read' },
  );
  const newer = rows.findIndex((row) => row.v > EVENT_VERSION);
  return (newer < 0 ? rows : rows.slice(0, newer)).map((row) => toFrame(runId, row));
}

/** Streamed text of the attempts under way, as far as it was saved. */
export async function readTails(
  { db }: Pick<ServiceDeps, 'db'>,
  runId: string,
): Promise<{ path: string; attempt: number; text: string }[]> {
  const { rows } = await db.query<{ path: string; attempt: number; text: string }>(
    'SELECT path, attempt, text FROM stream_tail WHERE run_id = $1',
    [runId],
    { name: 'tails_read' },
  );
  return rows;
}

function toFrame(runId: string, row: EventRow): RunFrame {
  return {
    v: 1,
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type,
    runId,
    ...(row.path === null ? {} : { path: row.path }),
    ...(row.attempt === null ? {} : { attempt: row.attempt }),
    ...(row.data === null ? {} : { data: bounded(row.data) }),
  };
}

/** Values are payload ids already; what is too large even so, such as a very long message, is left out: the task's own page has it whole. */
function bounded(data: Json): Json {
  const fits = (value: Json, bytes: number) => utf8Length(JSON.stringify(value)) <= bytes;
  if (fits(data, MOST_BYTES) || !isJsonObject(data)) return data;
  const kept = Object.entries(data).filter(([, value]) => fits(value, MOST_BYTES / 8));
  return { ...Object.fromEntries(kept), truncated: true };
}
