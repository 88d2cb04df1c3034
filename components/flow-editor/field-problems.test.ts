import { expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { validateDocument } from '@/lib/dsl/validate';
import { catalog } from '@/lib/nodes/catalog';
import { fieldProblems } from './field-problems';
import { placeIssues } from './issue-places';

const document = aFlow()
  .node('ask', 'llm_completion', { provider: 'demo', prompt: '{{ input.missing }} {{ nodes.nobody.output }}' })
  .node('call', 'http_request', { method: 'GET' })
  .output('total', '{{ nodes.gone.output }}')
  .build();
const placed = placeIssues(document, validateDocument(document, catalog));
const codes = (nodeId: string | null) => Object.fromEntries(fieldProblems(placed, nodeId, (issue) => issue.code));

it('tells each field of a node what is wrong with it', () => {
  expect(codes('ask')).toEqual({ prompt: ['unknown_property', 'unknown_reference'] });
  expect(codes('call')).toEqual({ url: ['missing_parameter'] });
});

it('tells the flow what is about no node', () => {
  expect(codes(null)).toEqual({ outputs: ['unknown_reference'] });
});
