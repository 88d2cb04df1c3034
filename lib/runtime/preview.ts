import type { Json } from '@/lib/std/json';

const PREVIEW_CHARS = 200;

/** What must not show in a preview: e-mail addresses, long digit runs (cards, accounts), key-like words. */
const PRIVATE = [
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '•@•'],
  [/\b\d(?:[ -]?\d){11,}\b/g, '••••'],
  [/\b(?:sk|pk|mr|ghp|xox[abp])[-_][A-Za-z0-9_-]{8,}\b/g, '••••'],
] as const;

/** The first 200 characters of a value, redacted, for rows and events; the value itself lives in its payload. */
export function previewOf(value: Json): string {
  const text = typeof value === 'string' ? value : readable(value);
  // Redact a little more than is kept, so that a pattern cut by the limit is still seen whole.
  let head = text.slice(0, PREVIEW_CHARS * 2);
  for (const [pattern, replacement] of PRIVATE) head = head.replace(pattern, replacement);
  return head.length > PREVIEW_CHARS ? `${head.slice(0, PREVIEW_CHARS - 1)}…` : head;
}

function readable(value: Json): string {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && typeof value.text === 'string') return value.text;
  return JSON.stringify(value);
}
