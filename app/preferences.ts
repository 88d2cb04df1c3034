import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import { parseTheme, THEME_COOKIE, type Theme } from '@/components/ui/theme';
import { chooseLocale, createTranslator, LOCALE_COOKIE, type Locale, type MessageKey } from '@/lib/i18n';

/** The language of the page being made: the chosen one, else the browser's. */
export async function readLocale(): Promise<Locale> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language'));
}

/** The theme of the page being made. */
export async function readTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(THEME_COOKIE)?.value);
}

/** A page's title in the language of the page: `export const generateMetadata = titled('flows.title')`. */
export function titled(key: MessageKey, more: Metadata = {}): () => Promise<Metadata> {
  return async () => ({ ...more, title: createTranslator(await readLocale())(key) });
}
