import { describe, expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import type { IssueCode } from './issue';
import { DSL_LIMITS } from './limits';
import { parseDocument, parseDocumentValue, type SourceFormat } from './parse-document';
import { aFlow } from './testing/a-flow';
import { validateDocument } from './validate';

const minimal = { dsl: 1, name: 'Small', nodes: [{ id: 'a', type: 'template' }] };

function codesOf(text: string, format: SourceFormat = 'json'): IssueCode[] {
  const parsed = parseDocument(text, format);
  return parsed.ok ? [] : parsed.error.map((issue) => issue.code);
}

function withMembers(members: Record<string, unknown>): string {
  return JSON.stringify({ ...minimal, ...members });
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('parseDocument', () => {
  it('fills in what a document leaves out', () => {
    const parsed = parseDocument(JSON.stringify(minimal), 'json');
    expect(parsed.ok && parsed.value.document).toEqual({
      ...minimal,
      inputs: { type: 'object', properties: {} },
      edges: [],
      outputs: {},
      triggers: [],
      layout: { nodes: {}, notes: [], groups: [] },
    });
  });

  it('reads a layout in its short form', () => {
    const parsed = parseDocument(withMembers({ layout: { a: { x: 1, y: 2 } } }), 'json');
    expect(parsed.ok && parsed.value.document.layout).toEqual({ nodes: { a: { x: 1, y: 2 } }, notes: [], groups: [] });
  });

  it('completes bodies and keeps parameters it does not know', () => {
    const node = { id: 'each', type: 'map', items: '{{ input.list }}', body: { nodes: [{ id: 'b', type: 'x' }] } };
    const parsed = parseDocument(withMembers({ nodes: [node] }), 'json');
    expect(parsed.ok && parsed.value.document.nodes[0]).toEqual({ ...node, body: { nodes: [{ id: 'b', type: 'x' }], edges: [] } });
  });

  it('reads YAML as JSON types only', () => {
    const text =
      'dsl: 1\nname: Yes\nnodes:\n  - id: a\n    type: template\n    template: |\n      two\n      lines\n    when: 2024-01-01\n    on: yes\n';
    const parsed = parseDocument(text, 'yaml');
    expect(parsed.ok && parsed.value.document.nodes[0]).toEqual({
      id: 'a',
      type: 'template',
      template: 'two\nlines\n',
      when: '2024-01-01',
      on: 'yes',
    });
  });

  it('keeps the text it was given', () => {
    const text = `${JSON.stringify(minimal)}\n`;
    const parsed = parseDocument(text, 'json');
    expect(parsed.ok && parsed.value.source).toEqual({ text, format: 'json' });
  });
});

const hostile: [string, string, IssueCode][] = [
  ['nothing', '', 'shape_not_json'],
  ['half an object', '{"dsl": 1,', 'shape_not_json'],
  ['a list', '[]', 'shape_not_object'],
  ['null', 'null', 'shape_not_object'],
  ['no dsl', '{}', 'shape_unknown_dsl'],
  ['a dsl of the future', withMembers({ dsl: 2 }), 'shape_unknown_dsl'],
  ['a dsl as text', withMembers({ dsl: '1' }), 'shape_unknown_dsl'],
  ['a million brackets', '['.repeat(1_000_000), 'shape_too_deep'],
  ['a million objects', '{"a":'.repeat(300_000), 'shape_too_deep'],
  ['one level too many', withMembers({ outputs: { x: nested(DSL_LIMITS.depth) } }), 'shape_too_deep'],
  ['more than 2 MB', `"${'x'.repeat(DSL_LIMITS.textBytes)}"`, 'shape_too_large'],
  ['more than 2 MB in bytes', `"${'語'.repeat(DSL_LIMITS.textBytes / 2.5)}"`, 'shape_too_large'],
  ['a string over 256 KB', withMembers({ description: 'x'.repeat(DSL_LIMITS.stringBytes + 1) }), 'shape_string_too_long'],
  ['a null byte', withMembers({ description: 'a\u0000b' }), 'shape_bad_text'],
  ['a lone surrogate', withMembers({ description: 'a\ud800b' }), 'shape_bad_text'],
  ['a lone surrogate in a key', withMembers({ outputs: { 'a\udc00': 1 } }), 'shape_bad_text'],
  ['__proto__', '{"dsl":1,"name":"x","nodes":[],"__proto__":{"polluted":true}}', 'shape_forbidden_key'],
  ['an escaped __proto__', '{"dsl":1,"name":"x","nodes":[],"\\u005f_proto__":1}', 'shape_forbidden_key'],
  ['constructor', withMembers({ outputs: { constructor: 1 } }), 'shape_forbidden_key'],
  ['no name', withMembers({ name: undefined }), 'shape_invalid'],
  ['nodes as an object', withMembers({ nodes: {} }), 'shape_invalid'],
  ['a node as text', withMembers({ nodes: ['a'] }), 'shape_invalid'],
  ['a node without type', withMembers({ nodes: [{ id: 'a' }] }), 'shape_invalid'],
  ['a retry as text', withMembers({ nodes: [{ id: 'a', type: 't', retry: 'often' }] }), 'shape_invalid'],
  ['an edge without an end', withMembers({ edges: [{ from: 'a' }] }), 'shape_invalid'],
  [
    'a body with nodes of the wrong form',
    withMembers({ nodes: [{ id: 'a', type: 'map', body: { nodes: [5], edges: [] } }] }),
    'shape_invalid',
  ],
  ['a layout as text', withMembers({ layout: 'left' }), 'shape_invalid'],
  ['an id with a capital', withMembers({ nodes: [{ id: 'A', type: 't' }] }), 'shape_bad_id'],
  ['an id that CEL keeps', withMembers({ nodes: [{ id: 'loop', type: 't' }] }), 'shape_bad_id'],
  ['an id of 65 letters', withMembers({ nodes: [{ id: 'a'.repeat(65), type: 't' }] }), 'shape_bad_id'],
  [
    'one id in and outside a body',
    withMembers({ nodes: [{ id: 'a', type: 'map', body: { nodes: [{ id: 'a', type: 't' }] } }] }),
    'shape_duplicate_id',
  ],
  ['10,001 nodes', withMembers({ nodes: Array.from({ length: 10_001 }, (_, n) => ({ id: `n${n}`, type: 't' })) }), 'shape_too_many_nodes'],
  ['50,001 edges', withMembers({ edges: Array.from({ length: 50_001 }, () => ({ from: 'a', to: 'a' })) }), 'shape_too_many_edges'],
  [
    '101 triggers',
    withMembers({ triggers: Array.from({ length: 101 }, (_, n) => ({ id: `t${n}`, type: 'api' })) }),
    'shape_too_many_triggers',
  ],
  [
    'one trigger twice',
    withMembers({
      triggers: [
        { id: 't', type: 'api' },
        { id: 't', type: 'manual' },
      ],
    }),
    'shape_duplicate_id',
  ],
];

it.each(hostile)('refuses %s', (_, text, code) => {
  const codes = codesOf(text);
  expect(codes).toContain(code);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

const hostileYaml: [string, string, IssueCode][] = [
  ['deep flow lists', '['.repeat(1_000_000), 'shape_too_deep'],
  ['deep flow maps', '{a: '.repeat(200_000), 'shape_too_deep'],
  ['deep block lists on one line', '- '.repeat(500_000), 'shape_too_deep'],
  ['deep block maps', Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'shape_too_deep'],
  ['explicit keys in keys', '? '.repeat(500_000), 'shape_too_deep'],
  ['an alias bomb', bomb(), 'shape_not_json'],
  ['an alias of nothing', 'a: *nowhere', 'shape_not_json'],
  ['a tag of another language', 'a: !!js/function "x"', 'shape_not_json'],
  ['two documents', 'a: 1\n---\nb: 2', 'shape_not_json'],
  ['a key twice', 'dsl: 1\ndsl: 1', 'shape_not_json'],
  ['a key that is a list', '? [a]\n: 1', 'shape_not_json'],
  ['not a number', 'dsl: 1\nname: x\noutputs: { a: .nan }', 'shape_invalid'],
  ['__proto__', 'dsl: 1\nname: x\nnodes: []\n__proto__: { polluted: true }', 'shape_forbidden_key'],
  ['a million quotes', '"'.repeat(1_000_000), 'shape_not_json'],
  ['anchors upon anchors', '&a '.repeat(500_000), 'shape_not_json'],
  ['marks upon marks', 'a: '.repeat(500_000), 'shape_not_json'],
  ['a million comments', '#\n'.repeat(1_000_000), 'shape_not_json'],
  ['a tab for indentation', 'a:\n\tb: 1', 'shape_not_json'],
];

it.each(hostileYaml)('refuses YAML with %s', (_, text, code) => {
  expect(codesOf(text, 'yaml')).toContain(code);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('takes YAML with a document mark, comments, quoted keys and block texts', () => {
  const text =
    '# ours\n---\n"dsl": 1 # one\n\'name\': "a\n  b"\nnodes:\n- id: a\n  type: >-\n    template\n  ? x\n  : [{ a: b, "c": d }, e]\n...\n';
  const parsed = parseDocument(text, 'yaml');
  expect(parsed.ok && parsed.value.document.nodes[0]).toEqual({ id: 'a', type: 'template', x: [{ a: 'b', c: 'd' }, 'e'] });
});

it('tells where JSON ends to be JSON, without quoting it', () => {
  const parsed = parseDocument('{\n  "dsl": 1,\n  "secret" "s3cret"\n}', 'json');
  expect(parsed.ok || parsed.error[0]?.params).toEqual({ format: 'json', line: 3, column: 12 });
});

it('refuses a value of any depth that was parsed elsewhere', () => {
  const parsed = parseDocumentValue(nested(5000));
  expect(parsed.ok || parsed.error[0]?.code).toBe('shape_too_deep');
});

it('names the path of what is wrong', () => {
  const parsed = parseDocument(
    withMembers({
      nodes: [
        { id: 'a', type: 't' },
        { id: 'b', type: 't', 'x/y': { z: 'q\u0000' } },
      ],
    }),
    'json',
  );
  expect(parsed.ok || parsed.error[0]?.path).toBe('/nodes/1/x~1y/z');
});

it('takes what the builder builds', () => {
  const document = aFlow()
    .node('a')
    .node('each', 'map', { items: '{{ input.list }}' })
    .body('each', (body) => body.node('b'))
    .edge('a', 'each')
    .build();
  expect(parseDocumentValue(document)).toEqual({ ok: true, value: document });
});

/** Nine lists, each nine times the one before: 9^9 strings. */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`);
  return lines.join('\n');
}

describe('a member called body', () => {
  it('is a parameter where it is no scope: the example of the design parses and means no harm', () => {
    const refund = {
      id: 'refund',
      type: 'http_request',
      method: 'POST',
      url: 'https://api.example/refunds',
      body: { ticket: '{{ input.text }}' },
    };
    const parsed = parseDocumentValue({
      dsl: 1,
      name: 'Refund',
      inputs: { type: 'object', properties: { text: { type: 'string' } } },
      nodes: [refund],
    });
    expect(parsed.ok && validateDocument(parsed.value, catalog)).toEqual([]);
  });
});
