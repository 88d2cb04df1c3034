import { userError } from '@/lib/errors/app-error';
import { isId } from '@/lib/std/ids';

/** A part of a list; a null cursor says that it was the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Cuts a list that was read one row too long. */
export function pageOf<Row, T>(rows: readonly Row[], limit: number, view: (row: Row) => T, cursorOf: (row: Row) => string): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept.map(view), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Where a list ordered by time and id was left. */
export interface TimeCursor {
  at: string;
  id: string;
}

/** Cursor of a list ordered by time and id. */
export function encodeCursor({ at, id }: TimeCursor): string {
  return `${Date.parse(at)}.${id}`;
}

/** The place a cursor names; null for none. Throws `invalid_request` for text that is no cursor of ours. */
export function decodeCursor(cursor: string | undefined): TimeCursor | null {
  if (cursor === undefined) return null;
  const [ms = '', id = ''] = cursor.split('.');
  if (!/^\d{1,15}$/.test(ms) || !isId(id)) throw badCursor();
  return { at: new Date(Number(ms)).toISOString(), id };
}

function badCursor() {
  return userError('invalid_request', 'The cursor is not one this server gave out; begin without a cursor.');
}
