import { describe, expect, it } from 'vitest';
import { createPriceBook, type OwnPrice } from './price-book';
import { shippedPrice } from './prices';

const flat = (nano: bigint) => ({ prompt: nano, cached: nano, cacheWrite: nano, completion: nano });
const own = (model: string, nano: bigint, validFrom: number, validUntil: number | null = null): OwnPrice => ({
  provider: 'openai',
  ...{ model, validFrom, validUntil, price: flat(nano) },
});

describe('a price book', () => {
  it('takes the price that held at the moment, a later one from its day on, and the shipped one outside', () => {
    const book = createPriceBook([own('gpt-4o', 1n, 1000), own('gpt-4o', 2n, 2000, 3000)]);
    const shipped = shippedPrice('openai', 'gpt-4o');
    const at = (ms: number) => book.find('openai', 'gpt-4o', ms);
    expect([999, 1000, 1999, 2000, 2999, 3000].map(at)).toEqual([shipped, flat(1n), flat(1n), flat(2n), flat(2n), flat(1n)]);
    expect(book.find('azure_openai', 'gpt-4o', 2000)).toEqual(shipped);
  });

  it('finds names with a date, and * only where nothing else is known', () => {
    const book = createPriceBook([own('gpt-4o', 1n, 0), own('gpt-4o-2024-08-06', 2n, 0), own('*', 3n, 0)]);
    expect(book.find('openai', 'gpt-4o-2024-11-20', 5)).toEqual(flat(1n));
    expect(book.find('openai', 'gpt-4o-2024-08-06', 5)).toEqual(flat(2n));
    expect(book.find('openai', 'gpt-4.1', 5)).toEqual(shippedPrice('openai', 'gpt-4.1'));
    expect(book.find('openai', 'a-model-of-tomorrow', 5)).toEqual(flat(3n));
    expect(createPriceBook([]).find('openai_compatible', 'llama', 5)).toBeNull();
  });
});
