import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from './apply-command';
import type { FlowDocument } from './document';
import { applyCommandToSource } from './edit-source';
import { parseDocument, type SourceFormat } from './parse-document';
import { serializeDocument } from './serialize-document';
import { commandArb, fittingCommandArb, flowArb } from './testing/arbitrary-flow';

const formats: SourceFormat[] = ['json', 'yaml'];

describe.each(formats)('%s text', (format) => {
  it('parses back to the document it was made from', () => {
    fc.assert(
      fc.property(flowArb, (document) => {
        expect(read(serializeDocument(document, format), format)).toEqual(document);
      }),
      { numRuns: 300 },
    );
  });

  it('means after an edit what the command makes of its document', () => {
    fc.assert(
      fc.property(
        flowArb.chain((document) => fc.tuple(fc.constant(document), fc.array(fittingCommandArb(document), { maxLength: 4 }))),
        fc.constantFrom('pretty', 'compact', 'sparse'),
        ([document, commands], style) => {
          let text = write(document, format, style);
          let expected = document;
          for (const command of commands) {
            const applied = applyCommand(expected, command);
            const edited = applyCommandToSource(text, format, command);
            expect(edited.ok).toBe(applied.ok);
            if (!applied.ok || !edited.ok) continue;
            expected = applied.value.document;
            text = edited.value.text;
            expect(read(text, format)).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves the text alone when a command changes nothing', () => {
    fc.assert(
      fc.property(flowArb, commandArb, (document, command) => {
        const text = write(document, format, 'compact');
        const edited = applyCommandToSource(text, format, command);
        if (edited.ok && command.kind === 'move_nodes' && Object.keys(command.moves).length === 0) expect(edited.value.text).toBe(text);
      }),
    );
  });
});

/** A document as different people would write it. */
function write(document: FlowDocument, format: SourceFormat, style: string): string {
  if (style === 'pretty' || format === 'yaml') return serializeDocument(document, format);
  if (style === 'compact') return JSON.stringify(document);
  const sparse: Partial<FlowDocument> = { ...document };
  if (document.edges.length === 0) delete sparse.edges;
  if (Object.keys(document.outputs).length === 0) delete sparse.outputs;
  delete sparse.triggers;
  return JSON.stringify(sparse, null, '\t');
}

function read(text: string, format: SourceFormat): FlowDocument {
  const parsed = parseDocument(text, format);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.error)}\n${text}`);
  return parsed.value.document;
}
