import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '@/lib/dsl/apply-command';
import type { FlowDocument } from '@/lib/dsl/document';
import { edgeKey, scopesOf } from '@/lib/dsl/graph';
import { flowArb } from '@/lib/dsl/testing/arbitrary-flow';
import { catalog } from '@/lib/nodes/catalog';
import { restingPlaces } from './read-changes';
import { mergeEdges, mergeNodes, toCanvas } from './to-canvas';

const WORDS = { typeTitle: (type: string) => type, node: (title: string) => title, edge: (from: string, to: string) => `${from} ${to}` };

function draw(document: FlowDocument, scope: string | null, selection: ReadonlySet<string> = new Set()) {
  return toCanvas({ document, scope, catalog, selection, selectedEdge: null, issues: new Map(), readOnly: false, words: WORDS });
}

describe('toCanvas', () => {
  it('draws each node of the open scope once and each edge once, whatever the draft holds', () => {
    fc.assert(
      fc.property(flowArb, (document) => {
        for (const { id, body } of scopesOf(document)) {
          const { nodes, edges } = draw(document, id);
          expect(nodes.map((node) => node.id)).toEqual(body.nodes.map((node) => node.id));
          expect(new Set(edges.map((edge) => edge.id))).toEqual(new Set(body.edges.map(edgeKey)));
          expect(new Set(edges.map((edge) => edge.id)).size).toBe(edges.length);
        }
      }),
    );
  });

  it('shows a node where a drag left it', () => {
    fc.assert(
      fc.property(flowArb, fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 }), (document, x, y) => {
        const [first] = draw(document, null).nodes;
        if (!first) return;
        const moves = restingPlaces([{ type: 'position', id: first.id, position: { x, y }, dragging: false }]);
        const moved = applyCommand(document, { kind: 'move_nodes', moves: moves ?? {} });
        if (!moved.ok) throw new Error('A move was refused');
        expect(draw(moved.value.document, null).nodes[0]?.position).toEqual({ x, y });
      }),
    );
  });

  it('keeps the objects of what did not change, so that only what did is drawn again', () => {
    fc.assert(
      fc.property(flowArb, (document) => {
        const before = draw(document, null);
        const [chosen] = before.nodes;
        if (!chosen) return;
        const after = draw(document, null, new Set([chosen.id]));
        const nodes = mergeNodes(before.nodes, after.nodes);
        expect(nodes.filter((node, at) => node !== before.nodes[at]).map((node) => node.id)).toEqual([chosen.id]);
        expect(mergeEdges(before.edges, after.edges).every((edge, at) => edge === before.edges[at])).toBe(true);
      }),
    );
  });
});
