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

const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ASKED =
  /\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|a single)\s+(?:short\s+|plain\s+|brief\s+)?(?:sentences?|bullets?(?:\s+points?)?)\b/i;

/** How many sentences or bullets an instruction asks for; null where it names no number. */
export function askedSentences(instruction: string): number | null {
  if (/\bin einem satz\b|\ben una frase\b|\ben une phrase\b|[一1]句话/i.test(instruction)) return 1;
  const [, number] = ASKED.exec(instruction) ?? [];
  if (!number) return null;
  const named = NUMBER_WORDS.indexOf(number.toLowerCase()) + 1;
  return Math.min(20, Math.max(1, named || Number(number) || 1));
}

function isGreeting(sentence: string): boolean {
  return GREETING.test(sentence) && words(sentence).length <= 6;
}

function isLabel(sentence: string): boolean {
  return /^[\p{L}][\p{L} _-]{0,30}:\s/u.test(sentence);
}
