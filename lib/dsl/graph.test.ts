import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowBody } from './document';
import { ancestorsOf, descendantsOf, findCycle, mayHaveRun, nodeIndex, outputPorts, topologicalOrder } from './graph';
import { aFlow } from './testing/a-flow';

//   a ──> b ──> each ──> z        each: p ──> q ──> deep
//   x                             deep: r ──> s
const flow = aFlow()
  .node('a')
  .node('b')
  .node('each', 'map')
  .node('z')
  .node('x')
  .edge('a', 'b')
  .edge('b', 'each')
  .edge('each', 'z')
  .body('each', (body) =>
    body
      .node('p')
      .node('q')
      .node('deep', 'map')
      .edge('p', 'q')
      .edge('q', 'deep')
      .body('deep', (inner) => inner.node('r').node('s').edge('r', 's')),
  )
  .build();

describe('graph questions', () => {
  it('finds ancestors and descendants inside a scope only', () => {
    expect([...ancestorsOf(flow, 'z')].sort()).toEqual(['a', 'b', 'each']);
    expect([...descendantsOf(flow, 'b')].sort()).toEqual(['each', 'z']);
    expect([...ancestorsOf(flow, 'q')]).toEqual(['p']);
    expect(ancestorsOf(flow, 'nobody').size).toBe(0);
  });

  it('lets a body read what is before it and before each node around it', () => {
    expect([...mayHaveRun(flow, 's')].sort()).toEqual(['a', 'b', 'p', 'q', 'r']);
    expect([...mayHaveRun(flow, 'z')].sort()).toEqual(['a', 'b', 'each']);
    expect(mayHaveRun(flow, 'x').size).toBe(0);
  });

  it('indexes every node with its scope and path', () => {
    const entry = nodeIndex(flow).get('s');
    expect(entry?.scope).toBe('deep');
    expect(entry?.path).toEqual(['nodes', 2, 'body', 'nodes', 2, 'body', 'nodes', 1]);
  });

  it('names the nodes on a cycle in the order of their edges', () => {
    const looped = aFlow().node('in').node('a').node('b').node('c').edge('in', 'a').edge('a', 'b').edge('b', 'c').edge('c', 'a').build();
    const cycle = findCycle(looped) ?? [];
    expect(cycle.toSorted()).toEqual(['a', 'b', 'c']);
    cycle.forEach((from, index) => {
      expect(looped.edges).toContainEqual({ from, to: cycle[(index + 1) % cycle.length] });
    });
    expect(findCycle(aFlow().node('a').edge('a', 'a').build())).toEqual(['a']);
  });

  it('lists ports from the type, the cases and the error policy', () => {
    const description = { ports: { fixed: ['else'], fromList: { parameter: 'cases', field: 'port' } } } as Parameters<
      typeof outputPorts
    >[1];
    const node = { id: 'r', type: 'switch', on_error: 'branch' as const, cases: [{ port: 'a' }, { port: 'a' }, { port: 7 }, null] };
    expect(outputPorts(node, description)).toEqual(['a', 'else', 'error']);
  });
});

/** Edges only from earlier to later nodes, nodes in any order. */
const dagArb: fc.Arbitrary<FlowBody> = fc.integer({ min: 2, max: 30 }).chain((count) =>
  fc.record({
    nodes: fc.shuffledSubarray(
      Array.from({ length: count }, (_, n) => ({ id: `n${n}`, type: 'template' })),
      { minLength: count },
    ),
    edges: fc.array(
      fc
        .tuple(fc.nat(count - 1), fc.nat(count - 1))
        .filter(([a, b]) => a < b)
        .map(([a, b]) => ({ from: `n${a}`, to: `n${b}` })),
      { maxLength: 80 },
    ),
  }),
);

describe('any acyclic graph', () => {
  it('has no cycle, and an order in which every edge leads forward', () => {
    fc.assert(
      fc.property(dagArb, (body) => {
        expect(findCycle(body)).toBeNull();
        const { order, left } = topologicalOrder(body);
        expect(left.size).toBe(0);
        expect(order).toHaveLength(body.nodes.length);
        for (const { from, to } of body.edges) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
      }),
    );
  });

  it('has a cycle once an edge leads back', () => {
    fc.assert(
      fc.property(
        dagArb.filter(({ edges }) => edges.length > 0),
        fc.nat(),
        (body, pick) => {
          const edge = body.edges[pick % body.edges.length];
          if (!edge) return;
          const cycle = findCycle({ ...body, edges: [...body.edges, { from: edge.to, to: edge.from }] });
          expect(cycle).not.toBeNull();
        },
      ),
    );
  });
});
