import { type ModelPrice, shippedPrice, undatedModel } from './prices';

/** A workspace's own price of a model, from a moment on. Times in ms of the database's clock. */
export interface OwnPrice {
  provider: string;
  /** `*`: every model of the provider that has no other price. */
  model: string;
  validFrom: number;
  /** From here on it holds no more; null: it does not end. */
  validUntil: number | null;
  price: ModelPrice;
}

/** What models cost in one workspace. */
export interface PriceBook {
  /** The price that held at a moment; null where none is known. */
  find(provider: string, model: string, at: number): ModelPrice | null;
}

/** Stands for every model of a provider. */
export const ANY_MODEL = '*';

/**
 * A workspace's own prices before the shipped ones. Of several own prices that hold, the one that began last counts; a name with a date
 * finds the price of the name without; `*` counts where nothing else is known.
 */
export function createPriceBook(own: readonly OwnPrice[]): PriceBook {
  const byModel = new Map<string, OwnPrice[]>();
  for (const price of [...own].sort((a, b) => b.validFrom - a.validFrom)) {
    const key = keyOf(price.provider, price.model);
    byModel.set(key, [...(byModel.get(key) ?? []), price]);
  }
  const held = (provider: string, model: string, at: number): ModelPrice | null =>
    byModel.get(keyOf(provider, model))?.find(({ validFrom, validUntil }) => validFrom <= at && (validUntil === null || at < validUntil))
      ?.price ?? null;
  return {
    find: (provider, model, at) =>
      held(provider, model, at) ??
      held(provider, undatedModel(model), at) ??
      shippedPrice(provider, model) ??
      held(provider, ANY_MODEL, at),
  };
}

function keyOf(provider: string, model: string): string {
  return `${provider}\n${model}`;
}
