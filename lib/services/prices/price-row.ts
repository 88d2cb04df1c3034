import type { PriceView } from '@/lib/contracts/prices';
import type { ModelPrice, OwnPrice } from '@/lib/llm';

/** A workspace's price as stored; money as decimal strings. */
export interface PriceRow {
  id: string;
  provider: string;
  model: string;
  currency: string;
  validFrom: Date;
  validUntil: Date | null;
  promptNano: string;
  cachedNano: string;
  cacheWriteNano: string;
  completionNano: string;
  longAbove: number | null;
  longPromptNano: string | null;
  longCachedNano: string | null;
  longCacheWriteNano: string | null;
  longCompletionNano: string | null;
  source: string;
}

/** Select list of a `PriceRow`. */
export const PRICE_COLUMNS = `id, provider, model, currency, valid_from AS "validFrom", valid_until AS "validUntil",
  prompt_nano::text AS "promptNano", cached_nano::text AS "cachedNano", cache_write_nano::text AS "cacheWriteNano",
  completion_nano::text AS "completionNano", long_above AS "longAbove", long_prompt_nano::text AS "longPromptNano",
  long_cached_nano::text AS "longCachedNano", long_cache_write_nano::text AS "longCacheWriteNano",
  long_completion_nano::text AS "longCompletionNano", source`;

/** A stored price as a price book takes it. */
export function toOwnPrice(row: PriceRow): OwnPrice {
  const price: ModelPrice = {
    prompt: BigInt(row.promptNano),
    cached: BigInt(row.cachedNano),
    cacheWrite: BigInt(row.cacheWriteNano),
    completion: BigInt(row.completionNano),
  };
  if (row.longAbove !== null) {
    price.long = {
      abovePromptTokens: row.longAbove,
      // The five columns are null together.
      price: {
        prompt: BigInt(row.longPromptNano ?? 0),
        cached: BigInt(row.longCachedNano ?? 0),
        cacheWrite: BigInt(row.longCacheWriteNano ?? 0),
        completion: BigInt(row.longCompletionNano ?? 0),
      },
    };
  }
  const { provider, model, validFrom, validUntil } = row;
  return { provider, model, price, validFrom: validFrom.getTime(), validUntil: validUntil === null ? null : validUntil.getTime() };
}

/** Prices a million as the API tells them. */
export function toRates({
  long,
  ...price
}: ModelPrice): Pick<PriceView, 'promptNano' | 'cachedNano' | 'cacheWriteNano' | 'completionNano' | 'long'> {
  return { ...plainRates(price), long: long ? { above: long.abovePromptTokens, ...plainRates(long.price) } : null };
}

function plainRates(price: Omit<ModelPrice, 'long'>) {
  return {
    promptNano: String(price.prompt),
    cachedNano: String(price.cached),
    cacheWriteNano: String(price.cacheWrite),
    completionNano: String(price.completion),
  };
}

/** A stored price as the API tells it. */
export function toPriceView(row: PriceRow, inForce: boolean): PriceView {
  const { id, provider, model, currency, source } = row;
  return {
    ...{ id, provider, model, currency, source, inForce, list: null },
    ...toRates(toOwnPrice(row).price),
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil === null ? null : row.validUntil.toISOString(),
  };
}
