import type { PriceView, SavePrice } from '@/lib/contracts/prices';
import type { MessageKey } from '@/lib/i18n';
import { decimalOfNano, nanoOfDecimal } from '@/lib/std/decimal-nano';

/** Dollars a million as typed; an empty cache rate means that of the input. */
export interface RateDraft {
  prompt: string;
  cached: string;
  cacheWrite: string;
  completion: string;
}

/** A price while it is being written. Days are UTC: "2026-11-24". */
export interface PriceDraft extends RateDraft {
  provider: string;
  model: string;
  since: string;
  until: string;
  /** Null where the length of the prompt makes no difference. */
  long: (RateDraft & { above: string }) | null;
  source: string;
}

export type PriceField = 'model' | 'since' | 'until' | 'above' | keyof RateDraft | `long.${keyof RateDraft}`;
/** What is wrong with a field, as a key of the language catalogue. */
export type PriceProblems = Partial<Record<PriceField, MessageKey>>;

const NO_RATES: RateDraft = { prompt: '', cached: '', cacheWrite: '', completion: '' };
/** Rates of long prompts, not filled in. */
export const NO_LONG = { ...NO_RATES, above: '200000' };
/** An empty form. */
export const NEW_PRICE: PriceDraft = { provider: 'openai', model: '', since: '', until: '', ...NO_RATES, long: null, source: '' };

/** Fills the form with a price of the workspace's own, or (`asNew`) with one that shall take its place from now on. */
export function priceDraftOf(price: PriceView, { asNew }: { asNew: boolean }): PriceDraft {
  const { provider, model, long } = price;
  return {
    ...{ provider, model },
    since: asNew ? '' : dayOf(price.validFrom),
    until: asNew ? '' : dayOf(price.validUntil),
    ...ratesOf(price),
    long: long && { ...ratesOf(long), above: String(long.above) },
    source: asNew ? '' : price.source,
  };
}

function dayOf(time: string | null): string {
  return time === null ? '' : time.slice(0, 10);
}

function ratesOf(rates: Pick<PriceView, 'promptNano' | 'cachedNano' | 'cacheWriteNano' | 'completionNano'>): RateDraft {
  const text = (nano: string) => decimalOfNano(BigInt(nano));
  return {
    prompt: text(rates.promptNano),
    cached: text(rates.cachedNano),
    cacheWrite: text(rates.cacheWriteNano),
    completion: text(rates.completionNano),
  };
}

/** Looks a form over before it is sent. */
export function priceProblems(draft: PriceDraft): PriceProblems {
  const problems: PriceProblems = {};
  if (!/^\S+$/.test(draft.model.trim())) problems.model = 'settings.prices.modelRequired';
  if (draft.since !== '' && draft.until !== '' && draft.until <= draft.since) problems.until = 'settings.prices.endsTooEarly';
  for (const [name, isRequired] of RATE_FIELDS) {
    if (!isRate(draft[name], isRequired)) problems[name] = 'settings.prices.rateInvalid';
    if (draft.long && !isRate(draft.long[name], isRequired)) problems[`long.${name}`] = 'settings.prices.rateInvalid';
  }
  if (draft.long && !/^[1-9]\d{0,7}$/.test(draft.long.above.trim())) problems.above = 'settings.prices.aboveInvalid';
  return problems;
}

const RATE_FIELDS: readonly [keyof RateDraft, boolean][] = [
  ['prompt', true],
  ['cached', false],
  ['cacheWrite', false],
  ['completion', true],
];

/** Less than this, as the contract says: a million dollars for a million tokens. */
const MOST_NANO = 10n ** 15n;

function isRate(text: string, isRequired: boolean): boolean {
  if (text.trim() === '') return !isRequired;
  const nano = nanoOfDecimal(text.trim());
  return nano !== null && nano < MOST_NANO;
}

/** The request of a form without problems. `before`: what is being changed; a day that stays keeps its time of day. */
export function priceBody(draft: PriceDraft, before: PriceView | null): SavePrice {
  const validFrom = timeOf(draft.since, before?.validFrom ?? null);
  return {
    ...{ provider: draft.provider, model: draft.model.trim(), source: draft.source.trim() },
    ...(validFrom !== null && { validFrom }),
    validUntil: timeOf(draft.until, before?.validUntil ?? null),
    ...rateBody(draft),
    long: draft.long && { above: Number(draft.long.above.trim()), ...rateBody(draft.long) },
  };
}

function timeOf(day: string, before: string | null): string | null {
  if (day === '') return null;
  return dayOf(before) === day ? before : `${day}T00:00:00.000Z`;
}

function rateBody({ prompt, cached, cacheWrite, completion }: RateDraft) {
  const nano = (text: string) => String(nanoOfDecimal((text.trim() === '' ? prompt : text).trim()) ?? 0n);
  return { promptNano: nano(prompt), cachedNano: nano(cached), cacheWriteNano: nano(cacheWrite), completionNano: nano(completion) };
}
