import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { validateDocument } from '@/lib/dsl/validate';
import { catalog } from '@/lib/nodes/catalog';
import { documentChanges } from './document-changes';
import { issuesByNode, placeIssues } from './issue-places';
import { referenceGroups } from './references';
import { readRunDraft, runDraft, runFields } from './run-form';

describe('issues', () => {
  const document = aFlow()
    .node('route', 'switch', { cases: [{ port: 'yes', when: 'input.' }] })
    .node('each', 'map', { items: '{{ input.items }}' })
    .body('each', (body) => body.node('inner', 'template', {}))
    .build();
  const issues = validateDocument(document, catalog);

  it('point at the field of their node, and below it', () => {
    const placed = placeIssues(document, issues);
    expect(placed.find(({ issue }) => issue.nodeId === 'route')).toMatchObject({ field: 'cases', inField: '/0/when' });
    expect(placed.find(({ issue }) => issue.nodeId === 'inner')).toMatchObject({ field: 'template' });
  });

  it('count for the node around a body as well', () => {
    const counts = issuesByNode(document, issues, (issue) => issue.code);
    expect(counts.get('each')?.errors).toBeGreaterThanOrEqual(1);
    expect(counts.get('inner')?.message).toBe('missing_parameter');
  });
});

describe('references', () => {
  // ask -> answer      later
  const document = aFlow()
    .input({ type: 'object', properties: { text: { type: 'string' } } })
    .node('ask', 'llm_completion', {
      provider: 'demo',
      prompt: 'x',
      output_schema: { type: 'object', properties: { label: { type: 'string' } } },
    })
    .node('answer')
    .node('later')
    .edge('ask', 'answer')
    .build();

  it('offers inputs and what ran before, with the shape the answer was asked to have', () => {
    const groups = referenceGroups({ document, nodeId: 'answer', catalog, samples: new Map(), lastInputs: { text: 'hi', 'other one': 1 } });
    const paths = groups.flatMap((group) => group.offers.map((offer) => offer.path));
    expect(paths).toContain('input.text');
    expect(paths).toContain('input["other one"]');
    expect(paths).toContain('nodes.ask.output.json.label');
    expect(paths.some((path) => path.startsWith('nodes.later'))).toBe(false);
  });

  it('offers every node to the outputs of the flow', () => {
    const groups = referenceGroups({
      document,
      nodeId: null,
      catalog,
      samples: new Map([['ask', { text: 'Hello' }]]),
      lastInputs: undefined,
    });
    expect(groups.map((group) => group.nodeId)).toEqual([null, 'ask', 'answer', 'later']);
    expect(groups[1]?.offers.find(({ path }) => path === 'nodes.ask.output.text')?.sample).toBe('Hello');
  });
});

describe('the differences of two drafts', () => {
  it('are told by node and field, and pixels are none', () => {
    const mine = aFlow().node('a').node('b').edge('a', 'b').build();
    const theirs = aFlow('Renamed').node('a', 'template', { template: 'new' }).node('c').build();
    theirs.layout.nodes.a = { x: 5, y: 5 };
    expect(documentChanges(mine, theirs).map(({ kind, nodeId, field }) => [kind, nodeId, field])).toEqual([
      ['node_field', 'a', 'template'],
      ['node_removed', 'b', null],
      ['node_added', 'c', null],
      ['document_field', null, 'name'],
      ['edges', null, 'edges'],
    ]);
    expect(documentChanges(mine, structuredClone(mine))).toEqual([]);
  });
});

describe('the run form', () => {
  const inputs = {
    type: 'object',
    required: ['text'],
    properties: {
      text: { type: 'string' },
      count: { type: 'integer', default: 3 },
      tone: { enum: ['warm', 'dry', 2] },
      urgent: { type: 'boolean' },
      tags: { type: 'array' },
    },
  };
  const fields = runFields(inputs, null);

  it('chooses a control for each declared input', () => {
    expect(fields.map((field) => field.control)).toEqual(['long_text', 'number', 'select', 'switch', 'json']);
  });

  it('gives back the values that it was filled with', () => {
    const values = { text: 'hi', count: 4, tone: 2, urgent: true, tags: ['a'] };
    expect(readRunDraft(fields, runDraft(inputs, fields, values))).toEqual({ inputs: values, problems: {} });
  });

  it('leaves out what is empty and says what is missing or unreadable', () => {
    const draft = { ...runDraft(inputs, fields, {}), count: 'x', tags: '[1', tone: '' };
    expect(readRunDraft(fields, draft)).toEqual({
      inputs: { urgent: false },
      problems: { text: 'required', count: 'notNumber', tags: 'notJson' },
    });
  });
});
