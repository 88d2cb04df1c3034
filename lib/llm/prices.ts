import type { ModelUsage } from '@/lib/nodes/contract';

/** Prices in nano-dollars per million tokens; 0.15 dollars a million is 150_000_000n. Reasoning tokens count as completion. */
export interface ModelPrice {
  prompt: bigint;
  cached: bigint;
  completion: bigint;
}

/** Whose list the shipped prices are, and the day they were compared with published copies of it. */
export const PRICES_SOURCE = {
  name: 'OpenAI API price list, standard tier',
  url: 'https://openai.com/api/pricing/',
  asOf: '2026-06-30',
} as const;

/** The model the demo's price card compares with. */
export const COMPARED_MODEL = { provider: 'openai', model: 'gpt-4o-mini' } as const;

const PER_MILLION = 1_000_000n;
const FREE: ModelPrice = { prompt: 0n, cached: 0n, completion: 0n };

const OPENAI_PRICES: Readonly<Record<string, ModelPrice>> = {
  'gpt-5.5': dollars('5', '0.50', '30'),
  'gpt-5.4': dollars('2.50', '0.25', '15'),
  'gpt-5.4-mini': dollars('0.75', '0.075', '4.50'),
  'gpt-5.4-nano': dollars('0.20', '0.02', '1.25'),
  'gpt-5.1': dollars('1.25', '0.125', '10'),
  'gpt-5': dollars('1.25', '0.125', '10'),
  'gpt-5-mini': dollars('0.25', '0.025', '2'),
  'gpt-5-nano': dollars('0.05', '0.005', '0.40'),
  'gpt-4.1': dollars('2', '0.50', '8'),
  'gpt-4.1-mini': dollars('0.40', '0.10', '1.60'),
  'gpt-4.1-nano': dollars('0.10', '0.025', '0.40'),
  'gpt-4o': dollars('2.50', '1.25', '10'),
  'gpt-4o-mini': dollars('0.15', '0.075', '0.60'),
  o1: dollars('15', '7.50', '60'),
  o3: dollars('2', '0.50', '8'),
  'o3-mini': dollars('1.10', '0.55', '4.40'),
  'o4-mini': dollars('1.10', '0.275', '4.40'),
  'gpt-3.5-turbo': dollars('0.50', '0.50', '1.50'),
};

/** The price of a model, dated names (`gpt-4o-mini-2024-07-18`) included; null where none is known. */
export function priceOf(provider: string, model: string): ModelPrice | null {
  if (provider === 'demo') return FREE;
  if (provider !== 'openai') return null;
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return Object.hasOwn(OPENAI_PRICES, undated) ? (OPENAI_PRICES[undated] ?? null) : null;
}

/** Cost of one call in nano-dollars, rounded half-even once; null where usage or price is unknown. */
export function costNano(usage: ModelUsage | null, price: ModelPrice | null): bigint | null {
  if (!usage || !price) return null;
  const fresh = BigInt(Math.max(0, usage.promptTokens - usage.cachedTokens));
  const total = fresh * price.prompt + BigInt(usage.cachedTokens) * price.cached + BigInt(usage.completionTokens) * price.completion;
  return divideHalfEven(total, PER_MILLION);
}

/** What the same tokens would cost at the compared model, in nano-dollars. */
export function comparePrice(usage: ModelUsage): { provider: string; model: string; costNano: bigint } {
  const price = priceOf(COMPARED_MODEL.provider, COMPARED_MODEL.model);
  return { ...COMPARED_MODEL, costNano: costNano(usage, price) ?? 0n };
}

function dollars(prompt: string, cached: string, completion: string): ModelPrice {
  return { prompt: toNano(prompt), cached: toNano(cached), completion: toNano(completion) };
}

/** Decimal dollars to nano-dollars, exactly: at most nine places. */
function toNano(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const doubledRest = (dividend % divisor) * 2n;
  if (doubledRest < divisor || (doubledRest === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + 1n;
}
