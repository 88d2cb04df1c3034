import { sentences, words } from './words';

const GREETING =
  /^(hi|hello|hey|dear|good (morning|afternoon|evening)|greetings|thanks|thank you|best|kind regards|regards|cheers|sincerely)\b/i;

/** The first sentences that say something. */
export function leadSentences(text: string, count: number): string {
  return tellingSentences(text).slice(0, count).join(' ');
}

/** The sentences that say something: greetings, labels and scraps are passed over while there is anything else. */
export function tellingSentences(text: string): string[] {
  const all = sentences(text);
  const telling = all.filter((sentence) => words(sentence).length >= 4 && !isGreeting(sentence) && !isLabel(sentence));
  return telling.length > 0 ? telling : all;
}

/** How many sentences an instruction asks for; null where it names no number. */
export function askedSentences(instruction: string): number | null {
  const [, number] =
    /\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|a single)\s+(?:short\s+|plain\s+|brief\s+)?sentences?\b/i.exec(instruction) ??
    [];
  if (!number) return null;
  const named = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(number.toLowerCase()) + 1;
  return Math.min(20, Math.max(1, named || Number(number) || 1));
}

function isGreeting(sentence: string): boolean {
  return GREETING.test(sentence) && words(sentence).length <= 6;
}

function isLabel(sentence: string): boolean {
  return /^[\p{L}][\p{L} _-]{0,30}:\s/u.test(sentence);
}
