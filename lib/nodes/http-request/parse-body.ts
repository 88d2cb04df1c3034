import type { Json } from '@/lib/std/json';

// Deeper JSON can be parsed but not written again: JSON.stringify recurses.
const MAX_JSON_DEPTH = 500;

/** Reads a body by its content type: JSON as data, text as text, nothing as null, anything else as base64 with its media type. */
export function parseBody(body: Uint8Array, contentType: string | undefined): Json {
  if (body.length === 0) return null;
  const mediaType = (contentType ?? 'application/octet-stream').split(';')[0]?.trim().toLowerCase() ?? '';
  if (isJson(mediaType)) return parseJson(decode(body, contentType));
  if (isText(mediaType)) return decode(body, contentType);
  return { media_type: mediaType, base64: Buffer.from(body).toString('base64') };
}

function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json');
}

function isText(mediaType: string): boolean {
  return (
    mediaType.startsWith('text/') ||
    mediaType.endsWith('+xml') ||
    ['application/xml', 'application/javascript', 'application/x-www-form-urlencoded', 'application/yaml', 'application/x-ndjson'].includes(
      mediaType,
    )
  );
}

function decode(body: Uint8Array, contentType: string | undefined): string {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

// What claims to be JSON and is not stays text: the request has happened, and its answer must not be lost over a comma.
function parseJson(text: string): Json {
  if (depthOf(text) > MAX_JSON_DEPTH) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inText && character === '\\') at += 1;
    else if (character === '"') inText = !inText;
    else if (!inText && (character === '{' || character === '[')) deepest = Math.max(deepest, ++depth);
    else if (!inText && (character === '}' || character === ']')) depth -= 1;
  }
  return deepest;
}
