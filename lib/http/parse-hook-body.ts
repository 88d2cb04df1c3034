import { userError } from '@/lib/errors/app-error';
import type { Json, JsonObject } from '@/lib/std/json';
import { FORBIDDEN_KEYS } from '@/lib/std/scan-json';
import { decodeUtf8 } from './decode-utf8';
import { parseJson } from './parse-json';

/**
 * A webhook's body by its content type: JSON, a form (its fields as text) or plain text; null where there is none. The content of a
 * body never decides what it is. Throws `unsupported_content_type`, `bad_text`, `forbidden_key` and what `parseJson` does.
 */
export function parseHookBody(bytes: Uint8Array, contentType: string | null): Json {
  if (bytes.byteLength === 0) return null;
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type.endsWith('+json')) return parseJson(bytes);
  if (type === 'application/x-www-form-urlencoded') return parseForm(decode(bytes));
  if (type.startsWith('text/')) return decode(bytes);
  throw userError('unsupported_content_type', 'Send the body as JSON, as a form or as text, and say so in Content-Type.');
}

function parseForm(text: string): JsonObject {
  const fields: JsonObject = {};
  for (const [key, value] of new URLSearchParams(text)) {
    if (FORBIDDEN_KEYS.has(key)) throw userError('forbidden_key', `The field ${key} is not allowed; rename it.`, { key });
    if (key.includes('\0') || value.includes('\0')) throw nullByte();
    fields[key] ??= value;
  }
  return fields;
}

function decode(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text.includes('\0')) throw nullByte();
  return text;
}

function nullByte() {
  return userError('bad_text', 'The body holds a null byte; remove it.');
}
