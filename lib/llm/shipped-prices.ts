import { nanoOfDecimal } from '@/lib/std/decimal-nano';
import type { ModelPrice } from './prices';

/** A provider's list as shipped: dollars a million tokens, whose list it is, and the day it was compared with published copies of it. */
export interface PriceList {
  /** Providers that charge by it. */
  providers: readonly string[];
  source: { name: string; url: string; asOf: string };
  prices: Readonly<Record<string, ModelPrice>>;
}

const OPENAI: PriceList = {
  // Azure's global deployments of these models cost the same; regional ones may cost a tenth more.
  providers: ['openai', 'azure_openai'],
  source: { name: 'OpenAI API price list, standard tier', url: 'https://openai.com/api/pricing/', asOf: '2026-06-30' },
  prices: {
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
  },
};

const OPUS = dollars('5', '0.50', '25', '6.25');
const OLD_OPUS = dollars('15', '1.50', '75', '18.75');
const SONNET = dollars('3', '0.30', '15', '3.75');

const ANTHROPIC: PriceList = {
  providers: ['anthropic'],
  source: {
    name: 'Anthropic API price list, cache writes for 5 minutes',
    url: 'https://platform.claude.com/docs/en/about-claude/pricing',
    asOf: '2026-10-24',
  },
  prices: {
    'claude-fable-5-1': dollars('10', '0.25', '50', '12.50'),
    'claude-fable-5': dollars('10', '1', '50', '12.50'),
    'claude-opus-5-5': dollars('4', '0.20', '20', '5'),
    'claude-opus-5': OPUS,
    'claude-opus-4-8': OPUS,
    'claude-opus-4-7': OPUS,
    'claude-opus-4-6': OPUS,
    'claude-opus-4-5': OPUS,
    'claude-opus-4-1': OLD_OPUS,
    'claude-opus-4': OLD_OPUS,
    'claude-sonnet-5-5': dollars('2', '0.10', '10', '2.50'),
    'claude-sonnet-5': dollars('2', '0.20', '10', '2.50'),
    'claude-sonnet-4-6': SONNET,
    'claude-sonnet-4-5': SONNET,
    'claude-sonnet-4': SONNET,
    'claude-3-7-sonnet': SONNET,
    'claude-haiku-5-5': {
      ...dollars('0.10', '0.01', '0.50', '0.125'),
      long: { abovePromptTokens: 100_000, price: dollars('0.50', '0.05', '2.50', '0.625') },
    },
    'claude-haiku-4-5': dollars('1', '0.10', '5', '1.25'),
    'claude-3-5-haiku': dollars('0.80', '0.08', '4', '1'),
    'claude-3-haiku': dollars('0.25', '0.03', '1.25', '0.30'),
  },
};

const GOOGLE: PriceList = {
  providers: ['google'],
  source: { name: 'Gemini API price list, paid tier, text', url: 'https://ai.google.dev/gemini-api/docs/pricing', asOf: '2026-01-31' },
  prices: {
    'gemini-3-pro-preview': {
      ...dollars('2', '0.20', '12'),
      long: { abovePromptTokens: 200_000, price: dollars('4', '0.40', '18') },
    },
    'gemini-3-flash-preview': dollars('0.50', '0.05', '3'),
    'gemini-2.5-pro': {
      ...dollars('1.25', '0.125', '10'),
      long: { abovePromptTokens: 200_000, price: dollars('2.50', '0.25', '15') },
    },
    'gemini-2.5-flash': dollars('0.30', '0.03', '2.50'),
    'gemini-2.5-flash-lite': dollars('0.10', '0.01', '0.40'),
  },
};

/** Every list this release ships. */
export const SHIPPED_PRICES: readonly PriceList[] = [OPENAI, ANTHROPIC, GOOGLE];

/** `cacheWrite` is the prompt's price where the provider charges nothing more for storing. */
function dollars(prompt: string, cached: string, completion: string, cacheWrite = prompt): ModelPrice {
  return { prompt: toNano(prompt), cached: toNano(cached), cacheWrite: toNano(cacheWrite), completion: toNano(completion) };
}

/** Decimal dollars to nano-dollars, exactly. */
function toNano(decimal: string): bigint {
  const nano = nanoOfDecimal(decimal);
  if (nano === null) throw new Error(`${decimal} is no decimal of at most nine places`);
  return nano;
}
