import { describe, expect, it } from 'vitest';
import { diffDocuments, isSameMeaning } from './diff-documents';
import type { FlowDocument } from './document';
import { aFlow } from './testing/a-flow';

const base = () =>
  aFlow()
    .node('read')
    .node('each', 'map', { items: [1] })
    .edge('read', 'each')
    .body('each', (body) => body.node('ask').node('tell').edge('ask', 'tell'));
const changed = (change: (document: FlowDocument) => void): FlowDocument => {
  const document = base().build();
  change(document);
  return document;
};

describe('the diff of two documents', () => {
  it('names the parameter that changed, with what it was and is', () => {
    const diff = diffDocuments(base().build(), base().node('late').build());
    expect(diff.nodes).toEqual({
      added: [{ id: 'late', scope: null, node: { id: 'late', type: 'template', template: 'late' } }],
      removed: [],
      changed: [],
    });
    const edited = changed(({ nodes: [read] }) => Object.assign(read ?? {}, { template: 'new', retry: { max: 2 } }));
    expect(diffDocuments(base().build(), edited).nodes.changed).toEqual([
      {
        ...{ id: 'read', scope: null },
        changes: [
          { path: '/template', before: 'read', after: 'new' },
          { path: '/retry', after: { max: 2 } },
        ],
      },
    ]);
  });

  it('tells of what is inside a body by its own node, not as a change of the body', () => {
    const other = base()
      .body('each', (body) => body.node('more').edge('tell', 'more'))
      .build();
    const { nodes, edges } = diffDocuments(base().build(), other);
    expect(nodes.changed).toEqual([]);
    expect(nodes.added.map(({ id, scope }) => [id, scope])).toEqual([['more', 'each']]);
    expect(edges.added).toEqual([{ from: 'tell', port: 'out', to: 'more', input: 'in', scope: 'each' }]);
  });

  it('tells of a node that moved out of its body as moved', () => {
    const { nodes } = diffDocuments(
      aFlow()
        .node('each', 'map', {})
        .body('each', (body) => body.node('ask'))
        .build(),
      aFlow()
        .node('each', 'map', {})
        .body('each', () => {})
        .node('ask')
        .build(),
    );
    expect(nodes).toEqual({ added: [], removed: [], changed: [{ id: 'ask', scope: null, movedFrom: 'each', changes: [] }] });
  });

  it('takes an edge with its defaults written out for the same edge', () => {
    const spelled = changed(({ edges }) => edges.splice(0, 1, { from: 'read', port: 'out', to: 'each', input: 'in' }));
    expect(isSameMeaning(diffDocuments(base().build(), spelled))).toBe(true);
  });

  it('tells edges apart by the body that holds them and by members of their own', () => {
    const marked = changed(({ edges }) => edges.splice(0, 1, { from: 'read', to: 'each', ...{ note: 'why' } }));
    const { edges } = diffDocuments(base().build(), marked);
    expect([edges.added.length, edges.removed.length]).toEqual([1, 1]);
    const top = (document: FlowDocument) => document.edges.push({ from: 'ask', to: 'tell' });
    const both = diffDocuments(base().build(), changed(top)).edges;
    expect(both).toEqual({ added: [{ from: 'ask', port: 'out', to: 'tell', input: 'in', scope: null }], removed: [] });
  });

  it('tells of inputs, outputs and triggers by name', () => {
    const other = changed((document) => {
      document.inputs = { type: 'object', properties: { who: { type: 'string' } } };
      document.outputs.text = 'x';
      document.triggers.push({ id: 'hook', type: 'webhook', path: 'in' });
    });
    const diff = diffDocuments(base().build(), other);
    expect(diff.document.map(({ path }) => path)).toEqual(['/inputs/properties/who', '/outputs/text']);
    expect(diff.triggers).toEqual([{ path: '/hook', after: { id: 'hook', type: 'webhook', path: 'in' } }]);
  });

  it('keeps pixels apart: a moved box is no change of meaning', () => {
    const moved = changed(({ layout }) => Object.assign(layout.nodes, { read: { x: 1, y: 2 } }));
    const diff = diffDocuments(base().build(), moved);
    expect(isSameMeaning(diff)).toBe(true);
    expect(diff.layout).toEqual([{ path: '/nodes/read', after: { x: 1, y: 2 } }]);
  });
});
