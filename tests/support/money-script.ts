import { startFakeAnthropic } from '@/tests/fakes/anthropic-server';
import { startFakeAzure } from '@/tests/fakes/azure-server';
import { startFakeGoogle } from '@/tests/fakes/google-server';
import type { FakeBehaviour, FakeUsage } from '@/tests/fakes/model-server';
import { startFakeOpenAi } from '@/tests/fakes/openai-server';

/** The fake of each protocol. */
export const FAKES = { openai: startFakeOpenAi, azure_openai: startFakeAzure, anthropic: startFakeAnthropic, google: startFakeGoogle };
export type FakeProvider = keyof typeof FAKES;
export const FAKE_PROVIDERS = Object.keys(FAKES) as FakeProvider[];

/** Rates that leave a remainder nearly always, by provider: prompt, cached, cache write, completion in nano-units a million; then those of long prompts. */
export const RATES: Record<FakeProvider, { plain: bigint[]; long: { above: number; rates: bigint[] } | null }> = {
  openai: { plain: [149_347_957n, 74_681_953n, 149_347_957n, 600_719_049n], long: null },
  azure_openai: { plain: [165_283_013n, 82_641_507n, 165_283_013n, 660_417_023n], long: null },
  anthropic: { plain: [2_999_613_929n, 300_457_007n, 3_749_271_981n, 14_999_853_967n], long: null },
  google: {
    plain: [300_563_007n, 29_831_999n, 300_563_007n, 2_499_379_989n],
    long: { above: 3000, rates: [599_239_989n, 60_747_011n, 599_239_989n, 3_750_487_013n] },
  },
};

/** A call as the provider would bill it: what this side must arrive at, worked out apart from the product's code. */
export interface BilledCall {
  provider: FakeProvider;
  /** What the provider told; null: nothing. */
  tokens: { prompt: number; completion: number; cached: number; written: number; reasoning: number } | null;
  /** False where the provider's last word on tokens never came. */
  isFinal: boolean;
  /** In millionths of a nano-unit; null: nobody can know. `full`: without the cache. */
  exact: { paid: bigint; full: bigint } | null;
}

/** One call: what the fake does, and the bill. A refused call is free; an unpriced model's money is unknown. */
export interface ScriptedCall {
  behaviour: FakeBehaviour;
  bill: BilledCall;
}

const TEXT = 'one two three four five six seven';
const PIECES_BEFORE_CUT = 3;

/** A call that is answered. */
export function answered(provider: FakeProvider, usage: Required<FakeUsage>, isPriced = true): ScriptedCall {
  return { behaviour: { text: TEXT, usage }, bill: billOf(provider, usage, true, isPriced) };
}

/** A call whose stream breaks: OpenAI's protocol counts at the end alone, Anthropic's at the start, Google's with every piece. */
export function cut(provider: FakeProvider, usage: Required<FakeUsage>, isPriced = true): ScriptedCall {
  const behaviour = { text: TEXT, usage, cutAfterPieces: PIECES_BEFORE_CUT };
  if (provider === 'openai' || provider === 'azure_openai')
    return { behaviour, bill: { provider, tokens: null, isFinal: false, exact: null } };
  const completion = provider === 'anthropic' ? 1 : usage.reasoning + PIECES_BEFORE_CUT;
  return { behaviour, bill: billOf(provider, { ...usage, completion }, false, isPriced) };
}

/** A call the provider refuses. */
export function refused(provider: FakeProvider, status: number): ScriptedCall {
  const tokens = { prompt: 0, completion: 0, cached: 0, written: 0, reasoning: 0 };
  return { behaviour: { status }, bill: { provider, tokens, isFinal: true, exact: { paid: 0n, full: 0n } } };
}

function billOf(provider: FakeProvider, usage: Required<FakeUsage>, isFinal: boolean, isPriced: boolean): BilledCall {
  const isAnthropic = provider === 'anthropic';
  const tokens = { ...usage, written: isAnthropic ? usage.written : 0, reasoning: isAnthropic ? 0 : usage.reasoning };
  if (!isPriced) return { provider, tokens, isFinal, exact: null };
  const { plain, long } = RATES[provider];
  const [prompt = 0n, cached = 0n, written = 0n, completion = 0n] = long && tokens.prompt > long.above ? long.rates : plain;
  const whole = (count: number) => BigInt(count);
  const out = whole(tokens.completion) * completion;
  const paid =
    whole(tokens.prompt - tokens.cached - tokens.written) * prompt + whole(tokens.cached) * cached + whole(tokens.written) * written + out;
  return { provider, tokens, isFinal, exact: { paid, full: whole(tokens.prompt) * prompt + out } };
}

/** Nano-units of millionths, a half to the even: by comparing both neighbours, as no code of the product does. */
export function nano(exact: bigint): bigint {
  const below = exact / 1_000_000n;
  const distances = [exact - below * 1_000_000n, (below + 1n) * 1_000_000n - exact] as const;
  if (distances[0] === distances[1]) return below % 2n === 0n ? below : below + 1n;
  return distances[0] < distances[1] ? below : below + 1n;
}

/** What is expected of any set of attempts, each rounded once. */
export interface Bill {
  costNano: string;
  savedNano: string;
  promptTokens: number;
  completionTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
  unknownCosts: number;
  unknownAttempts: number;
}

/** The bill of attempts, each the list of its calls. */
export function billFor(attempts: readonly (readonly BilledCall[])[]): Bill {
  let cost = 0n;
  let saved = 0n;
  for (const calls of attempts) {
    const known = calls.flatMap(({ exact }) => (exact ? [exact] : []));
    const paid = nano(known.reduce((sum, one) => sum + one.paid, 0n));
    cost += paid;
    saved += nano(known.reduce((sum, one) => sum + one.full, 0n)) - paid;
  }
  const calls = attempts.flat();
  const total = (kind: keyof NonNullable<BilledCall['tokens']>) => calls.reduce((sum, { tokens }) => sum + (tokens?.[kind] ?? 0), 0);
  return {
    costNano: String(cost),
    savedNano: String(saved),
    promptTokens: total('prompt'),
    completionTokens: total('completion'),
    cachedTokens: total('cached'),
    cacheWriteTokens: total('written'),
    reasoningTokens: total('reasoning'),
    unknownCosts: calls.filter(({ exact }) => exact === null).length,
    unknownAttempts: calls.filter(({ isFinal }) => !isFinal).length,
  };
}
