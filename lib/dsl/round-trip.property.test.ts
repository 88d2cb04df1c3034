import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentHash } from './content-hash';
import { detectFormat } from './detect-format';
import { parseDocument } from './parse-document';
import { removeSecrets } from './remove-secrets';
import { serializeDocument } from './serialize-document';
import { flowArb } from './testing/arbitrary-flow';

it.each(['json', 'yaml'] as const)('export and import as %s keep the content hash, and the text says its format', (format) => {
  fc.assert(
    fc.property(flowArb, (document) => {
      const text = serializeDocument(removeSecrets(document).document, format);
      expect(detectFormat(text)).toBe(format);
      const parsed = parseDocument(text, format);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      expect(contentHash(parsed.value.document)).toBe(contentHash(document));
    }),
    { numRuns: 200 },
  );
});
