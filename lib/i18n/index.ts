export { type Catalogue, LOCALES, type Locale, type MessageKey } from './catalogue';
export { failureText, issueText } from './coded-text';
export { createTranslator, type Translate } from './create-translator';
export * from './format';
export type { MessageParams } from './format-message';
