import canonicalize from 'canonicalize';
import { sha256Hex } from '@/lib/std/sha256';
import type { FlowDocument } from './document';

/**
 * Identity of a document: SHA-256, in hex, of its RFC 8785 form without `layout`. Take it of the document as stored,
 * before any migration.
 */
export function contentHash(document: FlowDocument): string {
  const { layout: _pixels, ...meaning } = document;
  // canonicalize answers undefined only for undefined.
  return sha256Hex(canonicalize(meaning) as string);
}
