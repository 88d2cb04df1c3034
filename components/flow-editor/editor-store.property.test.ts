import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commandArb, flowArb } from '@/lib/dsl/testing/arbitrary-flow';
import { createEditorStore } from './editor-store';

const policyArb = fc.constantFrom('record' as const, 'merge' as const);

it('comes back to the first document by undoing everything, and to the last by redoing everything', () => {
  fc.assert(
    fc.property(
      flowArb,
      fc.array(fc.record({ command: commandArb, policy: policyArb, waitMs: fc.integer({ min: 0, max: 3000 }) }), { maxLength: 30 }),
      (document, edits) => {
        let clock = 0;
        const store = createEditorStore({ document, draftVersion: 1, now: () => clock });
        for (const { command, policy, waitMs } of edits) {
          clock += waitMs;
          store.dispatch(command, policy);
        }
        const last = store.getState().document;
        const steps = store.getState().history.undo.length;
        for (let at = 0; at < steps; at += 1) store.undo();
        expect(store.getState().document).toEqual(document);
        expect(store.getState().history.undo).toEqual([]);
        for (let at = 0; at < steps; at += 1) store.redo();
        expect(store.getState().document).toEqual(last);
      },
    ),
    { numRuns: 300 },
  );
});

it('keeps selection and scope inside the document', () => {
  fc.assert(
    fc.property(flowArb, fc.array(commandArb, { maxLength: 20 }), (document, commands) => {
      const store = createEditorStore({ document, draftVersion: 1 });
      store.select(document.nodes.map((node) => node.id));
      for (const command of commands) store.dispatch(command);
      const { selection, document: now } = store.getState();
      const ids = now.nodes.map((node) => node.id);
      expect([...selection].filter((id) => !ids.includes(id))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
