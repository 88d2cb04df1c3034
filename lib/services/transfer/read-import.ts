import { detectFormat, type FlowDocument, parseDocument, type SourceFormat, type ValidationIssue } from '@/lib/dsl';
import type { Result } from '@/lib/std/result';

/** A text to import, its format told or known. */
export interface ImportText {
  text: string;
  format: SourceFormat;
}

/** The text without its byte order mark, and what it is written in. */
export function readImport(input: { text: string; format?: SourceFormat | undefined }): ImportText & {
  parsed: Result<FlowDocument, ValidationIssue[]>;
} {
  const text = input.text.replace(/^\uFEFF/, '');
  const format = input.format ?? detectFormat(text);
  const parsed = parseDocument(text, format);
  return { text, format, parsed: parsed.ok ? { ok: true, value: parsed.value.document } : parsed };
}
