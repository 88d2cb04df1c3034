import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyCommand } from './apply-command';
import type { FlowCommand } from './command';
import { type DocumentDiff, diffDocuments, isSameMeaning } from './diff-documents';
import { type FlowBody, type FlowDocument, scopeBody } from './document';
import { edgeKey } from './graph';
import { commandArb, fittingCommandArb, flowArb } from './testing/arbitrary-flow';

const pairArb = flowArb.chain((before) =>
  fc
    .oneof(
      fc.constant(before),
      flowArb,
      fc.array(commandArb, { maxLength: 4 }).map((commands) => after(before, commands)),
    )
    .map((later) => ({ before, later })),
);

it('finds nothing between a document and itself, in whatever order its nodes and edges stand', () => {
  const nothing: DocumentDiff = {
    ...{ nodes: { added: [], removed: [], changed: [] }, edges: { added: [], removed: [] } },
    ...{ document: [], triggers: [], layout: [] },
  };
  fc.assert(
    fc.property(flowArb, (document) => {
      expect(diffDocuments(document, turned(document))).toEqual(nothing);
    }),
  );
});

it('finds a difference of meaning exactly where there is one, and pixels apart from it', () => {
  fc.assert(
    fc.property(pairArb, ({ before, later }) => {
      const diff = diffDocuments(before, later);
      expect(isSameMeaning(diff)).toBe(meaning(before) === meaning(later));
      expect(diff.layout.length === 0).toBe(sorted(before.layout) === sorted(later.layout));
    }),
    { numRuns: 1500 },
  );
});

it('tells of each single edit that changed something', () => {
  const editArb = flowArb.chain((before) => fittingCommandArb(before).map((command) => ({ before, command })));
  fc.assert(
    fc.property(editArb, ({ before, command }) => {
      const later = after(before, [command]);
      fc.pre(meaning(before) !== meaning(later));
      expect(tells(diffDocuments(before, later), command)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

it('swaps what came and what went when it is read the other way', () => {
  fc.assert(
    fc.property(pairArb, ({ before, later }) => {
      const [there, back] = [diffDocuments(before, later), diffDocuments(later, before)];
      expect(back.nodes.added).toEqual(there.nodes.removed);
      expect(new Set(back.edges.removed.map((edge) => JSON.stringify(edge)))).toEqual(
        new Set(there.edges.added.map((edge) => JSON.stringify(edge))),
      );
    }),
  );
});

/** Whether the diff holds what this command did, in the place where a reader looks for it. */
function tells({ nodes, edges, document }: DocumentDiff, command: FlowCommand): boolean {
  const has = (list: readonly { id: string }[], id: string) => list.some((entry) => entry.id === id);
  switch (command.kind) {
    case 'add_node':
      return has(nodes.added, command.node.id);
    case 'remove_node':
      return has(nodes.removed, command.nodeId);
    case 'rename_node':
      return has(nodes.removed, command.nodeId) && has(nodes.added, command.newId);
    case 'set_node_field':
      return nodes.changed.some(
        ({ id, changes }) => id === command.nodeId && changes.every(({ path }) => path.split('/')[1] === command.field),
      );
    case 'replace_node':
      return has([...nodes.changed, ...nodes.added, ...nodes.removed], command.nodeId);
    case 'add_edge':
      return edges.added.length === 1 && edges.added.some((edge) => edgeKey(edge) === edgeKey(command.edge));
    case 'remove_edge':
      return edges.removed.length > 0 && edges.removed.every((edge) => edgeKey(edge) === edgeKey(command.edge));
    case 'set_document_field':
      return document.length > 0 && document.every(({ path }) => path.split('/')[1] === command.field);
    default:
      return false;
  }
}

function after(document: FlowDocument, commands: readonly FlowCommand[]): FlowDocument {
  return commands.reduce((current, command) => {
    const applied = applyCommand(current, command);
    return applied.ok ? applied.value.document : current;
  }, document);
}

/** The meaning of a document as text: written independently of what is tested. */
function meaning({ layout: _pixels, ...rest }: FlowDocument): string {
  return sorted({ ...rest, ...sortedBody(rest) });
}

function sortedBody(body: FlowBody): object {
  const nodes = body.nodes.map((node) => {
    const inner = scopeBody(node);
    return inner ? { ...node, body: sortedBody(inner) } : node;
  });
  return { nodes: nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)), edges: body.edges.map(edgeKey).toSorted() };
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function turned(document: FlowDocument): FlowDocument {
  return { ...document, ...turnedBody(document) };
}

function turnedBody(body: FlowBody): FlowBody {
  const nodes = body.nodes.map((node) => {
    const inner = scopeBody(node);
    return inner ? { ...node, body: turnedBody(inner) } : node;
  });
  return { nodes: nodes.toReversed(), edges: body.edges.toReversed() };
}
