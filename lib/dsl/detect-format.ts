import type { SourceFormat } from './parse-document';

/** A text that begins like a JSON object is JSON; anything else is read as YAML, of which JSON is a part. */
export function detectFormat(text: string): SourceFormat {
  return /^\uFEFF?\s*\{/.test(text) ? 'json' : 'yaml';
}
