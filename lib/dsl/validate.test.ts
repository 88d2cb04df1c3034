import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import { applyCommand } from './apply-command';
import type { FlowDocument } from './document';
import type { IssueCode, ValidationIssue } from './issue';
import { aFlow } from './testing/a-flow';
import { flowArb } from './testing/arbitrary-flow';
import { validateDocument } from './validate';

const text = { type: 'object', properties: { text: { type: 'string' }, list: { type: 'array' } } };

function issuesOf(document: FlowDocument): ValidationIssue[] {
  return validateDocument(document, catalog);
}

/** Code and path of each issue, in order. */
function told(document: FlowDocument): string[] {
  return issuesOf(document).map(({ code, path }) => `${code} ${path}`);
}

/** The document after the fix of its only issue of a code. */
function mended(document: FlowDocument, code: IssueCode): FlowDocument {
  const [issue] = issuesOf(document).filter((found) => found.code === code);
  if (!issue?.fix) throw new Error(`No fix for ${code}`);
  const applied = applyCommand(document, { kind: 'batch', commands: issue.fix.commands });
  if (!applied.ok) throw new Error(`${issue.fix.title}: ${JSON.stringify(applied.error)}`);
  return applied.value.document;
}

// classify ──> route ──refund──> call
//                    └──else───> thanks       each: say ──> shout
const good = aFlow('Support triage')
  .input(text)
  .node('classify', 'llm_completion', {
    provider: 'demo',
    prompt: 'Classify: {{ input.text }}',
    retry: { max: 3, backoff: 'exp' },
    cost_tag: 'usd',
  })
  .node('route', 'switch', { cases: [{ port: 'refund', when: "nodes.classify.output.text == 'refund'" }] })
  .node('call', 'http_request', {
    method: 'POST',
    url: 'https://api.example/refunds',
    body: { ticket: '{{ input.text }}', of: '{{ nodes.classify.output.text }}' },
    compensate: {
      type: 'http_request',
      method: 'DELETE',
      url: 'https://api.example/refunds/{{ nodes.call.output.body.id }}?key={{ effect.key }}',
    },
  })
  .node('thanks', 'template', { template: 'Thanks {{ nodes.classify.output.text }}' })
  .node('each', 'map', { items: '{{ input.list }}', result: '{{ nodes.shout.output.text + string(index) }}' })
  .edge('classify', 'route')
  .edge('route', 'call', 'refund')
  .edge('route', 'thanks', 'else')
  .edge('classify', 'each')
  .body('each', (body) =>
    body
      .node('say', 'template', { template: '{{ item }} {{ nodes.classify.output.text }}' })
      .node('shout', 'template', { template: '{{ nodes.say.output.text }}!' })
      .edge('say', 'shout'),
  )
  .output('label', '{{ nodes.classify.output.text }}')
  .trigger({ id: 'hook', type: 'webhook', path: 'triage', auth: 'token', respond: 'result' })
  .build();

it('finds nothing wrong with a good document', () => {
  expect(issuesOf(good)).toEqual([]);
});

it('warns of a provider without a credential, and only when asked', () => {
  const issues = validateDocument(good, catalog, { configuredProviders: ['openai'] });
  expect(issues.map(({ code, severity, nodeId }) => ({ code, severity, nodeId }))).toEqual([
    { code: 'provider_not_configured', severity: 'warning', nodeId: 'classify' },
  ]);
});

it('warns of a provider that a node would fall back to, where it is named', () => {
  const document = aFlow()
    .node('a', 'llm_completion', { provider: 'demo', prompt: 'x', fallback: [{ provider: 'demo' }, { provider: 'anthropic' }] })
    .build();
  expect(validateDocument(document, catalog, { configuredProviders: ['demo'] })).toMatchObject([
    { code: 'provider_not_configured', path: '/nodes/0/fallback/1/provider', params: { provider: 'anthropic' } },
  ]);
});

it('reads code as code: no braces, no names that may be its own, but nodes that are not there', () => {
  const code = (source: string) => aFlow().node('first').node('calc', 'code', { source }).edge('first', 'calc').build();
  expect(
    told(code('// {{ not.an.expression }}\nconst nodes2 = graph.nodes.map((nodes) => nodes.length);\nreturn nodes.first.output;')),
  ).toEqual([]);
  expect(told(code('return nodes.frst.output'))).toEqual(['unknown_reference /nodes/1/source']);
  expect(mended(code('return nodes.frst.output + 1'), 'unknown_reference').nodes[1]?.source).toBe('return nodes.first.output + 1');
});

