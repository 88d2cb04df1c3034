import type { Tiktoken } from 'js-tiktoken/lite';

let encoding: Promise<Tiktoken> | null = null;

/** The real tokeniser of OpenAI's current models. Its 2 MB of ranks are loaded at the first call and kept. */
export function loadTokens(): Promise<Tiktoken> {
  encoding ??= open();
  return encoding;
}

/** Text in the pieces a model would write: one token each, or several where one alone is half a character. */
export function piecesOf(tokens: Tiktoken, ids: readonly number[]): string[] {
  const pieces: string[] = [];
  let held: number[] = [];
  for (const id of ids) {
    held.push(id);
    const text = tokens.decode(held);
    if (text.endsWith('\uFFFD')) continue;
    pieces.push(text);
    held = [];
  }
  if (held.length > 0) pieces.push(tokens.decode(held));
  return pieces;
}

// The tokeniser's time grows with the square of a word's length, so a word nobody would write is cut; counts of such text are near, not exact.
const LONG_RUN = /[\p{L}\p{N}]{400}|[^\p{L}\p{N}\s]{400}|\s{400}/u;
const SHORT_SLICE = 40;
const LONG_SLICE = 20_000;

/** Token ids of a text; markers such as `<|endoftext|>` count as plain text. Lets other work in between slices of a long text. */
export async function encode(tokens: Tiktoken, text: string): Promise<number[]> {
  const ids: number[] = [];
  for (const slice of slicesOf(text)) {
    ids.push(...tokens.encode(slice, [], []));
    if (text.length > LONG_SLICE) await new Promise(setImmediate);
  }
  return ids;
}

/** How many tokens a text has. */
export async function countTokens(tokens: Tiktoken, text: string): Promise<number> {
  return (await encode(tokens, text)).length;
}

function slicesOf(text: string): string[] {
  const size = LONG_RUN.test(text) ? SHORT_SLICE : LONG_SLICE;
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
}

async function open(): Promise<Tiktoken> {
  const [lite, ranks] = await Promise.all([import('js-tiktoken/lite'), import('js-tiktoken/ranks/o200k_base')]);
  return new lite.Tiktoken(ranks.default);
}
