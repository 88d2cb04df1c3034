import type { FlowBody, FlowDocument, FlowNode } from '@/lib/dsl/document';
import { CHECK_SOURCE } from './check-source';
import { INVOICE_SHAPE, READ_PROMPT } from './prompts';

const INVOICE_BODY: FlowBody = {
  nodes: [
    {
      id: 'read',
      type: 'llm_completion',
      label: 'Read the invoice',
      provider: 'demo',
      prompt: READ_PROMPT,
      // A JSON Schema is plain JSON; its own type only names the members.
      output_schema: INVOICE_SHAPE as FlowNode['output_schema'],
      retry: { max: 3, backoff: 'exp' },
    },
    { id: 'check', type: 'code', label: 'Check sums and dates', source: CHECK_SOURCE },
  ],
  edges: [{ from: 'read', to: 'check' }],
};

const REPORT_TEMPLATE = `{{ string(nodes.tally.output.total) }} invoices were read: {{ string(size(nodes.tally.output.fine)) }} add up, {{ string(size(nodes.tally.output.wrong)) }} need a person.

{{ nodes.tally.output.wrong.map(i, '- ' + i.number + ', ' + i.supplier + ': ' + i.problems.join('; ')).join('\\n') }}`;

const NODES: FlowNode[] = [
  {
    id: 'split',
    type: 'transform',
    label: 'Split the file',
    values: { invoices: "{{ input.invoices.replace('\\r', '').split('\\n=====\\n').map(t, t.trim()).filter(t, t != '') }}" },
  },
  {
    id: 'each_invoice',
    type: 'map',
    label: 'Each invoice',
    items: '{{ nodes.split.output.invoices }}',
    concurrency: 5,
    on_item_error: 'continue',
    result: '{{ nodes.check.output }}',
    body: INVOICE_BODY,
  },
  {
    id: 'tally',
    type: 'transform',
    label: 'Sort the findings',
    values: {
      total: '{{ size(nodes.each_invoice.output.items) }}',
      unread: '{{ size(nodes.each_invoice.output.items.filter(i, i == null)) }}',
      fine: '{{ nodes.each_invoice.output.items.filter(i, i != null && i.ok) }}',
      wrong: '{{ nodes.each_invoice.output.items.filter(i, i != null && !i.ok) }}',
    },
  },
  { id: 'report', type: 'template', label: 'Report', template: REPORT_TEMPLATE },
];

/** A file of invoices in many layouts: split, read into fields, checked by code, and those that are wrong told apart. */
export const invoiceFieldsDocument: FlowDocument = {
  dsl: 1,
  name: 'Read invoices',
  description: 'Reads invoices of any layout into fields, and checks by code that sums add up and dates exist.',
  inputs: {
    type: 'object',
    required: ['invoices'],
    properties: {
      invoices: {
        type: 'string',
        title: 'Invoices',
        description: 'The whole file: texts of invoices divided by a line of five equals signs (=====).',
        'x-widget': 'textarea',
      },
    },
  },
  nodes: NODES,
  edges: [
    { from: 'split', to: 'each_invoice' },
    { from: 'each_invoice', to: 'tally' },
    { from: 'tally', to: 'report' },
  ],
  outputs: {
    report: '{{ nodes.report.output.text }}',
    total: '{{ nodes.tally.output.total }}',
    unread: '{{ nodes.tally.output.unread }}',
    wrong: '{{ nodes.tally.output.wrong }}',
    invoices: '{{ nodes.each_invoice.output.items }}',
  },
  triggers: [],
  layout: {
    nodes: {
      split: { x: 0, y: 140 },
      each_invoice: { x: 300, y: 140 },
      read: { x: 40, y: 120 },
      check: { x: 340, y: 120 },
      tally: { x: 600, y: 140 },
      report: { x: 900, y: 140 },
    },
    notes: [],
    groups: [],
  },
};
