import { type Principal, requirePermission } from '@/lib/auth';
import type { PriceView } from '@/lib/contracts/prices';
import { createPriceBook, type ModelPrice, type OwnPrice, type PriceBook, SHIPPED_PRICES } from '@/lib/llm';
import type { ServiceDeps } from '@/lib/services/deps';
import { PRICE_COLUMNS, type PriceRow, toOwnPrice, toPriceView, toRates } from './price-row';

/** The workspace's own prices, then the shipped ones, each with whether it is what a call costs now. */
export async function listPrices(deps: ServiceDeps, principal: Principal): Promise<{ items: PriceView[] }> {
  requirePermission(principal, 'usage:read');
  const { rows } = await deps.db.query<PriceRow>(
    `SELECT ${PRICE_COLUMNS} FROM model_price WHERE workspace_id = $1 ORDER BY provider, model, valid_from DESC`,
    [principal.workspaceId],
  );
  const own = rows.map((row) => ({ row, price: toOwnPrice(row) }));
  const book = createPriceBook(own.map(({ price }) => price));
  const now = deps.clock();
  return {
    items: [...own.map(({ row, price }) => toPriceView(row, isInForce(book, price, now))), ...shippedViews(book, now)],
  };
}

function isInForce(book: PriceBook, { provider, model, price }: OwnPrice, now: number): boolean {
  return book.find(provider, model, now) === price;
}

function shippedViews(book: PriceBook, now: number): PriceView[] {
  return SHIPPED_PRICES.flatMap(({ providers, prices, source }) =>
    providers.flatMap((provider) =>
      Object.entries(prices).map(([model, price]) => shippedView({ provider, model, price, source, book, now })),
    ),
  );
}

interface Shipped {
  provider: string;
  model: string;
  price: ModelPrice;
  source: (typeof SHIPPED_PRICES)[number]['source'];
  book: PriceBook;
  now: number;
}

function shippedView({ provider, model, price, source, book, now }: Shipped): PriceView {
  return {
    ...{ id: null, provider, model, currency: 'USD', validFrom: null, validUntil: null },
    ...toRates(price),
    source: source.name,
    list: { url: source.url, asOf: source.asOf },
    inForce: book.find(provider, model, now) === price,
  };
}
