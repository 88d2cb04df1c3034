import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '@/lib/std/json';
import { contentHash } from './content-hash';
import type { FlowDocument } from './document';
import { aFlow } from './testing/a-flow';
import { flowArb } from './testing/arbitrary-flow';

it('does not change with pixels or with the order of keys', () => {
  fc.assert(
    fc.property(flowArb, flowArb, (document, other) => {
      const shuffled = reversedKeys(document as unknown as Json) as unknown as FlowDocument;
      expect(contentHash({ ...shuffled, layout: other.layout })).toBe(contentHash(document));
    }),
  );
});

it('changes with a parameter and with the order of nodes', () => {
  const ab = aFlow().node('a').node('b').build();
  const ba = aFlow().node('b').node('a').build();
  const renamed = aFlow('Other').node('a').node('b').build();
  expect(new Set([ab, ba, renamed].map(contentHash)).size).toBe(3);
});

it('stays what it was for a stored document', () => {
  expect(contentHash(aFlow().node('a').build())).toMatch(/^[0-9a-f]{64}$/);
  expect(contentHash(aFlow('Größe €').node('a', 'template', { template: '\u2028 1e21', n: 1e21, z: -0 }).build())).toBe(
    '43a58fbe3280af5dd55791bfbef1481dcf4983b9a39e3216b7566554778df7ef',
  );
});

function reversedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversedKeys(member)]),
  );
}
