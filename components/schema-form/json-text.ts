import type { Json } from '@/lib/std/json';

/** A value as text to edit; a text shows without quotes unless it would read as something else. */
export function toJsonText(value: Json | undefined, allowsText: boolean): string {
  if (value === undefined) return '';
  if (allowsText && typeof value === 'string' && readsAsText(value)) return value;
  return JSON.stringify(value, null, 2);
}

/** What was typed: nothing, a value, or null where it is no JSON. With `allowsText` words are a text of their own. */
export function fromJsonText(text: string, allowsText: boolean): { value: Json | undefined } | null {
  if (text.trim() === '') return { value: undefined };
  try {
    // What JSON.parse returns is JSON.
    return { value: JSON.parse(text) as Json };
  } catch {
    return allowsText && readsAsText(text) ? { value: text } : null;
  }
}

/** A text that begins like a list or an object is one that is not finished; a template is a text. */
function readsAsText(text: string): boolean {
  const start = text.trimStart();
  if (start === '') return false;
  if (start.startsWith('{{')) return !isJson(text);
  return !/^["[{]/.test(start) && !isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