const http = { method: 'GET', url: 'https://x.example' };

const wrong: [string, FlowDocument, string[]][] = [
  ['no node', aFlow().build(), ['nothing_to_run /nodes']],
  ['only disabled nodes', aFlow().node('a', 'template', { template: 'x', disabled: true }).build(), ['nothing_to_run /nodes']],
  ['an unknown type', aFlow().node('a', 'templat').build(), ['unknown_node_type /nodes/0/type']],
  ['an unknown parameter', aFlow().node('a', 'template', { template: 'x', tempalte: 'y' }).build(), ['unknown_field /nodes/0/tempalte']],
  ['a missing parameter', aFlow().node('a', 'template', {}).build(), ['missing_parameter /nodes/0/template']],
  ['neither prompt nor messages', aFlow().node('a', 'llm_completion', { provider: 'demo' }).build(), ['missing_parameter /nodes/0/prompt']],
  [
    'a parameter out of its list',
    aFlow()
      .node('a', 'http_request', { ...http, method: 'get' })
      .build(),
    ['invalid_parameter /nodes/0/method'],
  ],
  [
    'a number too large',
    aFlow().node('a', 'llm_completion', { provider: 'demo', prompt: 'x', temperature: 9 }).build(),
    ['invalid_parameter /nodes/0/temperature'],
  ],
  [
    'a schema that is none',
    aFlow()
      .node('a', 'llm_completion', { provider: 'demo', prompt: 'x', output_schema: { type: 'text' } })
      .build(),
    ['invalid_parameter /nodes/0/output_schema/type'],
  ],
  [
    'a timeout below zero',
    aFlow().node('a', 'template', { template: 'x', timeout_ms: -1 }).build(),
    ['invalid_common_field /nodes/0/timeout_ms'],
  ],
  [
    'a cache around a write',
    aFlow()
      .node('a', 'http_request', { ...http, method: 'POST', cache: { ttl_ms: 5 } })
      .build(),
    ['invalid_common_field /nodes/0/cache'],
  ],
  [
    'a typo in retry',
    aFlow()
      .node('a', 'template', { template: 'x', retry: { max: 1, initial: 5 } })
      .build(),
    ['unknown_field /nodes/0/retry/initial'],
  ],
  [
    'a body where none belongs',
    aFlow()
      .node('a')
      .body('a', (body) => body.node('b'))
      .build(),
    ['unknown_field /nodes/0/body'],
  ],
  ['a map without a body', aFlow().input(text).node('a', 'map', { items: '{{ input.list }}' }).build(), ['map_without_body /nodes/0/body']],
  ['an edge from nowhere', aFlow().node('a').edge('ghost', 'a').build(), ['edge_from_unknown /edges/0/from']],
  ['an edge to nowhere', aFlow().node('a').edge('a', 'ghost').build(), ['edge_to_unknown /edges/0/to']],
  ['an unknown port', aFlow().node('a').node('b').edge('a', 'b', 'ot').build(), ['edge_unknown_port /edges/0/port']],
  ['an error port without on_error', aFlow().node('a').node('b').edge('a', 'b', 'error').build(), ['edge_unknown_port /edges/0/port']],
  ['one edge twice', aFlow().node('a').node('b').edge('a', 'b').edge('a', 'b', 'out').build(), ['edge_duplicate /edges/1']],
  [
    'an edge into a body',
    aFlow()
      .input(text)
      .node('a')
      .node('m', 'map', { items: '{{ input.list }}' })
      .body('m', (body) => body.node('b'))
      .edge('a', 'b')
      .build(),
    ['edge_crosses_scope /edges/0/to'],
  ],
  ['a cycle', aFlow().node('a').node('b').edge('a', 'b').edge('b', 'a').build(), ['cycle /edges']],
  [
    'a port listed twice',
    aFlow()
      .node('s', 'switch', {
        cases: [
          { port: 'p', when: 'true' },
          { port: 'p', when: 'true' },
        ],
      })
      .node('a')
      .edge('s', 'a', 'p')
      .build(),
    ['duplicate_port /nodes/0/cases/1/port'],
  ],
  [
    'a case that leads nowhere',
    aFlow()
      .node('s', 'switch', { cases: [{ port: 'p', when: 'true' }] })
      .build(),
    ['unreachable_port /nodes/0/cases/0/port'],
  ],
  ['a broken template', aFlow().node('a', 'template', { template: '{{ 1 + }}' }).build(), ['expression_syntax /nodes/0/template']],
  ['a template without end', aFlow().node('a', 'template', { template: 'x {{ 1' }).build(), ['expression_syntax /nodes/0/template']],
  [
    'a broken condition',
    aFlow()
      .node('s', 'switch', { cases: [{ port: 'p', when: '==' }] })
      .node('a')
      .edge('s', 'a', 'p')
      .build(),
    ['expression_syntax /nodes/0/cases/0/when'],
  ],
  [
    'a type clash',
    aFlow().input(text).node('a', 'template', { template: '{{ input.text - 1 }}' }).build(),
    ['expression_type /nodes/0/template'],
  ],
  [
    'a name that is not there',
    aFlow().node('a', 'template', { template: '{{ inptu.text }}' }).build(),
    ['unknown_reference /nodes/0/template'],
  ],
  [
    'a node that is not there',
    aFlow().node('a', 'template', { template: '{{ nodes.ghost.output }}' }).build(),
    ['unknown_reference /nodes/0/template'],
  ],
  [
    'a node beside',
    aFlow().node('a').node('b', 'template', { template: '{{ nodes.a.output.text }}' }).build(),
    ['reference_cannot_have_run /nodes/1/template'],
  ],
  [
    'itself',
    aFlow().node('a', 'template', { template: '{{ nodes.a.output.text }}' }).build(),
    ['reference_cannot_have_run /nodes/0/template'],
  ],
  [
    'a node inside a body from outside',
    aFlow()
      .input(text)
      .node('m', 'map', { items: '{{ input.list }}' })
      .body('m', (body) => body.node('b'))
      .node('z', 'template', { template: '{{ nodes.b.output.text }}' })
      .edge('m', 'z')
      .output('o', '{{ nodes.b.output.text }}')
      .build(),
    ['reference_cannot_have_run /nodes/1/template', 'reference_cannot_have_run /outputs/o'],
  ],
  ['a member no node has', aFlow().node('a').output('o', '{{ nodes.a.result }}').build(), ['unknown_property /outputs/o']],
  [
    'an input that is not declared',
    aFlow().input(text).node('a', 'template', { template: '{{ input.txt }}' }).build(),
    ['unknown_property /nodes/0/template'],
  ],
  [
    'labels by their names, lengths and number',
    {
      ...aFlow().input(text).node('a', 'template', { template: 'x' }).build(),
      labels: {
        ...{ customer: '{{ input.text }}', region: 'eu', '1st': 'x', long: 'x'.repeat(1025) },
        ...{ c: '', d: '', e: '', f: '', g: '' },
      },
    },
    ['label_invalid /labels/1st', 'label_invalid /labels/long', 'label_invalid /labels/g'],
  ],
  [
    'what a label cannot see yet',
    {
      ...aFlow().node('a', 'template', { template: 'x' }).build(),
      labels: { a: '{{ nodes.a.output.text }}', b: '{{ run.id }}', c: '{{ vars.x }}' },
    },
    ['unknown_reference /labels/a', 'unknown_reference /labels/b'],
  ],
  [
    'cost tags longer than their column',
    {
      ...aFlow()
        .node('a', 'template', { template: 'x', cost_tag: 'x'.repeat(65) })
        .build(),
      cost_tag: ' ',
    },
    ['invalid_common_field /cost_tag', 'invalid_common_field /nodes/0/cost_tag'],
  ],
  ['item outside a body', aFlow().node('a', 'template', { template: '{{ item }}' }).build(), ['unknown_reference /nodes/0/template']],
  [
    'effect outside a compensation',
    aFlow().node('a', 'template', { template: '{{ effect.key }}' }).build(),
    ['unknown_reference /nodes/0/template'],
  ],
  ['a secret', aFlow().node('a', 'template', { template: '{{ secrets.openai }}' }).build(), ['secret_in_expression /nodes/0/template']],
  [
    'a compensation of an unknown type',
    aFlow()
      .node('a', 'http_request', { ...http, compensate: { type: 'undo' } })
      .build(),
    ['unknown_node_type /nodes/0/compensate/type'],
  ],
  [
    'a compensation without its parameters',
    aFlow()
      .node('a', 'http_request', { ...http, compensate: { type: 'http_request', url: 'https://x.example' } })
      .build(),
    ['missing_parameter /nodes/0/compensate/method'],
  ],
  ['inputs that are no schema', aFlow().input({ type: 'objekt' }).node('a').build(), ['inputs_invalid /inputs/type']],
  ['inputs that are no object', aFlow().input({ type: 'string' }).node('a').build(), ['inputs_invalid /inputs/type']],
  ['a webhook without a path', aFlow().node('a').trigger({ id: 'h', type: 'webhook' }).build(), ['trigger_invalid /triggers/0/path']],
  [
    'two webhooks on one path',
    aFlow().node('a').trigger({ id: 'h', type: 'webhook', path: 'p' }).trigger({ id: 'i', type: 'webhook', path: 'p' }).build(),
    ['trigger_invalid /triggers/1/path'],
  ],
];

