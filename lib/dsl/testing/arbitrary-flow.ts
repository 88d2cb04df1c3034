import fc from 'fast-check';
import type { FlowCommand } from '@/lib/dsl/command';
import type { FlowBody, FlowDocument, FlowEdge, FlowNode } from '@/lib/dsl/document';
import { scopesOf } from '@/lib/dsl/graph';

/** Few ids, so that commands meet each other. */
const ID_POOL = ['a', 'b', 'c', 'd', 'e', 'each', 'route', 'n_1'];

/** Text as people write it, with references to nodes that may or may not be there. */
const textArb = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...ID_POOL).map((id) => `see {{ nodes.${id}.output.text }} and "nodes.${id}" \\{{ nodes.${id} }}`),
  fc.constantFrom(...ID_POOL).map((id) => `nodes.${id}.output.ok == 'nodes.${id}'`),
  fc.constantFrom(
    'yes',
    '~',
    '1e3',
    '0x1f',
    ' lead',
    'tail ',
    'a: b',
    '- x',
    '# no',
    "it's",
    'two\nlines',
    'tab\t',
    '*x',
    '&y',
    '',
    'null',
    '<<',
  ),
);

const valueArb = fc.oneof(
  textArb,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
  fc.array(textArb, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('k', 'port', 'when', 'x y', '1'), textArb, { maxKeys: 3 }),
);

const layoutArb = fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }) });

/** A node without a body. */
function leafArb(id: string): fc.Arbitrary<FlowNode> {
  return fc
    .record({
      type: fc.constantFrom('template', 'switch', 'http_request'),
      fields: fc.dictionary(fc.constantFrom('template', 'url', 'cases', 'body_text'), valueArb, { maxKeys: 3 }),
    })
    .map(({ type, fields }) => ({ id, type, ...fields }));
}

function scopeArb(ids: string[], deeper: boolean): fc.Arbitrary<FlowBody> {
  const own = deeper ? ids.slice(0, Math.ceil(ids.length / 2)) : ids;
  const inner = deeper ? ids.slice(own.length) : [];
  const nodes = fc.tuple(...own.map(leafArb));
  const body = inner.length > 0 ? scopeArb(inner, false) : fc.constant(null);
  return fc.tuple(nodes, body, edgesArb(own)).map(([leaves, held, edges]) => ({
    nodes: leaves.map((node, index) => (held && index === 0 ? { ...node, type: 'map', body: held } : node)),
    edges,
  }));
}

/** Edges between ids of one scope; now and then one that dangles or is there twice, as a draft may hold. */
function edgesArb(ids: string[]): fc.Arbitrary<FlowEdge[]> {
  const end = fc.constantFrom(...(ids.length > 0 ? ids : ['a']), ...ids, 'ghost');
  return fc.array(fc.record({ from: end, to: end, port: fc.constantFrom('out', 'else') }, { requiredKeys: ['from', 'to'] }), {
    maxLength: 5,
  });
}

/** Any document of the right shape, whatever it means. */
export const flowArb: fc.Arbitrary<FlowDocument> = fc
  .shuffledSubarray(ID_POOL)
  .chain((ids) =>
    fc.record({
      name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => name.length <= 128),
      scope: scopeArb(ids, true),
      outputs: fc.dictionary(fc.constantFrom('label', 'total', 'x y'), valueArb, { maxKeys: 2 }),
      places: fc.dictionary(fc.constantFrom(...ID_POOL), layoutArb, { maxKeys: 4 }),
      grouped: fc.subarray(ID_POOL),
    }),
  )
  .map(({ name, scope, outputs, places, grouped }) => ({
    dsl: 1,
    name,
    inputs: { type: 'object', properties: { text: { type: 'string' } } },
    nodes: scope.nodes,
    edges: scope.edges,
    outputs,
    triggers: [],
    layout: { nodes: places, notes: [], groups: grouped.length > 3 ? [{ id: 'g', title: 'Group', nodeIds: grouped }] : [] },
  }));

const idArb = fc.constantFrom(...ID_POOL);
const scopeIdArb = fc.option(fc.constantFrom('a', 'b', 'each'), { nil: null });

const edgeArb = fc.record({ from: idArb, to: idArb, port: fc.constantFrom('out', 'else') }, { requiredKeys: ['from', 'to'] });

/** Any command; many do not apply to a given document. */
export const commandArb: fc.Arbitrary<FlowCommand> = fc.oneof(
  fc
    .record({
      kind: fc.constant('add_node' as const),
      scope: scopeIdArb,
      node: idArb.chain(leafArb),
      at: fc.option(layoutArb, { nil: undefined }),
    })
    .map(({ at, ...command }) => (at ? { ...command, at } : command)),
  fc.record({ kind: fc.constant('remove_node' as const), scope: scopeIdArb, nodeId: idArb }),
  fc.record({ kind: fc.constant('rename_node' as const), nodeId: idArb, newId: fc.constantFrom(...ID_POOL, 'loop') }),
  fc.record({
    kind: fc.constant('set_node_field' as const),
    nodeId: idArb,
    field: fc.constantFrom('template', 'label', 'url', 'timeout_ms', 'disabled'),
    value: fc.option(valueArb, { nil: undefined }),
  }),
  fc
    .record({ nodeId: idArb, from: idArb })
    .chain(({ nodeId }) => leafArb(nodeId).map((node) => ({ kind: 'replace_node' as const, nodeId, node }))),
  fc.record({ kind: fc.constant('add_edge' as const), scope: scopeIdArb, edge: edgeArb }),
  fc.record({ kind: fc.constant('remove_edge' as const), scope: scopeIdArb, edge: edgeArb }),
  fc.record({ kind: fc.constant('move_nodes' as const), moves: fc.dictionary(idArb, fc.option(layoutArb, { nil: null }), { maxKeys: 3 }) }),
  fc.record({
    kind: fc.constant('set_document_field' as const),
    field: fc.constantFrom('description' as const, 'name' as const),
    value: fc.option(textArb, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('set_document_field' as const),
    field: fc.constant('outputs' as const),
    value: fc.dictionary(fc.constantFrom('label', 'total'), textArb),
  }),
);

/** A command that is likely to apply: it names nodes and edges that are there. */
export function fittingCommandArb(document: FlowDocument): fc.Arbitrary<FlowCommand> {
  const scopes = scopesOf(document).filter(({ body }) => body.nodes.length > 0);
  if (scopes.length === 0) return commandArb;
  return fc.constantFrom(...scopes).chain(({ id: scope, body }) => {
    const nodeId = fc.constantFrom(...body.nodes.map((node) => node.id));
    const remove = fc.record({ kind: fc.constant('remove_node' as const), scope: fc.constant(scope), nodeId });
    const rename = fc.record({ kind: fc.constant('rename_node' as const), nodeId, newId: idArb });
    const cut = body.edges.map((edge) => ({ kind: 'remove_edge' as const, scope, edge }));
    return fc.oneof(commandArb, remove, rename, cut.length > 0 ? fc.constantFrom(...cut) : commandArb);
  });
}
