import { LOCALES, type Locale } from './catalogue';

/** Keeps the chosen language in a browser: read when a page is made, so that it comes in the right language at once. */
export const LOCALE_COOKIE = 'millrace_lang';

/** No browser names this many languages; the rest of a longer header is left unread. */
const MOST_HEADER_CHARACTERS = 512;

/**
 * The language to answer in: the chosen one, else the one the browser likes best among ours (`Accept-Language`, RFC 9110 12.5.4),
 * else English. A regional variety counts as its language.
 */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null | undefined): Locale {
  return findLocale(chosen) ?? preferredLocale(acceptLanguage ?? '') ?? LOCALES[0];
}

/** How a page in this language is marked up (`lang`, BCP 47): browsers choose fonts and line breaks by it. */
export function languageTag(locale: Locale): string {
  return locale === 'zh' ? 'zh-Hans' : locale;
}

function preferredLocale(header: string): Locale | undefined {
  const ranges = header
    .slice(0, MOST_HEADER_CHARACTERS)
    .split(',')
    .map(readRange)
    .filter(({ weight }) => weight > 0)
    // A stable sort: of equal weights the first named wins.
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of ranges) {
    const locale = language === '*' ? LOCALES[0] : findLocale(language);
    if (locale !== undefined) return locale;
  }
  return undefined;
}

function readRange(text: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
  const weight = quality === undefined ? 1 : Number(quality);
  // A weight that is no number weighs nothing: the header is a wish, never an error.
  return { language: tag.toLowerCase().split('-', 1)[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 };
}

function findLocale(name: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => locale === name);
}
