import { rankTexts } from './bm25';
import { findAsked } from './extract';
import type { ReadPrompt } from './read-prompt';
import { askedSentences, tellingSentences } from './summarise';
import { sentences } from './words';

const NOTHING_TO_READ =
  'I am the demo model: I quote, sort and summarise what a prompt contains, and this one contains nothing to work on. ' +
  'For answers from a real model, add a key under Settings > Models.';
const NOT_IN_THE_TEXT = 'The text says nothing about that.';

const CANNOT_REWRITE =
  'I am the demo model: I quote, sort and summarise, and cannot translate, correct or rewrite a text. ' +
  'For that, add a key of a real model under Settings > Models.';
const REWRITING = /^\s*(?:please\s+)?(?:translate|rewrite|rephrase|paraphrase|proofread|(?:fix|correct) the (?:spelling|grammar))\b/im;

/** Answers a question with the text's own best sentences; without a question it summarises by lead sentences. */
export function writeAnswer(prompt: ReadPrompt): string {
  const data = readable(prompt.data);
  if (data === '') return NOTHING_TO_READ;
  if (prompt.question !== null) return answerOf(prompt.question, data, askedSentences(prompt.instruction));
  if (REWRITING.test(prompt.instruction)) return CANNOT_REWRITE;
  const asked = findAsked(prompt.instruction, data);
  if (asked) return asked.join('\n') || NOT_IN_THE_TEXT;
  return lead(prompt.instruction, data);
}

function lead(instruction: string, data: string): string {
  const said = tellingSentences(data).slice(0, askedSentences(instruction) ?? 2);
  return /\bbullets?\b/i.test(instruction) ? said.map((sentence) => `- ${sentence}`).join('\n') : said.join(' ');
}

/** The text's own sentences that answer a question, as one text; says so where there is none. */
export function answerOf(question: string, data: string, count: number | null): string {
  return quotesFor(question, data, count).join(' ') || NOT_IN_THE_TEXT;
}

/**
 * The text's own sentences that answer a question, in the text's order. Without a number to keep to, only those that fit nearly as well as
 * the best.
 */
export function quotesFor(question: string, data: string, count: number | null): string[] {
  const known = sentences(data).filter((sentence) => sentence !== question && !sentence.endsWith('?'));
  const ranked = rankTexts(question, known);
  const best = ranked[0]?.score ?? 0;
  if (best === 0) return [];
  const close = ranked.filter(({ score }) => score > 0 && (count !== null || score >= best * 0.6)).slice(0, count ?? 3);
  return close.toSorted((one, other) => one.index - other.index).map(({ text }) => text);
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
