import { catalogues, type Locale, type MessageKey } from './catalogue';
import { formatMessage, type MessageParams } from './format-message';

/** Looks up a sentence and fills it. `locale` is for formatting numbers and times beside it. */
export interface Translate {
  (key: MessageKey, params?: MessageParams): string;
  readonly locale: Locale;
  /** Whether the catalogue has the key: for codes that come from outside. */
  has(key: string): key is MessageKey;
}

/** A translator over one language. */
export function createTranslator(locale: Locale): Translate {
  const messages = flatten(catalogues[locale]);
  const translate = (key: MessageKey, params: MessageParams = {}) => formatMessage(messages.get(key) ?? key, params, locale);
  return Object.assign(translate, { locale, has: (key: string): key is MessageKey => messages.has(key) });
}

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`, into);
  }
  return into;
}
