import { stems } from './words';

/** A text and how well it fits a question; 0 = shares no word with it. */
export interface Ranked {
  text: string;
  /** Place in the list that was ranked. */
  index: number;
  score: number;
}

// The usual values of Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009).
const K1 = 1.2;
const B = 0.75;
const MAX_TERMS = 200;

/** Ranks texts by BM25 against a query, best first; equals keep their order. */
export function rankTexts(query: string, texts: readonly string[]): Ranked[] {
  const documents = texts.map((text) => stems(text));
  const averageLength = documents.reduce((sum, document) => sum + document.length, 0) / Math.max(1, documents.length) || 1;
  const terms = [...new Set(stems(query))].slice(0, MAX_TERMS).map((term) => ({ term, weight: inverseFrequency(term, documents) }));
  return texts
    .map((text, index) => ({ text, index, score: scoreOf(documents[index] ?? [], terms, averageLength) }))
    .sort((one, other) => other.score - one.score || one.index - other.index);
}

function scoreOf(document: string[], terms: { term: string; weight: number }[], averageLength: number): number {
  const norm = K1 * (1 - B + (B * document.length) / averageLength);
  return terms.reduce((sum, { term, weight }) => {
    const count = document.filter((stem) => stem === term).length;
    return sum + (weight * count * (K1 + 1)) / (count + norm);
  }, 0);
}

function inverseFrequency(term: string, documents: string[][]): number {
  const holding = documents.filter((document) => document.includes(term)).length;
  return Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
}
