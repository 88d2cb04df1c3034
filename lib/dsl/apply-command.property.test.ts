import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyCommand } from './apply-command';
import type { FlowCommand } from './command';
import type { FlowDocument } from './document';
import { parseDocumentValue } from './parse-document';
import { commandArb, fittingCommandArb, flowArb } from './testing/arbitrary-flow';

it('takes back every command that applies, and never changes the document it was given', () => {
  fc.assert(
    fc.property(
      flowArb.chain((document) => fc.tuple(fc.constant(document), fittingCommandArb(document))),
      ([document, command]) => {
        const before = structuredClone(document);
        const applied = applyCommand(document, command);
        expect(document).toEqual(before);
        if (!applied.ok) return;
        const back = applyCommand(applied.value.document, applied.value.inverse);
        expect(back.ok && back.value.document).toEqual(before);
      },
    ),
    { numRuns: 2000 },
  );
});

it('keeps the right shape over 200 commands and takes all of them back', () => {
  fc.assert(
    fc.property(flowArb, fc.array(commandArb, { minLength: 200, maxLength: 200 }), (document, commands) => {
      const { current, inverses } = applyAll(document, commands);
      expect(parseDocumentValue(current).ok).toBe(true);
      let undone = current;
      for (const inverse of inverses.toReversed()) {
        const back = applyCommand(undone, inverse);
        if (!back.ok) throw new Error(`${inverse.kind} does not apply: ${JSON.stringify(back.error)}`);
        undone = back.value.document;
      }
      expect(undone).toEqual(document);
    }),
    { numRuns: 40 },
  );
});

it('applies a batch as a whole or not at all', () => {
  fc.assert(
    fc.property(flowArb, fc.array(commandArb, { maxLength: 6 }), (document, commands) => {
      const batch = applyCommand(document, { kind: 'batch', commands });
      const { current, inverses } = applyAll(document, commands);
      if (inverses.length < commands.length) expect(batch.ok).toBe(false);
      else expect(batch.ok && batch.value.document).toEqual(current);
    }),
  );
});

/** Applies what applies. */
function applyAll(document: FlowDocument, commands: readonly FlowCommand[]): { current: FlowDocument; inverses: FlowCommand[] } {
  let current = document;
  const inverses: FlowCommand[] = [];
  for (const command of commands) {
    const applied = applyCommand(current, command);
    if (!applied.ok) continue;
    current = applied.value.document;
    inverses.push(applied.value.inverse);
  }
  return { current, inverses };
}
