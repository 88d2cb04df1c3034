import { describe, expect, it } from 'vitest';
import type { PriceView } from '@/lib/contracts/prices';
import { NEW_PRICE, NO_LONG, type PriceDraft, priceBody, priceDraftOf, priceProblems } from './price-draft';

const draft: PriceDraft = { ...NEW_PRICE, model: 'gpt-4o', prompt: '2.5', completion: '10' };
const stored: PriceView = {
  ...{ id: 'P', provider: 'google', model: 'gemini', currency: 'USD', source: 'contract', list: null, inForce: true },
  ...{ validFrom: '2026-03-01T10:20:30.400Z', validUntil: null },
  ...{ promptNano: '1250000000', cachedNano: '125000000', cacheWriteNano: '1250000000', completionNano: '10000000000' },
  long: { above: 200_000, promptNano: '2500000000', cachedNano: '250000000', cacheWriteNano: '2500000000', completionNano: '15000000000' },
};

describe('a price in the form', () => {
  it('takes the input’s rate for a cache rate that is left empty, exactly', () => {
    expect(priceBody(draft, null)).toMatchObject({ promptNano: '2500000000', cachedNano: '2500000000', cacheWriteNano: '2500000000' });
    expect(priceBody({ ...draft, cached: '0.000000001' }, null).cachedNano).toBe('1');
    expect(priceBody(draft, null)).not.toHaveProperty('validFrom');
  });

  it('comes back as it was stored, with its time of day, until another day is chosen', () => {
    const form = priceDraftOf(stored, { asNew: false });
    expect(priceBody(form, stored)).toMatchObject({
      validFrom: stored.validFrom,
      validUntil: null,
      promptNano: stored.promptNano,
      long: stored.long,
    });
    expect(priceBody({ ...form, since: '2026-04-01' }, stored).validFrom).toBe('2026-04-01T00:00:00.000Z');
    expect(priceDraftOf(stored, { asNew: true })).toMatchObject({ since: '', until: '', source: '', prompt: '1.25' });
  });

  it('is refused where it makes no sense', () => {
    expect(priceProblems(draft)).toEqual({});
    expect(Object.keys(priceProblems({ ...NEW_PRICE, cached: 'x', completion: '-1' }))).toEqual([
      'model',
      'prompt',
      'cached',
      'completion',
    ]);
    expect(Object.keys(priceProblems({ ...draft, since: '2026-02-01', until: '2026-02-01' }))).toEqual(['until']);
    expect(Object.keys(priceProblems({ ...draft, long: { ...NO_LONG, above: '0', prompt: '1' } }))).toEqual(['long.completion', 'above']);
    expect(priceProblems({ ...draft, prompt: '1000000' })).toHaveProperty('prompt');
  });
});
