import { rankTexts } from './bm25';
import type { ReadPrompt } from './read-prompt';
import { askedSentences, leadSentences } from './summarise';
import { sentences } from './words';

const NOTHING_TO_READ =
  'I am the demo model: I quote, sort and summarise what a prompt contains, and this one contains nothing to work on. ' +
  'For answers from a real model, add a key under Settings > Models.';
const NOT_IN_THE_TEXT = 'The text says nothing about that.';

/** Answers a question with the text's own best sentences; without a question it summarises by lead sentences. */
export function writeAnswer(prompt: ReadPrompt): string {
  const data = readable(prompt.data);
  if (data === '') return NOTHING_TO_READ;
  const count = askedSentences(prompt.instruction);
  return prompt.question === null ? leadSentences(data, count ?? 2) : quote(prompt.question, data, count);
}

// Without a number to keep to, only sentences that fit nearly as well as the best are quoted.
function quote(question: string, data: string, count: number | null): string {
  const known = sentences(data).filter((sentence) => sentence !== question);
  const ranked = rankTexts(question, known);
  const best = ranked[0]?.score ?? 0;
  if (best === 0) return NOT_IN_THE_TEXT;
  const close = ranked.filter(({ score }) => score > 0 && (count !== null || score >= best * 0.6)).slice(0, count ?? 3);
  return close
    .toSorted((one, other) => one.index - other.index)
    .map(({ text }) => text)
    .join(' ');
}

/** JSON becomes one line for each value, so that its names and values can be ranked like sentences. */
function readable(data: string): string {
  if (!/^\s*[[{]/.test(data)) return data.trim();
  try {
    return flatten(JSON.parse(data), []).join('\n');
  } catch {
    return data.trim();
  }
}

function flatten(value: unknown, path: string[]): string[] {
  if (typeof value !== 'object' || value === null) return [`${path.join(' ')}${path.length > 0 ? ': ' : ''}${String(value)}`];
  if (path.length > 20) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, Array.isArray(value) ? path : [...path, key.replace(/[_-]+/g, ' ')]),
  );
}
