import { stringify } from 'yaml';
import type { FlowDocument } from './document';
import type { SourceFormat } from './parse-document';

/** A document as text that parses to an equal document; keys in the order they are in. Ends with a line break. */
export function serializeDocument(document: FlowDocument, format: SourceFormat): string {
  if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  // Parts of a document may be shared in memory: that is no reason to write anchors.
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
