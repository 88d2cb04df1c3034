import { describe, expect, it } from 'vitest';
import { certainCodeReferences, codeReferences } from './code-references';

const paths = (references: { path: string[] }[]) => references.map(({ path }) => path.join('.'));

describe('codeReferences', () => {
  it.each([
    ['return nodes.fetch.output.body', ['fetch.output']],
    ['return nodes?.fetch?.output', ['fetch.output']],
    ['return nodes["fetch"].error ?? nodes[\'other\'].output', ['fetch.error', 'other.output']],
    ['const { fetch, other: name } = nodes;', ['fetch', 'other']],
    ['const { a = 1 } = input; return nodes . fetch . output', ['fetch.output']],
    ["return text.replace(/'/g, nodes.fetch.output)", ['fetch.output']],
    ['return graph.nodes.length + $nodes.a + nodesOf.b', []],
    ['return nodes[name]', []],
    [`return \`\${nodes.fetch.output}\``, ['fetch.output']],
  ])('finds what %s reads', (source, expected) => {
    expect(paths(codeReferences(source))).toEqual(expected);
  });

  it('tells where it found them', () => {
    const source = 'return nodes.a.output';
    expect(codeReferences(source).map(({ start, end }) => source.slice(start, end))).toEqual(['nodes.a.output']);
  });

  it('reads a hostile text in time that grows with its length', () => {
    const started = performance.now();
    for (const piece of ['nodes.', '{', '{ nodes', 'nodes["', "'", '/*', '(nodes ', '{a,', '} = ', 'nodes   ']) {
      codeReferences(piece.repeat(20_000));
      certainCodeReferences(piece.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('certainCodeReferences', () => {
  it('leaves comments, quotes and a variable of the same name alone', () => {
    const source = `// nodes.a.output
      /* nodes.b.output */
      const text = "nodes.c.output" + 'nodes.d.output';
      const count = (nodes) => nodes.length;
      return nodes.e.output`;
    expect(paths(certainCodeReferences(source))).toEqual(['e.output']);
  });
});
