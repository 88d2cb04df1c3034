import { describe, expect, it } from 'vitest';
import { applyCommand } from '@/lib/dsl/apply-command';
import type { FlowCommand } from '@/lib/dsl/command';
import type { FlowDocument } from '@/lib/dsl/document';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { catalog } from '@/lib/nodes/catalog';
import { connectProblem } from './connect-problem';
import { addNodeCommand, freeId, placeFor } from './new-node';
import { copyNodes, pasteCommand, readNodes } from './node-clipboard';

function applied(document: FlowDocument, command: FlowCommand): FlowDocument {
  const result = applyCommand(document, command);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.document;
}

function add(document: FlowDocument, type: string, selection: string[] = [], scope: string | null = null) {
  const description = catalog.get(type);
  if (!description) throw new Error(`No type ${type}`);
  return addNodeCommand({ document, scope, selection: new Set(selection), description, catalog });
}

describe('adding a node', () => {
  it('counts up where the short name is taken', () => {
    expect(freeId('llm', () => false)).toBe('llm');
    expect(freeId('llm', (id) => ['llm', 'llm_2'].includes(id))).toBe('llm_3');
    expect(freeId('llm_2', (id) => ['llm', 'llm_2'].includes(id))).toBe('llm_3');
  });

  it('starts with the defaults of its type and stands right of the selected node, joined to its first free port', () => {
    // route --yes--> a      route --else--> (new)
    const document = aFlow()
      .node('route', 'switch', { cases: [{ port: 'yes', when: 'true' }] })
      .node('a')
      .edge('route', 'a', 'yes')
      .build();
    document.layout.nodes.route = { x: 100, y: 50 };
    const { command, nodeId } = add(document, 'llm_completion', ['route']);
    const after = applied(document, command);
    expect(after.nodes.at(-1)).toMatchObject({ id: 'llm', provider: 'demo' });
    expect(after.layout.nodes[nodeId]).toEqual({ x: 400, y: 50 });
    expect(after.edges.at(-1)).toEqual({ from: 'route', to: 'llm', port: 'else' });
  });

  it('goes further down where a node stands already', () => {
    const body = aFlow().node('a').node('b').build();
    expect(placeFor(body, { a: { x: 0, y: 0 }, b: { x: 300, y: 0 } }, new Set(['a']))).toEqual({ x: 300, y: 160 });
  });

  it('gives a For each node an empty body that can be opened', () => {
    const document = aFlow().build();
    const once = applied(document, add(document, 'map').command);
    const twice = applied(once, add(once, 'template', [], 'map').command);
    expect(twice.nodes[0]?.body).toMatchObject({ nodes: [{ type: 'template' }] });
  });
});

describe('connecting', () => {
  // a -> b -> c     each { inner }
  const document = aFlow()
    .node('a')
    .node('b')
    .node('c')
    .edge('a', 'b')
    .edge('b', 'c')
    .node('each', 'map', { items: [] })
    .body('each', (body) => body.node('inner'))
    .build();

  it.each([
    ['self', { from: 'a', to: 'a' }],
    ['cycle', { from: 'c', to: 'a' }],
    ['duplicate', { from: 'a', to: 'b' }],
    ['port', { from: 'a', port: 'nowhere', to: 'c' }],
    ['scopes', { from: 'a', to: 'inner' }],
    ['missing', { from: 'a', to: 'ghost' }],
  ] as const)('refuses an edge for the reason %s', (reason, edge) => {
    expect(connectProblem(document, catalog, edge)?.reason).toBe(reason);
  });

  it('allows an edge that leads forward', () => {
    expect(connectProblem(document, catalog, { from: 'a', to: 'c' })).toBeNull();
  });
});

describe('copying nodes', () => {
  const document = aFlow()
    .node('a')
    .node('b', 'template', { template: '{{ nodes.a.output.text }} {{ nodes.x.output }}' })
    .edge('a', 'b')
    .build();

  it('gives copies ids of their own and lets references among them follow', () => {
    const copied = readNodes(JSON.stringify(copyNodes(document, null, new Set(['a', 'b']))));
    if (!copied) throw new Error('The clipboard was not read');
    const { command, nodeIds } = pasteCommand(document, null, copied);
    const after = applied(document, command);
    expect(nodeIds).toEqual(['a_2', 'b_2']);
    expect(after.nodes[3]?.template).toBe('{{ nodes.a_2.output.text }} {{ nodes.x.output }}');
    expect(after.edges.at(-1)).toEqual({ from: 'a_2', to: 'b_2' });
  });

  it('reads nothing from a text that holds no nodes', () => {
    expect(readNodes('hello')).toBeNull();
    expect(readNodes('{"millrace":"nodes","nodes":[{"id":"Bad Id","type":"template"}]}')).toBeNull();
  });
});
