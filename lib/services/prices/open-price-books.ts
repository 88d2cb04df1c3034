import type { SqlClient } from '@/lib/db/database';
import { createPriceBook, type PriceBook } from '@/lib/llm';
import { PRICE_COLUMNS, type PriceRow, toOwnPrice } from './price-row';

/** A changed price counts for attempts after this time at the latest. */
const FRESH_MS = 3000;
/** A query slower than this is not waited for where an older book is at hand. */
const PATIENCE_MS = 300;
/** Books kept; the one asked for longest ago goes. */
const MOST_BOOKS = 1000;

interface Shelf {
  /** The last book that could be read. */
  book: PriceBook | null;
  /** The read that is the freshest, done or under way. */
  reading: Promise<PriceBook>;
  isRead: boolean;
  readAt: number;
}

/** Price books by workspace, as workers ask for them: read at most every three seconds, and an older one where the database is slow or away. */
export function openPriceBooks(db: SqlClient, { freshMs = FRESH_MS } = {}): (workspaceId: string) => Promise<PriceBook> {
  const shelves = new Map<string, Shelf>();
  const read = (workspaceId: string, before: PriceBook | null): Shelf => {
    const shelf: Shelf = { book: before, reading: readBook(db, workspaceId), isRead: false, readAt: performance.now() };
    shelf.reading.then(
      (book) => {
        shelf.book = book;
        shelf.isRead = true;
      },
      () => {
        // Failures are not remembered: whoever asks next reads again.
        shelf.readAt = Number.NEGATIVE_INFINITY;
      },
    );
    return shelf;
  };
  return async (workspaceId) => {
    const known = shelves.get(workspaceId);
    const shelf = known && performance.now() - known.readAt < freshMs ? known : read(workspaceId, known?.book ?? null);
    shelves.delete(workspaceId);
    shelves.set(workspaceId, shelf);
    const oldest = shelves.keys().next().value;
    if (shelves.size > MOST_BOOKS && oldest !== undefined) shelves.delete(oldest);
    const { book } = shelf;
    return book === null || shelf.isRead ? shelf.reading : Promise.race([shelf.reading.catch(() => book), later(book)]);
  };
}

function later(book: PriceBook): Promise<PriceBook> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(book), PATIENCE_MS).unref();
  });
}

async function readBook(db: SqlClient, workspaceId: string): Promise<PriceBook> {
  const { rows } = await db.query<PriceRow>(`SELECT ${PRICE_COLUMNS} FROM model_price WHERE workspace_id = $1`, [workspaceId], {
    name: 'price_book',
  });
  return createPriceBook(rows.map(toOwnPrice));
}
