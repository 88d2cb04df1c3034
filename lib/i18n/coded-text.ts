import type { Translate } from './create-translator';
import type { MessageParams } from './format-message';

/** The language the server's own sentences are in. */
export const SERVER_LOCALE = 'en';

/** The sentence of a validation issue: what is wrong and what to do. An unknown code falls back to what the server said. */
export function issueText(t: Translate, issue: { code: string; params: MessageParams; message?: string }): string {
  const key = `issues.${issue.code}`;
  return t.has(key) ? t(key, issue.params) : (issue.message ?? issue.code);
}

/** A failure in one line: in English the server's own sentence, which names the very thing; else what the catalogue calls it. */
export function failureLine(t: Translate, failure: { code: string; message: string }): string {
  return t.locale === SERVER_LOCALE ? failure.message : (failureText(t, failure.code)?.title ?? failure.message);
}

/** The remedy for a failure code, beside the server's own sentence; null where none is known. */
export function failureText(t: Translate, code: string): { title: string; remedy: string } | null {
  const title = `failures.${code}.title`;
  const remedy = `failures.${code}.remedy`;
  return t.has(title) && t.has(remedy) ? { title: t(title), remedy: t(remedy) } : null;
}
