import type { FlowBody, FlowDocument, FlowNode } from '@/lib/dsl/document';
import { CLASSIFY_PROMPT, FACTS_TEMPLATE, SUMMARY_PROMPT, TICKET_SHAPE } from './prompts';

const HANDED_OVER =
  '{{ [nodes.to_billing.output, nodes.to_engineering.output, nodes.to_care.output].filter(o, o != null).map(o, o.text).first() }}';

/** One ticket: read by the model, sent one of three ways. */
const TICKET_BODY: FlowBody = {
  nodes: [
    {
      id: 'classify',
      type: 'llm_completion',
      label: 'Read the ticket',
      provider: 'demo',
      prompt: CLASSIFY_PROMPT,
      // A JSON Schema is plain JSON; its own type only names the members.
      output_schema: TICKET_SHAPE as FlowNode['output_schema'],
      retry: { max: 3, backoff: 'exp' },
    },
    {
      id: 'route',
      type: 'switch',
      label: 'Whose is it?',
      cases: [
        { port: 'billing', when: "nodes.classify.output.json.category == 'refund'" },
        { port: 'engineering', when: "nodes.classify.output.json.category == 'bug'" },
      ],
    },
    { id: 'to_billing', type: 'template', label: 'Billing', template: 'billing' },
    { id: 'to_engineering', type: 'template', label: 'Engineering', template: 'engineering' },
    { id: 'to_care', type: 'template', label: 'Customer care', template: 'care' },
  ],
  edges: [
    { from: 'classify', to: 'route' },
    { from: 'route', port: 'billing', to: 'to_billing' },
    { from: 'route', port: 'engineering', to: 'to_engineering' },
    { from: 'route', port: 'else', to: 'to_care' },
  ],
};

const NODES: FlowNode[] = [
  {
    id: 'split',
    type: 'transform',
    label: 'Split the file',
    values: { tickets: "{{ input.tickets.replace('\\r', '').split('\\n---\\n').map(t, t.trim()).filter(t, t != '') }}" },
  },
  {
    id: 'each_ticket',
    type: 'map',
    label: 'Each ticket',
    items: '{{ nodes.split.output.tickets }}',
    concurrency: 10,
    on_item_error: 'continue',
    result: {
      number: '{{ index + 1 }}',
      category: '{{ nodes.classify.output.json.category }}',
      urgency: '{{ nodes.classify.output.json.urgency }}',
      order: '{{ nodes.classify.output.json.order }}',
      summary: '{{ nodes.classify.output.json.summary }}',
      team: HANDED_OVER,
    },
    body: TICKET_BODY,
  },
  {
    id: 'tally',
    type: 'transform',
    label: 'Count',
    values: {
      total: '{{ size(nodes.each_ticket.output.items) }}',
      unread: '{{ size(nodes.each_ticket.output.items.filter(t, t == null)) }}',
      by_category: "{{ nodes.each_ticket.output.items.filter(t, t != null).groupCount('category') }}",
      for_billing: "{{ size(nodes.each_ticket.output.items.filter(t, t != null && t.team == 'billing')) }}",
      for_engineering: "{{ size(nodes.each_ticket.output.items.filter(t, t != null && t.team == 'engineering')) }}",
      for_care: "{{ size(nodes.each_ticket.output.items.filter(t, t != null && t.team == 'care')) }}",
      urgent: "{{ nodes.each_ticket.output.items.filter(t, t != null && t.urgency == 'high') }}",
    },
  },
  { id: 'facts', type: 'template', label: 'The day in facts', template: FACTS_TEMPLATE },
  { id: 'summary', type: 'llm_completion', label: 'Sum up the day', provider: 'demo', prompt: SUMMARY_PROMPT },
];

/** A file of tickets, split, read one by one, routed, counted and summed up. */
export const supportTriageDocument: FlowDocument = {
  dsl: 1,
  name: 'Sort support tickets',
  description: 'Tickets stand one below the other, divided by a line of three hyphens.',
  inputs: {
    type: 'object',
    required: ['tickets'],
    properties: {
      tickets: {
        type: 'string',
        title: 'Tickets',
        description: 'The whole file: tickets divided by a line with three hyphens (---).',
        'x-widget': 'textarea',
      },
    },
  },
  nodes: NODES,
  edges: [
    { from: 'split', to: 'each_ticket' },
    { from: 'each_ticket', to: 'tally' },
    { from: 'tally', to: 'facts' },
    { from: 'facts', to: 'summary' },
  ],
  outputs: {
    summary: '{{ nodes.summary.output.text }}',
    total: '{{ nodes.tally.output.total }}',
    by_category: '{{ nodes.tally.output.by_category }}',
    urgent: '{{ nodes.tally.output.urgent }}',
    tickets: '{{ nodes.each_ticket.output.items }}',
  },
  triggers: [],
  layout: {
    nodes: {
      split: { x: 0, y: 160 },
      each_ticket: { x: 300, y: 160 },
      classify: { x: 40, y: 180 },
      route: { x: 340, y: 180 },
      to_billing: { x: 640, y: 70 },
      to_engineering: { x: 640, y: 190 },
      to_care: { x: 640, y: 310 },
      tally: { x: 600, y: 160 },
      facts: { x: 900, y: 160 },
      summary: { x: 1200, y: 160 },
    },
    notes: [],
    groups: [],
  },
};
