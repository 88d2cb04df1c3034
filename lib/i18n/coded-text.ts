import type { Translate } from './create-translator';
import type { MessageParams } from './format-message';

/** The sentence of a validation issue: what is wrong and what to do. An unknown code falls back to what the server said. */
export function issueText(t: Translate, issue: { code: string; params: MessageParams; message?: string }): string {
  const key = `issues.${issue.code}`;
  return t.has(key) ? t(key, issue.params) : (issue.message ?? issue.code);
}

/** The remedy for a failure code, beside the server's own sentence; null where none is known. */
export function failureText(t: Translate, code: string): { title: string; remedy: string } | null {
  const title = `failures.${code}.title`;
  const remedy = `failures.${code}.remedy`;
  return t.has(title) && t.has(remedy) ? { title: t(title), remedy: t(remedy) } : null;
}
