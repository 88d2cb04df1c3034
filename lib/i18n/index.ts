export { type Catalogue, LOCALE_NAMES, LOCALES, type Locale, type MessageKey } from './catalogue';
export { chooseLocale, LOCALE_COOKIE, languageTag } from './choose-locale';
export { failureLine, failureText, issueText, SERVER_LOCALE } from './coded-text';
export { createTranslator, type Translate } from './create-translator';
export * from './format';
export type { MessageParams } from './format-message';