describe('tells what is wrong, where', () => {
  it.each(wrong)('%s', (_, document, expected) => {
    expect(told(document)).toEqual(expected);
  });
});

describe('mends what can be mended', () => {
  it.each<[IssueCode, FlowDocument]>([
    ['unknown_node_type', aFlow().node('a', 'templat', { template: 'x' }).build()],
    ['unknown_field', aFlow().node('a', 'template', { tempalte: 'y' }).build()],
    [
      'invalid_parameter',
      aFlow()
        .node('a', 'http_request', { ...http, method: 'get' })
        .build(),
    ],
    ['missing_parameter', aFlow().node('a', 'http_request', { url: 'https://x.example' }).build()],
    ['edge_to_unknown', aFlow().node('answer').node('b').edge('b', 'anser').build()],
    ['edge_from_unknown', aFlow().node('a').edge('ghost', 'a').build()],
    ['edge_unknown_port', aFlow().node('a').node('b').edge('a', 'b', 'ot').build()],
    ['edge_duplicate', aFlow().node('a').node('b').edge('a', 'b').edge('a', 'b').build()],
    ['cycle', aFlow().node('a').node('b').edge('a', 'b').edge('b', 'a').build()],
    ['reference_cannot_have_run', aFlow().node('a').node('b', 'template', { template: '{{ nodes.a.output.text }}' }).build()],
    ['unknown_property', aFlow().input(text).node('a', 'template', { template: '{{ input.subject }}' }).build()],
    ['invalid_common_field', aFlow().node('a', 'template', { template: 'x', timeout_ms: 0 }).build()],
    ['unknown_reference', aFlow().node('first').node('z').edge('first', 'z').output('o', '{{ nodes.frst.output.text }}').build()],
  ])('%s', (code, document) => {
    expect(issuesOf(mended(document, code))).toEqual([]);
  });

  it('offers no edge that would close a cycle', () => {
    const flow = aFlow().node('a', 'template', { template: '{{ nodes.b.output.text }}' }).node('b').edge('a', 'b').build();
    expect(issuesOf(flow).map(({ code, fix }) => [code, fix])).toEqual([['reference_cannot_have_run', undefined]]);
  });

  it('names the nodes of a cycle', () => {
    const flow = aFlow().node('a').node('b').node('c').edge('a', 'b').edge('b', 'c').edge('c', 'b').build();
    expect(issuesOf(flow).map(({ params }) => new Set(params.nodes as string[]))).toEqual([new Set(['b', 'c'])]);
  });
});

it('never throws, and each fix it offers applies', () => {
  fc.assert(
    fc.property(flowArb, (document) => {
      for (const { fix, code } of issuesOf(document)) {
        if (!fix) continue;
        const applied = applyCommand(document, { kind: 'batch', commands: fix.commands });
        if (!applied.ok) throw new Error(`${code} ${fix.title}: ${JSON.stringify(applied.error)}`);
      }
    }),
    { numRuns: 200 },
  );
});
