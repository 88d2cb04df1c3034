import type { FlowDocument, FlowNode } from '@/lib/dsl/document';
import { ANSWER_PROMPT, ANSWER_SHAPE } from './prompts';
import { CHECK_SOURCE, RANK_SOURCE } from './rank-source';

const PAGE_TEMPLATE = `{{ nodes.answer.output.json.answer }}

{{ nodes.check.output.quotes.map(q, '> ' + q.text + '\\n> — ' + (q.verbatim ? q.section : 'not word for word in the manual')).join('\\n\\n') }}`;

const NODES: FlowNode[] = [
  {
    id: 'split',
    type: 'transform',
    label: 'Split by headings',
    values: {
      sections:
        "{{ input.manual.replace('\\r', '').split('\\n## ').slice(1).map(s, {'title': s.split('\\n', 2)[0], 'text': s.substring(s.indexOf('\\n') + 1).trim()}) }}",
    },
  },
  { id: 'rank', type: 'code', label: 'Find the sections', source: RANK_SOURCE },
  {
    id: 'answer',
    type: 'llm_completion',
    label: 'Answer with quotes',
    provider: 'demo',
    prompt: ANSWER_PROMPT,
    // A JSON Schema is plain JSON; its own type only names the members.
    output_schema: ANSWER_SHAPE as FlowNode['output_schema'],
    retry: { max: 2, backoff: 'exp' },
  },
  { id: 'check', type: 'code', label: 'Check the quotes', source: CHECK_SOURCE },
  { id: 'page', type: 'template', label: 'Answer and proof', template: PAGE_TEMPLATE },
];

/** A question to a long manual: split, ranked, answered from the best sections, every quote looked up. */
export const manualAnswersDocument: FlowDocument = {
  dsl: 1,
  name: 'Answer from a manual',
  description: 'Finds the sections of a Markdown manual that fit a question, answers from them, and proves every quote.',
  inputs: {
    type: 'object',
    required: ['question', 'manual'],
    properties: {
      question: {
        type: 'string',
        title: 'Question',
        description: 'What somebody wants to know.',
        minLength: 3,
        maxLength: 1000,
        examples: ['How do I get the controller through the winter?'],
      },
      manual: {
        type: 'string',
        title: 'Manual',
        description: 'Markdown; each section begins with a heading of two hashes (##).',
        'x-widget': 'textarea',
      },
    },
  },
  nodes: NODES,
  edges: [
    { from: 'split', to: 'rank' },
    { from: 'rank', to: 'answer' },
    { from: 'answer', to: 'check' },
    { from: 'check', to: 'page' },
  ],
  outputs: {
    page: '{{ nodes.page.output.text }}',
    answer: '{{ nodes.answer.output.json.answer }}',
    quotes: '{{ nodes.check.output.quotes }}',
    sections: '{{ nodes.rank.output.sections.map(s, s.title) }}',
  },
  triggers: [],
  layout: {
    nodes: {
      split: { x: 0, y: 120 },
      rank: { x: 280, y: 120 },
      answer: { x: 560, y: 120 },
      check: { x: 840, y: 120 },
      page: { x: 1120, y: 120 },
    },
    notes: [],
    groups: [],
  },
};
